import type { DataType, LongValue } from "../../../types/data-type.js";
import { decimalText } from "../../../types/decimal.js";
import { comparator } from "../ordering.js";
import type { SlotFunction } from "./slot-function.js";

type Counts = Map<unknown, number>;

/** One slot: how often each value was seen (the OpenHashMap of Spark's percentile and mode). `update` gets the arguments: the value first, its count third. */
function counted(evaluate: (counts: Counts) => unknown): SlotFunction {
  const add = (counts: Counts, value: unknown, count: number): void => {
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + count);
  };
  return {
    initial: () => [new Map()],
    update: (slots, at, value) => {
      const [found, , count = 1] = value as [unknown, unknown?, LongValue?];
      if (Number(count) > 0) add(slots[at] as Counts, found, Number(count));
    },
    merge: (slots, at, other, otherAt) => {
      for (const [value, count] of other[otherAt] as Counts) add(slots[at] as Counts, value, count);
    },
    evaluate: (slots, at) => evaluate(slots[at] as Counts),
  };
}

/** The exact percentile: between two values it is interpolated. */
export function percentile(type: DataType, percentages: readonly number[], isArray: boolean): SlotFunction {
  const toNumber = (value: unknown): number =>
    type.kind === "decimal" ? Number(decimalText(value as LongValue, type.scale)) : Number(value);
  return counted((counts) => {
    if (counts.size === 0) return null;
    const sorted = [...counts].map(([value, count]) => [toNumber(value), count] as const).sort(([a], [b]) => a - b);
    const results = percentages.map((p) => valueAt(sorted, p));
    return isArray ? results : results[0];
  });
}

function valueAt(sorted: readonly (readonly [value: number, count: number])[], percentage: number): number {
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  const position = (total - 1) * percentage;
  const [lower, higher] = [Math.floor(position), Math.ceil(position)];
  const at = (index: number): number => {
    let seen = 0;
    for (const [value, count] of sorted) {
      seen += count;
      if (seen > index) return value;
    }
    return sorted.at(-1)![0];
  };
  const [low, high] = [at(lower), at(higher)];
  if (low === high || lower === higher) return low;
  return (higher - position) * low + (position - lower) * high;
}

/** The most frequent value; of equally frequent ones the first that was met, which after a shuffle may be any. */
export function mode(type: DataType): SlotFunction {
  const compare = comparator(type) as (a: unknown, b: unknown) => number;
  return counted((counts) => {
    let best: readonly [unknown, number] | undefined;
    for (const [value, count] of counts) {
      if (best === undefined || count > best[1] || (count === best[1] && compare(value, best[0]) < 0))
        best = [value, count];
    }
    return best?.[0] ?? null;
  });
}
