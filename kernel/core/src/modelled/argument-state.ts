import type { Bytes } from "../base/brand.js";
import { comparator, compileProjection, unsafeRowSize } from "../engine/expressions/index.js";
import {
  type AggregateExpression,
  bindReferences,
  dataTypeOf,
  type Expression,
  references,
} from "../plans/expressions/index.js";
import type { DataType } from "../types/data-type.js";
import type { AggregateState } from "./aggregate-state.js";
import { placesOf } from "./cells.js";
import type { PartitionModel } from "./partition-model.js";
import { isSpan, type Segment, valuesAt, width } from "./segment.js";
import { product, type Variable } from "./variable.js";

/** Places of a segment at which an argument is looked at. */
const PLACES = 32;
/** The golden ratio's part. */
const APART = 0.6180339887;
/** Segments of so few values are looked at whole. */
const VALUES_SEEN = 256;
/** Segments beyond which an argument is looked at over drawn rows. */
const MOST_SEGMENTS = 2_000;
const ROWS_DRAWN = 2_048;
/** Values that are kept as examples. */
const EXAMPLES = 32;

interface Observation {
  readonly value: unknown;
  readonly weight: number;
}

/** What an aggregate function sees of a part of a partition's rows: of an average one. */
export function argumentState(
  e: AggregateExpression,
  model: PartitionModel,
  own: Variable,
  others: readonly Variable[],
  segment: Segment,
): AggregateState {
  const argument = e.args[0];
  const resolved = [argument, e.filter].map((part) => (part === undefined ? undefined : model.resolved(part)));
  const [value, filter] = resolved;
  const read = resolved.flatMap((part) => (part === undefined ? [] : references(part))).map((a) => a.exprId);
  const used = others.filter(({ slots }) => slots.some((slot) => read.includes(slot.exprId)));
  const part: Variable = { slots: own.slots, segments: [{ ...segment, share: 1 }] };
  const readsOwn = own.slots.some((slot) => read.includes(slot.exprId));
  const whole = product(readsOwn ? [part, ...used] : used, model.rows);
  const type = value === undefined ? undefined : dataTypeOf(value);
  return summary(observations(whole, value, filter, model), type, domainOf(whole, value));
}

/** Values of an argument with the share of rows that have them; rows that a filter drops give null. */
function observations(
  variable: Variable,
  value: Expression | undefined,
  filter: Expression | undefined,
  { ansi }: PartitionModel,
): readonly Observation[] {
  if (value === undefined) return [{ value: 1, weight: 1 }];
  const { slots } = variable;
  const evaluate = compileProjection(
    [value, ...(filter === undefined ? [] : [filter])].map((e) => bindReferences(e, slots)),
    { ansi },
  );
  const valueIn = (held: unknown[]): unknown => {
    const [of, passes] = evaluate(held);
    return filter === undefined || passes === true ? of : null;
  };
  if (slots.length === 0) return [{ value: valueIn([]), weight: 1 }];
  const step = Math.ceil(variable.segments.length / MOST_SEGMENTS);
  const many = variable.segments.length > ROWS_DRAWN / PLACES;
  return variable.segments.flatMap((segment, i): readonly Observation[] => {
    if (i % step !== 0) return [];
    const weight = segment.share * step;
    const values = width(segment.components);
    if (values === 1) return [{ value: valueIn(valuesAt(segment, 0.5)), weight }];
    const isMixed = segment.components.filter(isSpan).length > 1;
    const some = isMixed ? VALUES_SEEN : PLACES;
    const places = Math.min(values, many ? 3 : values <= VALUES_SEEN ? values : some);
    const seen = Array.from({ length: places }, (_, j) => ({
      // Places of several columns at once have no pattern in common with any of them.
      value: valueIn(valuesAt(segment, isMixed && places < values ? (j * APART) % 1 : (j + 0.5) / places)),
      weight: weight / places,
    }));
    // The ends count for the smallest and the largest value only.
    const ends = [0, 1 - 1e-12].map((place) => ({ value: valueIn(valuesAt(segment, place)), weight: 0 }));
    return [...seen, ...ends];
  });
}

function summary(
  observed: readonly Observation[],
  type: DataType | undefined,
  domain: AggregateState["domain"],
): AggregateState {
  const total = observed.reduce((sum, { weight }) => sum + weight, 0);
  const seen = observed.filter(({ value }) => value !== null);
  const sizeOf = type === undefined ? () => 8 : elementSize(type);
  const compare =
    type === undefined || !isOrdered(type) ? () => 0 : (comparator(type) as (a: unknown, b: unknown) => number);
  let [count, sum, sumOfSquares, bytes] = [0, 0, 0, 0];
  let [min, max]: [unknown, unknown] = [null, null];
  for (const { value, weight } of seen) {
    const share = weight / total;
    const number = typeof value === "bigint" ? Number(value) : typeof value === "number" ? value : 0;
    count += share;
    sum += number * share;
    sumOfSquares += number * number * share;
    bytes += sizeOf(value) * share;
    if (min === null || compare(value, min) < 0) min = value;
    if (max === null || compare(value, max) > 0) max = value;
  }
  return {
    count,
    sum,
    sumOfSquares,
    bytes,
    min,
    max,
    first: seen[0]?.value ?? null,
    domain,
    some: seen.slice(0, EXAMPLES).map(({ value }) => value),
  };
}

/** Bytes of a value as an element of an array: its own width, or an offset and its variable part. */
function elementSize(type: DataType): (value: unknown) => Bytes {
  const sizeOf = unsafeRowSize([type]);
  return (value) => sizeOf([value]) - 8;
}

function isOrdered(type: DataType): boolean {
  return type.kind !== "map";
}

/** The values that an argument may have: as many as its columns' together. */
function domainOf(variable: Variable, value: Expression | undefined): AggregateState["domain"] {
  if (value === undefined || placesOf(variable, [value]).length === 0) return ONE_VALUE;
  return variable.segments;
}

const ONE_VALUE: AggregateState["domain"] = [{ n: 1, share: 1 }];
