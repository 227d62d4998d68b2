import { nearestNames } from "../../base/nearest-name.js";
import { SparkError } from "../../errors/spark-error.js";

/** What a matcher's numbers are: plain counts, virtual time (held in milliseconds) or sizes (held in bytes). */
export type Measure = "count" | "time" | "bytes";

/** A range of numbers that are all right. Plain data, made by `within`, `about`, `between`, `atLeast` and `atMost`. */
export interface RangeMatcher<M extends Measure = Measure> {
  readonly matcher: "range";
  readonly measure: M;
  /** Both ends are in the range; in milliseconds for times and in bytes for sizes. */
  readonly low: number;
  readonly high: number;
  /** As its author wrote it: `60 s ± 5%`. */
  readonly text: string;
}

/** Values of which each is right; made by `oneOf`. */
export interface OneOfMatcher<T = unknown> {
  readonly matcher: "oneOf";
  readonly values: readonly T[];
  readonly text: string;
}

export type Matcher = RangeMatcher | OneOfMatcher;

const MILLIS = { ms: 1, s: 1000, min: 60_000, h: 3_600_000 } as const;
const BYTES = {
  B: 1,
  KiB: 1024,
  MiB: 1_048_576,
  GiB: 1_073_741_824,
  TiB: 1_099_511_627_776,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
} as const;

export type TimeUnit = keyof typeof MILLIS;
export type ByteUnit = keyof typeof BYTES;
export type Unit = TimeUnit | ByteUnit;

/** True for what `within`, `oneOf` and their like give. */
export function isMatcher(value: unknown): value is Matcher {
  return typeof value === "object" && value !== null && "matcher" in value;
}

/** Whether a matcher takes a value for right; times are given in milliseconds, sizes in bytes. */
export function matches(matcher: Matcher, actual: unknown): boolean {
  if (matcher.matcher === "oneOf") return matcher.values.some((value) => Object.is(value, actual));
  return typeof actual === "number" && actual >= matcher.low && actual <= matcher.high;
}

/** What a unit measures, and how many milliseconds or bytes it has. @throws SparkError INVALID_MATCHER for an unknown unit */
export function unitOf(unit: string | undefined): { readonly measure: Measure; readonly factor: number } {
  if (unit === undefined) return { measure: "count", factor: 1 };
  if (Object.hasOwn(MILLIS, unit)) return { measure: "time", factor: MILLIS[unit as TimeUnit] };
  if (Object.hasOwn(BYTES, unit)) return { measure: "bytes", factor: BYTES[unit as ByteUnit] };
  const units = [...Object.keys(MILLIS), ...Object.keys(BYTES)];
  const [nearest] = nearestNames(unit, units, 1);
  throw invalidMatcher(`There is no unit \`${unit}\`.`, `Did you mean "${nearest}"? Units are ${units.join(", ")}.`);
}

/**
 * The number and unit of a text, `60 s` or `23.4 KiB`, in milliseconds or bytes; undefined when it is none.
 *
 * @example
 * parseQuantity("1.5 min"); // { measure: "time", value: 90000 }
 * parseQuantity("2KiB"); // { measure: "bytes", value: 2048 }
 */
export function parseQuantity(text: string): { readonly measure: Measure; readonly value: number } | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+)\s*$/.exec(text);
  const unit = match?.[2];
  if (unit === undefined || !(Object.hasOwn(MILLIS, unit) || Object.hasOwn(BYTES, unit))) return undefined;
  const { measure, factor } = unitOf(unit);
  return { measure, value: Number(match![1]) * factor };
}

export function invalidMatcher(message: string, nextStep: string): SparkError {
  return new SparkError({ condition: "INVALID_MATCHER", message, nextStep });
}
