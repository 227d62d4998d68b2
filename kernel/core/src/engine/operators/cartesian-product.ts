import { type AttributeReference, bindReferences, type Expression } from "../../plans/expressions/index.js";
import type { InternalRow } from "../../types/data-type.js";
import { compilePredicate } from "../expressions/index.js";
import { addToMetric, type Kernel, type KernelOptions, type Rows } from "./kernel.js";

/** Joins pairs of rows, keeping those for which the condition holds. */
export function productRows(
  condition: Expression | undefined,
  input: readonly AttributeReference[],
  { ansi, outputRows, time }: KernelOptions,
): (pairs: Iterable<readonly [InternalRow, InternalRow]>, context: Parameters<Kernel>[1]) => Rows {
  const keep = condition === undefined ? () => true : compilePredicate(bindReferences(condition, input), { ansi });
  return function* (pairs, context) {
    let seen = 0;
    let kept = 0;
    try {
      for (const [left, right] of pairs) {
        seen++;
        const row = [...left, ...right];
        if (!keep(row)) continue;
        kept++;
        yield row;
      }
    } finally {
      context.metrics.chargeTo(time, "joinRows", seen + kept);
      addToMetric(context, outputRows, kept);
    }
  };
}
