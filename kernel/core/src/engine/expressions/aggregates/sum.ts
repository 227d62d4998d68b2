import { arithmeticOverflow } from "../../../types/arithmetic-errors.js";
import { type DataType, type DecimalType, LongType, type LongValue } from "../../../types/data-type.js";
import { fitsPrecision } from "../../../types/decimal.js";
import { addLong, longValue } from "../../../types/long-value.js";
import { folded, type SlotFunction } from "./slot-function.js";

/** Sums of longs (of every integral type) and of doubles. */
export function sum(type: DataType, ansi: boolean): SlotFunction {
  if (type.kind === LongType.kind) return folded((a, b) => addLong(a as LongValue, b as LongValue, ansi));
  return folded((a, b) => (a as number) + (b as number));
}

/** Slots sum and isEmpty: a sum that overflowed is null while isEmpty is false. */
export function decimalSum(type: DecimalType, ansi: boolean): SlotFunction {
  const add = (slots: unknown[], at: number, value: unknown): void => {
    const total = slots[at];
    const bothThere = total !== null && value !== null;
    slots[at] = bothThere ? checkedSum(BigInt(total as LongValue) + BigInt(value as LongValue), type, ansi) : null;
    slots[at + 1] = false;
  };
  return {
    initial: () => [0, true],
    update: (slots, at, value) => {
      if (value !== null) add(slots, at, value);
    },
    merge: (slots, at, other, otherAt) => {
      if (other[otherAt + 1] === false) add(slots, at, other[otherAt]);
    },
    evaluate: (slots, at) => (slots[at + 1] === true ? null : slots[at]),
  };
}

export function checkedSum(unscaled: bigint, type: DecimalType, ansi: boolean): LongValue | null {
  if (fitsPrecision(unscaled, type.precision)) return longValue(unscaled);
  if (ansi) throw arithmeticOverflow("decimal", "try_sum");
  return null;
}

/** A sum that is null once it overflows; slots sum and whether it did not. */
export function trySum(type: DataType): SlotFunction {
  if (type.kind === "double") return { ...sum(type, false), initial: () => [null, true] };
  const add = (slots: unknown[], at: number, value: unknown): void => {
    if (value === null || slots[at + 1] === false) return;
    const total = BigInt((slots[at] ?? 0) as LongValue) + BigInt(value as LongValue);
    const fits = type.kind === "decimal" ? fitsPrecision(total, type.precision) : BigInt.asIntN(64, total) === total;
    slots[at] = fits ? longValue(total) : null;
    slots[at + 1] = fits;
  };
  return {
    initial: () => [null, true],
    update: add,
    merge: (slots, at, other, otherAt) => {
      if (other[otherAt + 1] === true) add(slots, at, other[otherAt]);
      else slots.splice(at, 2, null, false);
    },
    evaluate: (slots, at) => slots[at],
  };
}
