import type { AggregateBuffer } from "../../../plans/expressions/index.js";
import type { InternalRow } from "../../../types/data-type.js";

/**
 * An aggregate function over slots of a shared buffer row: slots `at` … `at + buffer.length − 1` are its own. The partial
 * side calls init and update for each row, the final side init and merge for each partial buffer, then evaluate.
 */
export interface AggregateEvaluator {
  readonly buffer: AggregateBuffer;
  init(slots: unknown[], at: number): void;
  update(slots: unknown[], at: number, row: InternalRow): void;
  merge(slots: unknown[], at: number, other: InternalRow, otherAt: number): void;
  evaluate(slots: InternalRow, at: number): unknown;
}

/** How one function keeps its slots; `update` gets the argument's value, null included. */
export interface SlotFunction {
  readonly initial: () => readonly unknown[];
  readonly update: (slots: unknown[], at: number, value: unknown) => void;
  readonly merge: AggregateEvaluator["merge"];
  readonly evaluate: AggregateEvaluator["evaluate"];
}

/** One slot, null until the first value; `add` joins two values that are not null. */
export function folded(
  add: (a: unknown, b: unknown) => unknown,
  first: (value: unknown) => unknown = (v) => v,
): SlotFunction {
  const join = (slots: unknown[], at: number, value: unknown): void => {
    if (value !== null) slots[at] = slots[at] === null ? value : add(slots[at], value);
  };
  return {
    initial: () => [null],
    update: (slots, at, value) => join(slots, at, value === null ? null : first(value)),
    merge: (slots, at, other, otherAt) => join(slots, at, other[otherAt]),
    evaluate: (slots, at) => slots[at],
  };
}
