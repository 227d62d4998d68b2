import { castFunction } from "../types/cast.js";
import { type DataType, DateType, DoubleType, LongType, StringType, TimestampType } from "../types/data-type.js";
import { inferSchema } from "../types/infer-type.js";
import { type Family, fractions, names, SECONDS, texts, WHOLE_NUMBERS } from "./family.js";
import { invalidModel } from "./modelled-errors.js";
import type { Component, Segment } from "./segment.js";

/** Ranks of a zipf distribution that are heavy hitters of their own; behind them spans of ranks grow by this factor. */
const ZIPF_HEAVY = 64;
const ZIPF_GROWTH = 1.25;

/**
 * How the values of a modelled table's column are distributed. Made by `modelled.uniform`, `hot`, `zipf` and their kin.
 *
 * @example
 * modelled.uniform(["mobile", "desktop"]).withNulls(0.1);
 */
export class ColumnModel<T = unknown> {
  readonly dataType: DataType;
  /** Shares add up to 1. */
  readonly segments: readonly Segment[];
  /** Only for the compiler: the type of the values. */
  declare readonly value: T;

  constructor(dataType: DataType, segments: readonly Segment[]) {
    this.dataType = dataType;
    this.segments = segments;
  }

  /**
   * The same distribution over the rows that have a value; `share` of all rows have null.
   * @throws SparkError INVALID_MODELLED_TABLE unless the share is between 0 and 1
   * @example modelled.zipf(1.1, 50_000_000).withNulls(0.02)
   */
  withNulls(share: number): ColumnModel<T | null> {
    if (!(share >= 0 && share <= 1)) {
      throw invalidModel(
        `withNulls(${share}) is no share of rows.`,
        "Give a share between 0 and 1: withNulls(0.05) for one row in twenty.",
      );
    }
    const rest = this.segments.map((segment): Segment => ({ ...segment, share: segment.share * (1 - share) }));
    return new ColumnModel<T | null>(
      this.dataType,
      [one(null, share), ...rest].filter((s) => s.share > 0),
    );
  }
}

function one(value: unknown, share: number): Segment {
  return { components: [{ kind: "value", value }], n: 1, share };
}

function span(family: Family, from: number, to: number, share = 1): Segment {
  return { components: [{ kind: "span", family, from, to }], n: to - from, share };
}

/** Values that are given, each in as many rows. */
export function uniformValues<T>(values: readonly T[]): ColumnModel<T> {
  if (values.length === 0) {
    throw invalidModel("uniform([]) has no values.", 'Give at least one: modelled.uniform(["mobile", "desktop"]).');
  }
  const type = typeOf(values);
  return new ColumnModel<T>(
    type,
    values.map((value) => one(value, 1 / values.length)),
  );
}

/** Numbers from `from` to `to`, both included, `step` apart. */
export function uniformNumbers(from: number, to: number, step: number): ColumnModel<number> {
  if (!(from <= to) || !(step > 0) || !Number.isFinite(to - from)) {
    throw invalidModel(
      `uniform(${from}, ${to}${step === 1 ? "" : `, ${step}`}) is no range of numbers.`,
      "Give the smallest, the largest and, for fractions, the step: modelled.uniform(0.5, 99.5, 0.01).",
    );
  }
  const isWhole = Number.isInteger(from) && Number.isInteger(step);
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (isWhole && step === 1) return new ColumnModel<number>(LongType, [span(WHOLE_NUMBERS, from, to + 1)]);
  return new ColumnModel<number>(isWhole ? LongType : DoubleType, [span(fractions(from, step), 0, count)]);
}

/** `prefix-1` … `prefix-n`, each in as many rows. */
export function tailOf(n: number, prefix: string): ColumnModel<string> {
  checkCount(n, "tail");
  return new ColumnModel<string>(StringType, [span(names(prefix), 0, n)]);
}

/** Ids 1 … n, each once, as they are numbered. */
export function sequentialFrom(start: number): ColumnModel<number> {
  return new ColumnModel<number>(LongType, [{ ...span(WHOLE_NUMBERS, start, start + 1), unique: "in table" }]);
}

/** Ids 1 … n of which the k-th has a share that is proportional to 1 / k^exponent. */
export function zipfOf(exponent: number, n: number): ColumnModel<number> {
  if (!(exponent > 0) || !Number.isFinite(exponent)) {
    throw invalidModel(
      `zipf(${exponent}, ${n}) has no positive exponent.`,
      "Give one above 0, such as 1.1; the larger, the hotter the first ids. modelled.uniform(1, n) is without any skew.",
    );
  }
  checkCount(n, "zipf");
  const pieces: { from: number; to: number; weight: number }[] = [];
  for (let from = 1; from <= n; ) {
    const length = from <= ZIPF_HEAVY ? 1 : Math.floor(from * (ZIPF_GROWTH - 1));
    const to = Math.min(n + 1, from + length);
    pieces.push({ from, to, weight: powerSum(exponent, from, to) });
    from = to;
  }
  const total = pieces.reduce((sum, { weight }) => sum + weight, 0);
  return new ColumnModel<number>(
    LongType,
    pieces.map(({ from, to, weight }) =>
      to === from + 1 ? one(from, weight / total) : span(WHOLE_NUMBERS, from, to, weight / total),
    ),
  );
}

/** The sum of 1 / k^s for k from `from` to `to − 1`. */
function powerSum(s: number, from: number, to: number): number {
  if (to - from <= 64) {
    let sum = 0;
    for (let k = from; k < to; k++) sum += k ** -s;
    return sum;
  }
  // The integral over intervals that are centred on the whole numbers.
  const [a, b] = [from - 0.5, to - 0.5];
  return s === 1 ? Math.log(b / a) : (b ** (1 - s) - a ** (1 - s)) / (1 - s);
}

/** Heavy hitters with exact shares, and what is left of the rows over the values of another column. */
export function hotValues<H, T>(
  shares: readonly (readonly [H, number])[],
  rest: ColumnModel<T> | undefined,
): ColumnModel<H | T> {
  const wrong = shares.find(([, share]) => !(share >= 0 && share <= 1));
  if (wrong !== undefined) {
    throw invalidModel(
      `hot: ${String(wrong[0])} has the share ${wrong[1]}.`,
      "Shares are between 0 and 1: hot({ US: 0.4 }, …) for four rows in ten.",
    );
  }
  const sum = shares.reduce((total, [, share]) => total + share, 0);
  if (sum > 1 + 1e-9) {
    throw invalidModel(
      `hot: the shares add up to ${round(sum)}.`,
      "Lower them: together they may have all rows, 1, at most.",
    );
  }
  if (rest === undefined && Math.abs(sum - 1) > 1e-9) {
    throw invalidModel(
      `hot: the shares add up to ${round(sum)}, and nothing is said of the other rows.`,
      "Say which values the others have, hot({ US: 0.4 }, tail(200)), or make the shares add up to 1.",
    );
  }
  const isNumeric = rest !== undefined && rest.dataType.kind !== "string";
  const values = shares.map(
    ([value, share]) => [isNumeric && typeof value === "string" ? numberOf(value) : value, share] as const,
  );
  const type = rest?.dataType ?? typeOf(values.map(([value]) => value));
  const others = values.reduce<readonly Segment[]>(
    (segments, [value]) => without(segments, value),
    rest?.segments ?? [],
  );
  const left = others.reduce((total, { share }) => total + share, 0);
  return new ColumnModel<H | T>(type, [
    ...values.filter(([, share]) => share > 0).map(([value, share]) => one(value, share)),
    ...others
      .map((segment): Segment => ({ ...segment, share: (segment.share / left) * Math.max(0, 1 - sum) }))
      .filter((s) => s.share > 0),
  ]);
}

/** The distribution without one value, which has a share of its own. */
function without(segments: readonly Segment[], value: unknown): readonly Segment[] {
  return segments.flatMap((segment): readonly Segment[] => {
    const c = segment.components[0]!;
    if (c.kind === "value") return c.value === value ? [] : [segment];
    const at = c.kind === "span" ? c.family.indexOf(value) : undefined;
    if (c.kind !== "span" || at === undefined || at < c.from || at >= c.to) return [segment];
    const piece = (from: number, to: number): Segment => {
      const part: Component = { ...c, from, to };
      return { ...segment, components: [part], n: to - from, share: (segment.share * (to - from)) / (c.to - c.from) };
    };
    return [piece(c.from, at), piece(at + 1, c.to)].filter(({ n }) => n > 0);
  });
}

/** Texts of one length that hardly repeat. */
export function textOf(bytes: number): ColumnModel<string> {
  checkCount(bytes, "text");
  return new ColumnModel<string>(StringType, [span(texts(bytes), 0, 2 ** 40)]);
}

/** Days from one to another, both included. */
export function daysBetween(from: string, to: string): ColumnModel<string> {
  const [first, last] = bounds(from, to, DateType);
  return new ColumnModel<string>(DateType, [span(WHOLE_NUMBERS, first, last + 1)]);
}

/** Seconds from one moment to another, both included. */
export function secondsBetween(from: string, to: string): ColumnModel<string> {
  const [first, last] = bounds(from, to, TimestampType);
  return new ColumnModel<string>(TimestampType, [span(SECONDS, Math.floor(first / 1e6), Math.floor(last / 1e6) + 1)]);
}

function bounds(from: string, to: string, type: DataType): readonly [number, number] {
  const held = castFunction(StringType, type, false) as (text: string) => unknown;
  const [first, last] = [held(from), held(to)];
  if (typeof first === "number" && typeof last === "number" && first <= last) return [first, last];
  throw invalidModel(
    `'${from}' to '${to}' is no span of time.`,
    'Give an earlier and a later date: modelled.days("2026-01-01", "2026-03-31").',
  );
}

function typeOf(values: readonly unknown[]): DataType {
  return inferSchema(
    values.map((value) => ({ value })),
    [],
  ).fields[0]!.dataType;
}

function checkCount(n: number, what: string): void {
  if (Number.isFinite(n) && n >= 1) return;
  throw invalidModel(`${what}: ${n} is no number of values.`, "Give a whole number from 1.");
}

function numberOf(text: string): unknown {
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}

function round(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}
