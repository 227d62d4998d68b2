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

/** The session's zone unless `spark.sql.session.timeZone` says another. */
export const UTC = "UTC";

/**
 * The zone of a name: a region such as `Europe/Paris`, an offset such as `+05:30`, `UTC`, `GMT+2`.
 * @throws SparkError INVALID_TIMEZONE
 * @example timeZone("Europe/Paris")(0); // 3600
 */
export function timeZone(name: string): TimeZone {
  const zone = findTimeZone(name);
  if (zone === undefined) throw invalidTimeZone(name);
  return zone;
}

/** Like {@link timeZone}; undefined for a name that Java's `ZoneId.of` refuses. Regions are told apart by case, as there. */
export function findTimeZone(name: string): TimeZone | undefined {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = fixedOffset(name) ?? region(SHORT_IDS[name] ?? name);
  if (zone !== undefined) zones.set(name, zone);
  return zone;
}

const MOST_SECONDS = 18 * 3600;

/** `Z`, `UTC`, `UTC+3`, `+5`, `+05`, `+5:30`, `+0530`, `+05:30:15`: at most 18 hours, as in Java. */
function fixedOffset(name: string): TimeZone | undefined {
  if (/^(?:Z|UTC|GMT|UT)$/.test(name)) return () => 0;
  const text = name.replace(/^(?:UTC|GMT|UT)/, "");
  const match = /^([+-])(\d{1,2})(?::(\d{1,2})(?::(\d{2}))?|(\d{2})(\d{2})?)?$/.exec(text);
  if (match === null) return undefined;
  const [minutes, rest] = [Number(match[3] ?? match[5] ?? 0), Number(match[4] ?? match[6] ?? 0)];
  const seconds = Number(match[2]) * 3600 + minutes * 60 + rest;
  if (minutes > 59 || rest > 59 || seconds > MOST_SECONDS) return undefined;
  return match[1] === "-" ? () => -seconds : () => seconds;
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
  // ECMAScript knows regions in any case, Java in their own only.
  const { timeZone: canonical } = format.resolvedOptions();
  if (!/^[A-Z]/.test(name) || (canonical.toLowerCase() === name.toLowerCase() && canonical !== name)) return undefined;
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

/** How many seconds the clocks of a zone are ahead of UTC at a moment (µs). */
export function offsetAt(micros: LongValue, zone: TimeZone): number {
  return zone(Math.floor(Number(micros) / MICROS_PER_SECOND));
}

/** What the clocks of a zone show at a moment (µs), as if they showed UTC. */
export function toLocal(micros: LongValue, zone: TimeZone): LongValue {
  return shifted(micros, offsetAt(micros, zone));
}

/**
 * The moment (µs) at which the clocks of a zone show a time. Of a time that they show twice it is the earlier; one that they
 * skip is moved forward by what they skip (Java's `LocalDateTime.atZone`).
 * @param preferred offset to keep where it is right (as `ZonedDateTime` keeps its own)
 */
export function fromLocal(local: LongValue, zone: TimeZone, preferred?: number): LongValue {
  const seconds = Math.floor(Number(local) / MICROS_PER_SECOND);
  if (preferred !== undefined && zone(seconds - preferred) === preferred) return shifted(local, -preferred);
  const before = zone(seconds - 86_400);
  if (zone(seconds - before) === before) return shifted(local, -before);
  // After a change: the later offset counts where the clocks really showed the time under it, else they skipped it.
  const after = zone(seconds + 86_400);
  return shifted(local, -(zone(seconds - after) === after ? after : before));
}

/** The day that the clocks of a zone show at a moment (µs). */
export function dayOf(zone: string = UTC): (micros: LongValue) => number {
  const clocks = timeZone(zone);
  return (micros) => splitMicros(toLocal(micros, clocks)).days;
}

/** The moment (µs) at which a day starts in a zone. */
export function startOfDay(zone: string = UTC): (days: number) => LongValue {
  const clocks = timeZone(zone);
  return (days) => fromLocal(joinMicros(days, 0), clocks);
}

function shifted(micros: LongValue, seconds: number): LongValue {
  if (seconds === 0) return micros;
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
