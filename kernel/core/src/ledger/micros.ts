import type { Millis } from "../base/brand.js";

/**
 * Whole microseconds. The ledger counts in them, so that its sums are exact: whole numbers add up without rounding below 2⁵³, which is 2.5 million
 * core-hours. What is rounded is each moment, once, by half a microsecond at most.
 */
export type Micros = number;

export function toMicros(ms: Millis): Micros {
  return Math.round(ms * 1000);
}

/** The part of `[from, to)` that lies in `[a, b)`. */
export function overlap(from: Micros, to: Micros, a: Micros, b: Micros): Micros {
  return Math.max(0, Math.min(to, b) - Math.max(from, a));
}
