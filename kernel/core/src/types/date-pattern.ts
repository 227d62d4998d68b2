import { SparkError } from "../errors/spark-error.js";
import type { LongValue } from "./data-type.js";
import { civilFromDays, daysFromCivil, daysInMonth, joinMicros, MICROS_PER_SECOND, splitMicros } from "./date-time.js";
import { findTimeZone, fromLocal, timeZone, toLocal, UTC } from "./time-zone.js";
import { zoneField } from "./zone-field.js";

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Most letters in a row, where that is not nine. */
const MOST: Readonly<Record<string, number>> = {
  a: 1,
  E: 4,
  M: 4,
  L: 4,
  Q: 4,
  q: 4,
  G: 4,
  F: 1,
  z: 4,
  V: 2,
  d: 2,
  D: 3,
};

const ZONE_LETTERS = "XxZzVO";

/** A run of one pattern letter, or text that stands for itself. */
type Part = { readonly letter: string; readonly length: number } | { readonly text: string };

/**
 * A pattern such as `yyyy-MM-dd HH:mm:ss` in its parts; text in quotes stands for itself.
 * @throws SparkError INVALID_DATETIME_PATTERN for a letter that Spark does not know
 */
function partsOf(pattern: string): readonly Part[] {
  return [...pattern.matchAll(/'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g)].map((match): Part => {
    if (match[2] === undefined)
      return { text: match[1] === undefined ? match[0] : match[1].replaceAll("''", "'") || "'" };
    if ("YWwuec".includes(match[2])) throw weekPattern(pattern);
    if (!"GyMLdDQqFHhkKmsSaEXxZzVO".includes(match[2]) || match[0].length > (MOST[match[2]] ?? 9)) {
      throw badPattern(pattern);
    }
    return { letter: match[2], length: match[0].length };
  });
}

const padded = (n: number, width: number): string => String(n).padStart(width, "0");

/**
 * A timestamp (µs since epoch) by a pattern, on the clocks of a zone.
 * @param zone of the session; UTC by default
 * @example formatByPattern("yyyy/MM/dd")(0); // "1970/01/01"
 */
export function formatByPattern(pattern: string, zone: string = UTC): (micros: LongValue) => string {
  const parts = partsOf(pattern);
  const clocks = timeZone(zone);
  return (micros) => {
    const { days, microsOfDay } = splitMicros(toLocal(micros, clocks));
    return parts
      .map((part) => {
        if ("text" in part) return part.text;
        const ofZone = zoneField(part.letter, part.length, zone, micros);
        return ofZone ?? field(part.letter, part.length, days, microsOfDay);
      })
      .join("");
  };
}

function field(letter: string, length: number, days: number, microsOfDay: number): string {
  const { year, month, day } = civilFromDays(days);
  const seconds = Math.floor(microsOfDay / MICROS_PER_SECOND);
  const hour = Math.floor(seconds / 3600);
  switch (letter) {
    case "y":
      return length === 2 ? padded(((year % 100) + 100) % 100, 2) : padded(year, length);
    case "M":
    case "L":
      return length >= 4 ? MONTHS[month - 1]! : length === 3 ? MONTHS[month - 1]!.slice(0, 3) : padded(month, length);
    case "d":
      return padded(day, length);
    case "D":
      return padded(days - daysFromCivil(year, 1, 1) + 1, length);
    case "H":
      return padded(hour, length);
    case "h":
      return padded(((hour + 11) % 12) + 1, length);
    case "k":
      return padded(((hour + 23) % 24) + 1, length);
    case "m":
      return padded(Math.floor(seconds / 60) % 60, length);
    case "s":
      return padded(seconds % 60, length);
    case "S":
      return padded(microsOfDay % MICROS_PER_SECOND, 6)
        .padEnd(length, "0")
        .slice(0, length);
    case "K":
      return padded(hour % 12, length);
    case "Q":
    case "q": {
      const quarter = Math.ceil(month / 3);
      if (length < 3) return padded(quarter, length);
      return length === 3 ? `Q${quarter}` : `${quarter}${["st", "nd", "rd", "th"][quarter - 1]} quarter`;
    }
    case "F":
      return padded(((day - 1) % 7) + 1, length);
    case "G":
      return length === 4 ? (year > 0 ? "Anno Domini" : "Before Christ") : year > 0 ? "AD" : "BC";
    case "a":
      return hour < 12 ? "AM" : "PM";
    default: {
      const name = DAYS[(((days + 4) % 7) + 7) % 7]!;
      return length >= 4 ? name : name.slice(0, 3);
    }
  }
}

/**
 * µs since epoch of a text by a pattern, on the clocks of a zone unless the text names one; undefined when it does not match.
 * @param zone of the session; UTC by default
 * @example parseByPattern("yyyy")("1970"); // 0
 */
export function parseByPattern(pattern: string, zone: string = UTC): (text: string) => LongValue | undefined {
  const parts = partsOf(pattern);
  const source = parts.map((part) => ("text" in part ? escaped(part.text) : `(${digits(part.letter, part.length)})`));
  const expression = new RegExp(`^${source.join("")}$`, "i");
  const letters = parts.flatMap((part) => ("text" in part ? [] : [part]));
  return (text) => {
    const match = expression.exec(text);
    if (match === null) return undefined;
    const values = new Map<string, number>();
    let named = zone;
    letters.forEach(({ letter, length }, i) => {
      if (ZONE_LETTERS.includes(letter)) named = match[i + 1]!;
      else values.set(letter, numberOf(letter, length, match[i + 1]!));
    });
    const clocks = findTimeZone(named);
    const local = fromFields(values);
    return clocks === undefined || local === undefined ? undefined : fromLocal(local, clocks);
  };
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");

function digits(letter: string, length: number): string {
  if ("XxZ".includes(letter)) return "Z|[+-]\\d{2}(?::?\\d{2})?(?::?\\d{2})?";
  if ("zVO".includes(letter)) return "[A-Za-z_/]+(?:[+-]\\d{1,2}(?::?\\d{2})?)?|[+-]\\d{2}:\\d{2}";
  if (letter === "G") return "AD|BC";
  if (letter === "a" || letter === "E" || ("ML".includes(letter) && length >= 3)) return "[a-z]+";
  if (letter === "S") return `\\d{1,${length}}`;
  if (letter === "y" && length !== 2) return "\\d{4,7}";
  return length === 1 ? "\\d{1,2}" : `\\d{${length}}`;
}

function numberOf(letter: string, length: number, text: string): number {
  if ("ML".includes(letter) && length >= 3) {
    return MONTHS.findIndex((name) => (length >= 4 ? name : name.slice(0, 3)).toLowerCase() === text.toLowerCase()) + 1;
  }
  if (letter === "a") return text.toLowerCase() === "pm" ? 12 : 0;
  if (letter === "S") return Number(text.padEnd(6, "0"));
  return letter === "y" && length === 2 ? 2000 + Number(text) : Number(text);
}

/** What clocks show (µs, as if they showed UTC). */
function fromFields(values: ReadonlyMap<string, number>): LongValue | undefined {
  const of = (letter: string, otherwise: number): number => values.get(letter) ?? otherwise;
  const [year, month, day] = [of("y", 1970), values.get("M") ?? of("L", 1), of("d", 1)];
  const half = values.get("h");
  const hour = half === undefined ? of("H", of("k", 0) % 24) : (half % 12) + of("a", 0);
  const [minute, second] = [of("m", 0), of("s", 0)];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const days = daysFromCivil(year, month, day);
  return joinMicros(days, (hour * 3600 + minute * 60 + second) * MICROS_PER_SECOND + of("S", 0));
}

function badPattern(pattern: string): SparkError {
  return new SparkError({
    condition: "INVALID_DATETIME_PATTERN.WITH_SUGGESTION",
    message: `Unrecognized datetime pattern: '${pattern}'.`,
    nextStep: "Use y M d E H h m s S a Q, and quotes around other letters: yyyy-MM-dd'T'HH:mm.",
    parameters: { pattern },
  });
}

/** Letters that mean weeks, which Spark 3 gave up: their results differed from Java's. */
function weekPattern(pattern: string): SparkError {
  return new SparkError({
    condition: "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION",
    message: `You may get a different result due to the upgrading to Spark >= 3.0: Fail to recognize '${pattern}' pattern in the DateTimeFormatter.`,
    nextStep: "Write y for the year; for weeks use weekofyear or extract(YEAROFWEEK FROM …).",
    parameters: { pattern },
  });
}
