import type { BuildSide } from "../../plans/physical/index.js";
import type { InternalRow } from "../../types/data-type.js";
import type { JoinMatching } from "./join-matching.js";
import { addToMetric, type Kernel, type KernelOptions, type Rows } from "./kernel.js";

/** Compares every streamed row with every row of the broadcast side. */
export function nestedLoopJoinRows(
  matching: JoinMatching,
  buildSide: BuildSide,
  { outputRows, time }: KernelOptions,
): (stream: Rows, broadcast: readonly InternalRow[], context: Parameters<Kernel>[1]) => Rows {
  return function* (stream, broadcast, context) {
    let streamed = 0;
    let count = 0;
    try {
      for (const row of stream) {
        streamed++;
        const joined =
          buildSide === "BuildRight" ? matching.matched([row], broadcast) : matching.matched(broadcast, [row]);
        for (const out of joined) {
          count++;
          yield out;
        }
      }
    } finally {
      context.metrics.chargeTo(time, "joinRows", streamed * broadcast.length + count);
      addToMetric(context, outputRows, count);
    }
  };
}
