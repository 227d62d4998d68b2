import { SparkError } from "../errors/spark-error.js";

const MILLIS_PER_UNIT: Record<string, number> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * Virtual milliseconds of a duration: a number of milliseconds, or text as Spark writes it.
 *
 * @example
 * parseDuration("400ms"); // 400
 * parseDuration("1.5min"); // 90000
 * @throws SparkError INVALID_DURATION
 */
export function parseDuration(value: number | string, defaultUnit = "ms"): number {
  if (typeof value === "number") {
    if (value >= 0) return value;
  } else {
    const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(value);
    const unit = MILLIS_PER_UNIT[match?.[2]?.toLowerCase() || defaultUnit];
    if (match !== null && unit !== undefined) return Number(match[1]) * unit;
  }
  throw new SparkError({
    condition: "INVALID_DURATION",
    message: `${JSON.stringify(value)} is not a duration.`,
    nextStep: 'Give milliseconds as a number, or text such as "400ms", "2s" or "1.5min".',
  });
}
