import type { DataType } from "../../../types/data-type.js";
import { comparator } from "../ordering.js";
import type { SlotFunction } from "./slot-function.js";

/** A slot for each pivot value: the value of the row that has it in its pivot column. */
export function pivotFirst(pivotType: DataType, pivotValues: readonly unknown[]): SlotFunction {
  const compare = comparator(pivotType) as (a: unknown, b: unknown) => number;
  const same = (a: unknown, b: unknown): boolean => (a === null || b === null ? a === b : compare(a, b) === 0);
  return {
    initial: () => pivotValues.map(() => null),
    update: (slots, at, value) => {
      const [pivot, input] = value as [unknown, unknown];
      const position = pivotValues.findIndex((known) => same(known, pivot));
      if (position >= 0 && input !== null) slots[at + position] = input;
    },
    merge: (slots, at, other, otherAt) => {
      for (let i = 0; i < pivotValues.length; i++) {
        if (other[otherAt + i] !== null) slots[at + i] = other[otherAt + i];
      }
    },
    evaluate: (slots, at) => slots.slice(at, at + pivotValues.length),
  };
}
