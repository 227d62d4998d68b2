import {
  type ByteUnit,
  invalidMatcher,
  type OneOfMatcher,
  type RangeMatcher,
  type TimeUnit,
  unitOf,
} from "./matcher.js";

/** `within` without a tolerance, and `about`. */
const USUAL_TOLERANCE = 0.05;
const ROUGH_TOLERANCE = 0.1;

/**
 * A number that may be off by a part of itself, 5% unless said otherwise.
 *
 * @param tolerance part of the value: 0.05 takes 57 s to 63 s for 60 s
 * @throws SparkError INVALID_MATCHER for an unknown unit, or what is no number
 * @example
 * within(60, "s", 0.05).high; // 63000
 * within(2, "MiB").text; // "2 MiB ± 5%"
 * within(200, 0.1).low; // 180
 */
export function within(value: number, tolerance?: number): RangeMatcher<"count">;
export function within(value: number, unit: TimeUnit, tolerance?: number): RangeMatcher<"time">;
export function within(value: number, unit: ByteUnit, tolerance?: number): RangeMatcher<"bytes">;
export function within(value: number, unitOrTolerance?: string | number, tolerance?: number): RangeMatcher {
  const unit = typeof unitOrTolerance === "string" ? unitOrTolerance : undefined;
  const part = (typeof unitOrTolerance === "number" ? unitOrTolerance : tolerance) ?? USUAL_TOLERANCE;
  if (!(part >= 0)) throw invalidMatcher(`${part} is no tolerance.`, "Give a part of the value: 0.05 for 5%.");
  const slack = Math.abs(value) * part;
  return range(value - slack, value + slack, unit, `${amount(value, unit)} ± ${percent(part)}`);
}

/**
 * A number that may be off by 10%.
 *
 * @throws SparkError INVALID_MATCHER for an unknown unit, or what is no number
 * @example
 * about(60, "s").low; // 54000
 */
export function about(value: number): RangeMatcher<"count">;
export function about(value: number, unit: TimeUnit): RangeMatcher<"time">;
export function about(value: number, unit: ByteUnit): RangeMatcher<"bytes">;
export function about(value: number, unit?: string): RangeMatcher {
  const slack = Math.abs(value) * ROUGH_TOLERANCE;
  return range(value - slack, value + slack, unit, `about ${amount(value, unit)}`);
}

/**
 * A number from one end to the other, both included.
 *
 * @throws SparkError INVALID_MATCHER for an unknown unit, what is no number, or ends the wrong way round
 * @example
 * between(160, 240).text; // "160 to 240"
 * between(1, 2, "s").high; // 2000
 */
export function between(low: number, high: number): RangeMatcher<"count">;
export function between(low: number, high: number, unit: TimeUnit): RangeMatcher<"time">;
export function between(low: number, high: number, unit: ByteUnit): RangeMatcher<"bytes">;
export function between(low: number, high: number, unit?: string): RangeMatcher {
  if (low > high) throw invalidMatcher(`${low} is more than ${high}.`, `Write between(${high}, ${low}).`);
  return range(low, high, unit, `${low} to ${amount(high, unit)}`);
}

/**
 * A number or more.
 *
 * @throws SparkError INVALID_MATCHER for an unknown unit, or what is no number
 * @example
 * atLeast(2).text; // "2 or more"
 */
export function atLeast(low: number): RangeMatcher<"count">;
export function atLeast(low: number, unit: TimeUnit): RangeMatcher<"time">;
export function atLeast(low: number, unit: ByteUnit): RangeMatcher<"bytes">;
export function atLeast(low: number, unit?: string): RangeMatcher {
  return range(low, Number.POSITIVE_INFINITY, unit, `${amount(low, unit)} or more`);
}

/**
 * A number or less.
 *
 * @throws SparkError INVALID_MATCHER for an unknown unit, or what is no number
 * @example
 * atMost(5, "KiB").high; // 5120
 */
export function atMost(high: number): RangeMatcher<"count">;
export function atMost(high: number, unit: TimeUnit): RangeMatcher<"time">;
export function atMost(high: number, unit: ByteUnit): RangeMatcher<"bytes">;
export function atMost(high: number, unit?: string): RangeMatcher {
  return range(Number.NEGATIVE_INFINITY, high, unit, `${amount(high, unit)} or less`);
}

/**
 * One of some values.
 *
 * @throws SparkError INVALID_MATCHER when there is none
 * @example
 * oneOf(2, 3).text; // "2 or 3"
 */
export function oneOf<T extends string | number | boolean>(...values: readonly T[]): OneOfMatcher<T> {
  if (values.length === 0) throw invalidMatcher("oneOf has no values.", "Give at least one: oneOf(2, 3).");
  return { matcher: "oneOf", values: [...values], text: values.join(" or ") };
}

function range(low: number, high: number, unit: string | undefined, text: string): RangeMatcher {
  const { measure, factor } = unitOf(unit);
  if (Number.isNaN(low) || Number.isNaN(high))
    throw invalidMatcher("That is no number.", 'Give a number: within(60, "s").');
  return { matcher: "range", measure, low: low * factor, high: high * factor, text };
}

function amount(value: number, unit: string | undefined): string {
  return unit === undefined ? String(value) : `${value} ${unit}`;
}

function percent(part: number): string {
  return `${Number((part * 100).toPrecision(6))}%`;
}
