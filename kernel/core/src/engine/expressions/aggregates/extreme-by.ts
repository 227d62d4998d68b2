import type { DataType } from "../../../types/data-type.js";
import { comparator } from "../ordering.js";
import type { SlotFunction } from "./slot-function.js";

/** Slots value and ordering: the value of the row whose ordering is largest (sign 1) or smallest; of equals the later one. */
export function extremeBy(ordering: DataType, sign: 1 | -1): SlotFunction {
  const compare = comparator(ordering) as (a: unknown, b: unknown) => number;
  const take = (slots: unknown[], at: number, value: unknown, order: unknown): void => {
    if (order === null) return;
    const best = slots[at + 1];
    if (best !== null && sign * compare(best, order) > 0) return;
    slots[at] = value;
    slots[at + 1] = order;
  };
  return {
    initial: () => [null, null],
    update: (slots, at, value) => take(slots, at, ...(value as [unknown, unknown])),
    merge: (slots, at, other, otherAt) => take(slots, at, other[otherAt], other[otherAt + 1]),
    evaluate: (slots, at) => slots[at],
  };
}
