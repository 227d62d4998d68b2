import { castFunction } from "../../../types/cast.js";
import type { DataType, DecimalType, LongValue } from "../../../types/data-type.js";
import { DoubleType } from "../../../types/data-type.js";
import { compress, emptySketch, insert, mergeSketches, type QuantileSketch, query } from "./quantile-summaries.js";
import type { SlotFunction } from "./slot-function.js";

/** Slot of a sketch, held as a row: waiting values, samples, count. */
type Held = [head: number[], samples: QuantileSketch["samples"], count: number];

const sketchOf = ([head, samples, count]: Held): QuantileSketch => ({ head, samples, count });
const heldOf = ({ head, samples, count }: QuantileSketch): Held => [head, samples, count];

/** `percentile_approx`: values at parts of the sorted ones, exact up to 1 / accuracy of the count. */
export function percentileApprox(
  type: DataType,
  parts: readonly number[],
  isArray: boolean,
  accuracy: number,
): SlotFunction {
  const relativeError = 1 / accuracy;
  const toDouble = castFunction(type, DoubleType) as (value: unknown) => number;
  const back = type.kind === "decimal" ? decimalOf(type) : (value: number): LongValue => value;
  return {
    initial: () => [heldOf(emptySketch())],
    update: (slots, at, value) => {
      const [input] = value as [unknown];
      if (input === null) return;
      const sketch = sketchOf(slots[at] as Held);
      insert(sketch, toDouble(input), relativeError);
      slots[at] = heldOf(sketch);
    },
    merge: (slots, at, other, otherAt) => {
      const [mine, theirs] = [sketchOf(slots[at] as Held), sketchOf(copy(other[otherAt] as Held))];
      compress(mine, relativeError);
      compress(theirs, relativeError);
      slots[at] = heldOf(mergeSketches(mine, theirs, relativeError));
    },
    evaluate: (slots, at) => {
      const sketch = sketchOf(copy(slots[at] as Held));
      compress(sketch, relativeError);
      const found = query(sketch, parts, relativeError)?.map(back);
      if (found === undefined) return null;
      return isArray ? found : found[0];
    },
  };
}

const copy = ([head, samples, count]: Held): Held => [[...head], samples, count];

const decimalOf = (type: DecimalType) => {
  const cast = castFunction(DoubleType, type) as (value: number) => LongValue;
  return (value: number): LongValue => cast(value);
};
