import type { LongValue } from "./data-type.js";
import { formatTimestamp, joinMicros, MICROS_PER_SECOND, parseDate } from "./date-time.js";
import { findTimeZone, fromLocal, offsetAt, type TimeZone, timeZone, toLocal, UTC } from "./time-zone.js";

/** Minutes and seconds may be missing; a zone stands after seconds only. */
const TIMESTAMP =
  /^([+-]?\d{4,6}(?:-\d{1,2}(?:-\d{1,2})?)?)(?:[ T](\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?(\s*[A-Za-z+-].*)?)?)?)?$/;

/**
 * µs since epoch of a timestamp text, as a cast reads it: on the clocks of the session's zone unless the text names one.
 * Undefined when it is none.
 * @param zone of the session; UTC by default
 * @example parseTimestamp("2021-04-22T10:11:12.5+02:00"); // 1619079072500000
 */
export function parseTimestamp(text: string, zone: string = UTC): LongValue | undefined {
  const match = TIMESTAMP.exec(text.trim());
  const days = match === null ? undefined : parseDate(match[1]!);
  if (match === null || days === undefined) return undefined;
  const [hour, minute, second] = [Number(match[2] ?? 0), Number(match[3] ?? 0), Number(match[4] ?? 0)];
  const clocks = findTimeZone(match[6] === undefined ? zone : match[6].trim());
  if (hour > 23 || minute > 59 || second > 59 || clocks === undefined) return undefined;
  const fraction = Number((match[5] ?? "").slice(0, 6).padEnd(6, "0"));
  return fromLocal(joinMicros(days, (hour * 3600 + minute * 60 + second) * MICROS_PER_SECOND + fraction), clocks);
}

/**
 * `2024-01-15 12:00:00`, with up to six decimals when there is a fraction of a second, on the clocks of a zone.
 * @param zone of the session; UTC by default
 * @example timestampFormatter("Asia/Kolkata")(0); // "1970-01-01 05:30:00"
 */
export function timestampFormatter(zone: string = UTC): (micros: LongValue) => string {
  if (zone === UTC) return formatTimestamp;
  const clocks: TimeZone = timeZone(zone);
  return (micros) => formatTimestamp(toLocal(micros, clocks));
}

/**
 * As files and JSON have timestamps, in milliseconds: `2024-01-02T03:04:05.000+01:00`, with `Z` for no offset.
 * @param zone of the session, or the option `timeZone`; UTC by default
 */
export function isoTimestampFormatter(zone: string = UTC): (micros: LongValue) => string {
  const clocks = timeZone(zone);
  return (micros) => {
    const [date, time] = formatTimestamp(toLocal(micros, clocks)).split(" ") as [string, string];
    const [seconds, fraction = ""] = time.split(".") as [string, string | undefined];
    return `${date}T${seconds}.${fraction.padEnd(3, "0").slice(0, 3)}${offsetText(offsetAt(micros, clocks), ":", "Z")}`;
  };
}

/** Seconds ahead of UTC as `+05:30`, with seconds where there are any. @param none what stands for no offset */
export function offsetText(seconds: number, separator: string, none: string): string {
  if (seconds === 0) return none;
  const parts = [Math.abs(seconds) / 3600, (Math.abs(seconds) / 60) % 60, Math.abs(seconds) % 60].map((n) =>
    String(Math.floor(n)).padStart(2, "0"),
  );
  return (seconds < 0 ? "-" : "+") + (parts[2] === "00" ? parts.slice(0, 2) : parts).join(separator);
}
