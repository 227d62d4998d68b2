import type { DataType } from "../../../types/data-type.js";
import { comparator } from "../ordering.js";
import { folded, type SlotFunction } from "./slot-function.js";

export const COUNT: SlotFunction = {
  initial: () => [0],
  update: (slots, at, value) => {
    if (value !== null) slots[at] = (slots[at] as number) + 1;
  },
  merge: (slots, at, other, otherAt) => {
    slots[at] = (slots[at] as number) + (other[otherAt] as number);
  },
  evaluate: (slots, at) => slots[at],
};

/** min (sign −1) or max (sign 1). */
export function extreme(type: DataType, sign: 1 | -1): SlotFunction {
  const compare = comparator(type) as (a: unknown, b: unknown) => number;
  return folded((a, b) => (sign * compare(b, a) > 0 ? b : a));
}
