import { aggregateSpec } from "../../../plans/expressions/index.js";
import { castFunction } from "../../../types/cast.js";
import type { DataType, DecimalType, LongValue } from "../../../types/data-type.js";
import { divideDecimals, fitDecimal } from "../arithmetic.js";
import type { SlotFunction } from "./slot-function.js";
import { checkedSum } from "./sum.js";

/** Slots sum and count. */
function averageOf(
  zero: LongValue,
  add: (a: unknown, b: unknown) => unknown,
  first: (value: unknown) => unknown,
  divide: (total: unknown, count: number) => unknown,
): SlotFunction {
  return {
    initial: () => [zero, 0],
    update: (slots, at, value) => {
      if (value === null) return;
      slots[at] = slots[at] === null ? null : add(slots[at], first(value));
      slots[at + 1] = (slots[at + 1] as number) + 1;
    },
    merge: (slots, at, other, otherAt) => {
      const value = other[otherAt];
      slots[at] = slots[at] === null || value === null ? null : add(slots[at], value);
      slots[at + 1] = (slots[at + 1] as number) + (other[otherAt + 1] as number);
    },
    evaluate: (slots, at) => {
      const count = slots[at + 1] as number;
      return count === 0 || slots[at] === null ? null : divide(slots[at], count);
    },
  };
}

export function average(type: DataType): SlotFunction {
  const toDouble = castFunction(type, { kind: "double" });
  const add = (a: unknown, b: unknown): unknown => (a as number) + (b as number);
  return averageOf(0, add, toDouble, (total, count) => (total as number) / count);
}

export function decimalAverage(input: DecimalType, result: DecimalType, ansi: boolean): SlotFunction {
  const sumType = aggregateSpec("sum").dataType(input) as DecimalType;
  const add = (a: unknown, b: unknown): unknown =>
    checkedSum(BigInt(a as LongValue) + BigInt(b as LongValue), sumType, ansi);
  const divide = (total: unknown, count: number): unknown =>
    fitDecimal(divideDecimals(total as LongValue, input.scale, count, 0, result.scale), result, ansi);
  return averageOf(0, add, (value) => value, divide);
}
