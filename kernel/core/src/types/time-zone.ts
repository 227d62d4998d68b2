import { SparkError } from "../errors/spark-error.js";
import type { LongValue } from "./data-type.js";
import { daysFromCivil, joinMicros, MICROS_PER_SECOND, splitMicros } from "./date-time.js";

/** A time zone: how many seconds its clocks are ahead of UTC at a moment, given in seconds since 1970. */
export type TimeZone = (epochSeconds: number) => number;

/** Java's short names of zones (`ZoneId.SHORT_IDS`) that are no names of the zone database. */
const SHORT_IDS: Readonly<Record<string, string>> = {
  ACT: "Australia/Darwin",
  AET: "Australia/Sydney",
  ART: "Africa/Cairo",
  AST: "America/Anchorage",
  BST: "Asia/Dhaka",
  CST: "America/Chicago",
  CTT: "Asia/Shanghai",
  ECT: "Europe/Paris",
  IST: "Asia/Kolkata",
  JST: "Asia/Tokyo",
  NST: "Pacific/Auckland",
  PST: "America/Los_Angeles",
  EST: "America/Panama",
  MST: "America/Phoenix",
  HST: "Pacific/Honolulu",
};

const zones = new Map<string, TimeZone>();

/**
 * The zone of a name: a region such as `Europe/Paris`, an offset such as `+05:30`, `UTC`, `GMT+2`.
 * @throws SparkError INVALID_TIMEZONE
 * @example timeZone("Europe/Paris")(0); // 3600
 */
export function timeZone(name: string): TimeZone {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = fixedOffset(name) ?? region(SHORT_IDS[name] ?? name);
  if (zone === undefined) throw invalidTimeZone(name);
  zones.set(name, zone);
  return zone;
}

function fixedOffset(name: string): TimeZone | undefined {
  const match = /^(?:UTC|GMT|UT|Z)?(?:([+-])(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?)?$/.exec(name);
  if (match === null || name === "") return undefined;
  const seconds = Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
  const offset = match[1] === "-" ? -seconds : seconds;
  return () => offset;
}

function region(name: string): TimeZone | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      era: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return undefined;
  }
  // Offsets change at whole quarters of an hour.
  const known = new Map<number, number>();
  return (epochSeconds) => {
    const quarter = Math.floor(epochSeconds / 900) * 900;
    const cached = known.get(quarter);
    if (cached !== undefined) return cached;
    const offset = localSeconds(format, quarter) - quarter;
    known.set(quarter, offset);
    return offset;
  };
}

function localSeconds(format: Intl.DateTimeFormat, epochSeconds: number): number {
  const parts = new Map(format.formatToParts(epochSeconds * 1000).map(({ type, value }) => [type, value] as const));
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  const year = parts.get("era") === "BC" ? 1 - of("year") : of("year");
  return daysFromCivil(year, of("month"), of("day")) * 86_400 + of("hour") * 3600 + of("minute") * 60 + of("second");
}

/** What the clocks of a zone show at a moment (µs), as if they showed UTC. */
export function toLocal(micros: LongValue, zone: TimeZone): LongValue {
  return shifted(micros, zone(Math.floor(Number(micros) / MICROS_PER_SECOND)));
}

/** The moment (µs) at which the clocks of a zone show a time; of a time that they show twice the earlier one. */
export function fromLocal(local: LongValue, zone: TimeZone): LongValue {
  const seconds = Math.floor(Number(local) / MICROS_PER_SECOND);
  const before = zone(seconds - 86_400);
  const first = zone(seconds - before);
  if (first === before) return shifted(local, -before);
  // Right after a change: the offset before it counts where the clocks showed the time twice, or skipped it.
  const after = zone(seconds - first);
  return shifted(local, -(after === first ? first : before));
}

function shifted(micros: LongValue, seconds: number): LongValue {
  const { days, microsOfDay } = splitMicros(micros);
  return joinMicros(days, microsOfDay + seconds * MICROS_PER_SECOND);
}

function invalidTimeZone(name: string): SparkError {
  return new SparkError({
    condition: "INVALID_TIMEZONE",
    message: `The timezone: ${name} is invalid.`,
    nextStep: "Name a region such as Europe/Paris, or an offset such as +05:30.",
    parameters: { timeZone: name },
  });
}
