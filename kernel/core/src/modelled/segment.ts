import type { Bytes } from "../base/brand.js";
import { structuralKey } from "../base/structural-key.js";
import type { AggregateStates } from "./aggregate-state.js";
import type { Family } from "./family.js";

/** One place of a segment's values: always the same value, any of a span, or what another place's value makes it. */
export type Component =
  | { readonly kind: "value"; readonly value: unknown; readonly bytes?: Bytes }
  | Span
  | { readonly kind: "from"; readonly of: number; readonly map?: (value: unknown) => unknown };

/** The values `from … to − 1` of a family. */
export interface Span {
  readonly kind: "span";
  readonly family: Family;
  readonly from: number;
  readonly to: number;
}

/** A partition's part of the values of a long tail. Parts of different partitions of one shuffle have no value in common. */
export interface Subset {
  /** What earlier shuffles had left. */
  readonly before: string;
  /** The shuffle's number of partitions, and the partition. */
  readonly last: string;
}

/** The part of a tail that a shuffle sends to one of its partitions. */
export function partOf({ subset }: Segment, numPartitions: number, partition: number): Subset {
  return { before: subset === undefined ? "" : subsetKey(subset), last: `${numPartitions}:${partition}` };
}

function subsetKey({ before, last }: Subset): string {
  return `${before}/${last}`;
}

/**
 * `n` values that are equally likely, with a share of a partition's rows. A heavy hitter is a segment of one value; the values of a long tail are
 * one segment together.
 */
export interface Segment {
  readonly components: readonly Component[];
  /** Values that may occur. Fewer than the spans have, where a shuffle has sent the others elsewhere. */
  readonly n: number;
  /** Of the partition's rows; those of a variable's segments add up to 1. */
  readonly share: number;
  /** Logarithm of the chance that one of the values does not occur in the partition; that of independent draws when left out. */
  readonly logAbsent?: number;
  /** Which of the spans' values a shuffle has sent here; all of them when left out. */
  readonly subset?: Subset;
  /** Each value occurs at most once: in the task that made the rows, or in the whole table. */
  readonly unique?: "in task" | "in table";
  /** What has been aggregated, for an average row: by the first column of the function's buffer. */
  readonly states?: AggregateStates;
}

export function isSpan(component: Component): component is Span {
  return component.kind === "span";
}

/** How many values the spans have together. */
export function width(components: readonly Component[]): number {
  return components.reduce((product, c) => (c.kind === "span" ? product * (c.to - c.from) : product), 1);
}

/** The values at a place between 0 and 1 of the segment. */
export function valuesAt({ components }: Pick<Segment, "components">, place: number): unknown[] {
  let index = Math.min(Math.floor(place * width(components)), width(components) - 1);
  const values = new Array<unknown>(components.length);
  for (let i = components.length - 1; i >= 0; i--) {
    const c = components[i]!;
    if (c.kind === "value") values[i] = c.value;
    else if (c.kind === "span") {
      const count = c.to - c.from;
      values[i] = c.family.valueOf(c.from + (index % count));
      index = Math.floor(index / count);
    }
  }
  components.forEach((c, i) => {
    if (c.kind === "from") values[i] = c.map === undefined ? values[c.of] : c.map(values[c.of]);
  });
  return values;
}

/** Of `rows` rows of its partition: the chance, as a logarithm, that a value of the segment is not among them. */
export function logAbsentOf({ n, share, logAbsent }: Segment, rows: number): number {
  return logAbsent ?? -(rows * share) / n;
}

/** How many of the values are expected among `rows` rows of the partition. */
export function distinctOf(segment: Segment, rows: number): number {
  const expected =
    segment.unique === "in table" ? rows * segment.share : -segment.n * Math.expm1(logAbsentOf(segment, rows));
  return Math.min(expected, rows * segment.share, segment.n);
}

/** The same for segments that hold the same values. */
export function identityOf(segment: Segment): string {
  const values = segment.subset === undefined ? spansOf(segment) : `${spansOf(segment)}@${subsetKey(segment.subset)}`;
  // Groups of real rows have what was aggregated in their columns.
  return segment.states === undefined ? values : `${values}+`;
}

/** The same for segments of the same spans, whatever part of them is here. */
export function spansOf({ components }: Segment): string {
  return components.map(componentKey).join("|");
}

function componentKey(c: Component): string {
  if (c.kind === "span") return `${c.family.id}:${c.from}:${c.to}`;
  if (c.kind === "from") return `^${c.of}`;
  const key = structuralKey(c.value);
  return typeof key === "string" ? `"${key.length}:${key}` : `${typeof key} ${String(key)}`;
}

/** A component of a segment that stands behind `offset` others. */
export function shiftedBy(c: Component, offset: number): Component {
  return c.kind === "from" ? { ...c, of: c.of + offset } : c;
}
