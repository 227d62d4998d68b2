import { SparkError } from "../../../errors/spark-error.js";
import type { DataType, LongValue } from "../../../types/data-type.js";
import { MICROS_PER_DAY } from "../../../types/date-time.js";
import { longValue } from "../../../types/long-value.js";
import type { TimeZone } from "../../../types/time-zone.js";
import { addMonths } from "./date-functions.js";
import { intervalLater } from "./timestamp-units.js";

/** The step of a sequence of dates or timestamps, held as `months`, `days` and `micros`. */
type Interval = readonly [months: number, days: number, micros: LongValue];

/** All values from start to stop, both included; the step is 1 or −1 (day) when left out. */
export function sequenceOf(
  type: DataType,
  zone: TimeZone,
): (start: LongValue, stop: LongValue, step?: LongValue | Interval) => unknown[] {
  const { kind } = type;
  if (kind === "date" || kind === "timestamp")
    return (start, stop, step) => ofTime(kind, start, stop, step as Interval | undefined, zone);
  return (start, stop, step) =>
    ofNumbers(BigInt(start), BigInt(stop), step === undefined ? undefined : BigInt(step as LongValue));
}

function ofNumbers(start: bigint, stop: bigint, given: bigint | undefined): LongValue[] {
  const step = given ?? (start <= stop ? 1n : -1n);
  const fits = start === stop || (step > 0n && start < stop) || (step < 0n && start > stop);
  if (!fits) throw illegalBoundaries(String(start), String(stop), String(step));
  const values: LongValue[] = [];
  for (let value = start; step > 0n ? value <= stop : value >= stop; value += step) {
    values.push(longValue(value));
    if (step === 0n) break;
  }
  return values;
}

function ofTime(
  kind: "date" | "timestamp",
  start: LongValue,
  stop: LongValue,
  given: Interval | undefined,
  zone: TimeZone,
): LongValue[] {
  const up = start <= stop;
  const [months, days, micros] = given ?? [0, up ? 1 : -1, 0];
  const step = months * 28 * MICROS_PER_DAY + days * MICROS_PER_DAY + Number(micros);
  if (start !== stop && (step === 0 || step > 0 !== up))
    throw illegalBoundaries(String(start), String(stop), "the interval");
  const values: LongValue[] = [];
  for (let i = 0; ; i++) {
    const value =
      kind === "date"
        ? addMonths(start as number, i * months) + i * days + (i * Number(micros)) / MICROS_PER_DAY
        : at(start, i, [months, days, micros], zone);
    if (up ? value > stop : value < stop) return values;
    values.push(value);
    if (start === stop) return values;
  }
}

/** Counted from the start each time, so that ends of months stay ends of months. */
function at(start: LongValue, i: number, [months, days, micros]: Interval, zone: TimeZone): LongValue {
  return intervalLater(start, i * months, i * days, longValue(BigInt(i) * BigInt(micros)), zone);
}

function illegalBoundaries(start: string, stop: string, step: string): SparkError {
  return new SparkError({
    condition: "INVALID_PARAMETER_VALUE.SEQUENCE",
    message: `Illegal sequence boundaries: ${start} to ${stop} by ${step}.`,
    nextStep: "Let the step lead from the start to the end.",
  });
}
