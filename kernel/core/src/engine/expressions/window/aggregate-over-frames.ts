import type { AggregateExpression, WindowFrame } from "../../../plans/expressions/index.js";
import type { InternalRow } from "../../../types/data-type.js";
import { compileAggregate } from "../aggregates/index.js";
import type { AggregateEvaluator } from "../aggregates/slot-function.js";
import type { EvaluatorOptions } from "../evaluator.js";
import type { FrameBounds } from "./frame-bounds.js";
import type { WindowColumn } from "./index.js";

/** Up to this many rows, a frame is aggregated row by row; above, from halves that are aggregated once. */
const SHORT_FRAME = 64;

/** An aggregate over each row's frame, in no more than n·log n steps. */
export function aggregateOverFrames(
  e: AggregateExpression,
  { lower, upper }: WindowFrame,
  boundsOf: (rows: readonly InternalRow[]) => FrameBounds,
  options: EvaluatorOptions,
): WindowColumn {
  const f = compileAggregate({ ...e, mode: "complete" }, options);
  if (lower !== Number.NEGATIVE_INFINITY) return (rows) => sliding(rows, boundsOf(rows), f);
  if (upper === Number.POSITIVE_INFINITY) {
    return (rows) => {
      const total = aggregated(rows, 0, rows.length, f);
      return rows.map(() => resultOf(f, total));
    };
  }
  return (rows) => growing(rows, boundsOf(rows), f);
}

/** Frames that start at the first row take up one row after the other. */
function growing(rows: readonly InternalRow[], { upper }: FrameBounds, f: AggregateEvaluator): readonly unknown[] {
  const slots: unknown[] = [];
  f.init(slots, 0);
  let taken = 0;
  return upper.map((end) => {
    while (taken < end) f.update(slots, 0, rows[taken++]!);
    return resultOf(f, slots);
  });
}

function sliding(
  rows: readonly InternalRow[],
  { lower, upper }: FrameBounds,
  f: AggregateEvaluator,
): readonly unknown[] {
  let tree: Halves | undefined;
  return rows.map((_, i) => {
    const [start, end] = [lower[i]!, Math.max(lower[i]!, upper[i]!)];
    if (end - start <= SHORT_FRAME) return resultOf(f, aggregated(rows, start, end, f));
    tree ??= halves(rows, 0, rows.length, f);
    const slots: unknown[] = [];
    f.init(slots, 0);
    addRange(slots, tree, start, end, rows, f);
    return resultOf(f, slots);
  });
}

function aggregated(rows: readonly InternalRow[], start: number, end: number, f: AggregateEvaluator): unknown[] {
  const slots: unknown[] = [];
  f.init(slots, 0);
  for (let i = start; i < end; i++) f.update(slots, 0, rows[i]!);
  return slots;
}

/** A range of rows, aggregated, and its two halves. */
interface Halves {
  readonly start: number;
  readonly end: number;
  readonly slots: readonly unknown[];
  readonly children: readonly Halves[];
}

function halves(rows: readonly InternalRow[], start: number, end: number, f: AggregateEvaluator): Halves {
  if (end - start <= SHORT_FRAME) return { start, end, slots: aggregated(rows, start, end, f), children: [] };
  const middle = (start + end) >> 1;
  const children = [halves(rows, start, middle, f), halves(rows, middle, end, f)];
  const slots: unknown[] = [];
  f.init(slots, 0);
  for (const child of children) f.merge(slots, 0, child.slots, 0);
  return { start, end, slots, children };
}

/** Adds rows `start` … `end − 1` in their order. */
function addRange(
  slots: unknown[],
  node: Halves,
  start: number,
  end: number,
  rows: readonly InternalRow[],
  f: AggregateEvaluator,
): void {
  const [from, to] = [Math.max(start, node.start), Math.min(end, node.end)];
  if (from >= to) return;
  if (from === node.start && to === node.end) f.merge(slots, 0, node.slots, 0);
  else if (node.children.length === 0) for (let i = from; i < to; i++) f.update(slots, 0, rows[i]!);
  else for (const child of node.children) addRange(slots, child, from, to, rows, f);
}

/** A collected array belongs to the buffer, which may go on growing. */
function resultOf(f: AggregateEvaluator, slots: readonly unknown[]): unknown {
  const result = f.evaluate(slots, 0);
  return Array.isArray(result) ? [...result] : result;
}
