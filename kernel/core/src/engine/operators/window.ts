import {
  type Alias,
  type AttributeReference,
  bindReferences,
  type WindowExpression,
} from "../../plans/expressions/index.js";
import type { WindowExec } from "../../plans/physical/index.js";
import type { InternalRow } from "../../types/data-type.js";
import { compileWindow, unsafeRowSize } from "../expressions/index.js";
import { groupKey } from "./group-key.js";
import { keyProjection } from "./hash-join.js";
import { bufferRows, keptRows } from "./keep-in-pages.js";
import { addToMetric, type Kernel, type KernelOptions, type Rows } from "./kernel.js";

/** Rows sorted by partition and order, each with the values of the functions over its window. Holds one window partition at a time. */
export function windowKernel(plan: WindowExec, input: readonly AttributeReference[], options: KernelOptions): Kernel {
  const { ansi, outputRows, time, memory } = options;
  const keysOf = keyProjection(plan.partitionSpec, input, ansi);
  const functions = plan.windowExpressions.map((e) =>
    compileWindow(bindReferences((e as Alias).child, input) as WindowExpression, { ansi }),
  );
  const sizeOf = unsafeRowSize(input.map((a) => a.dataType));
  return function* ([rows], context) {
    let count = 0;
    try {
      for (const group of consecutiveGroups(rows!, keysOf)) {
        const kept = () => keptRows(group, group.length, sizeOf);
        const held = bufferRows(context, group.length, kept, memory.windowBuffer, options);
        const values = functions.map((f) => f(group));
        for (let i = 0; i < group.length; i++) {
          count++;
          yield [...group[i]!, ...values.map((column) => column[i])];
        }
        held.release();
      }
    } finally {
      context.metrics.chargeTo(time, "aggregateRows", count * functions.length);
      addToMetric(context, outputRows, count);
    }
  };
}

/** Runs of rows whose keys are equal. */
export function* consecutiveGroups(
  rows: Rows,
  keysOf: (row: InternalRow) => InternalRow,
): Iterable<readonly InternalRow[]> {
  let current: InternalRow[] = [];
  let currentKey: unknown;
  for (const row of rows) {
    const key = groupKey(keysOf(row));
    if (current.length > 0 && key !== currentKey) {
      yield current;
      current = [];
    }
    currentKey = key;
    current.push(row);
  }
  if (current.length > 0) yield current;
}
