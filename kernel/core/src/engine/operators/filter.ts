import { type AttributeReference, bindReferences, type Expression } from "../../plans/expressions/index.js";
import { compilePredicate } from "../expressions/index.js";
import { addToMetric, type Kernel, type KernelOptions } from "./kernel.js";

export function filterKernel(
  condition: Expression,
  input: readonly AttributeReference[],
  { ansi, outputRows, time }: KernelOptions,
): Kernel {
  const bound = bindReferences(condition, input);
  return function* ([rows], context, partition) {
    const keep = compilePredicate(bound, { ansi, partition });
    let seen = 0;
    let kept = 0;
    try {
      for (const row of rows!) {
        seen++;
        if (!keep(row)) continue;
        kept++;
        yield row;
      }
    } finally {
      context.metrics.chargeTo(time, "pipelineRows", seen);
      addToMetric(context, outputRows, kept);
    }
  };
}
