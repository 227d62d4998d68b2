import type { LongValue } from "./data-type.js";
import { splitMicros } from "./date-time.js";
import { offsetAt, timeZone } from "./time-zone.js";
import { offsetText } from "./timestamp-text.js";

/** A pattern's letters X x Z z V O at a moment (µs): the offset or the name of a zone. Undefined for other letters. */
export function zoneField(letter: string, length: number, zone: string, micros: LongValue): string | undefined {
  const offset = offsetAt(micros, timeZone(zone));
  switch (letter) {
    case "X":
      return shortOffset(offset, length, "Z");
    case "x":
      return shortOffset(offset, length, length === 1 ? "+00" : length % 2 === 0 ? "+0000" : "+00:00");
    case "Z":
      if (length === 4) return `GMT${offsetText(offset, ":", "")}`;
      return length === 5 ? offsetText(offset, ":", "Z") : offsetText(offset, "", "+0000");
    case "O":
      return `GMT${length === 4 ? offsetText(offset, ":", "") : offsetText(offset, ":", "").replace(/^([+-])0|:00$/g, "$1")}`;
    case "V":
      return zone;
    case "z":
      return nameOf(zone, length === 4, splitMicros(micros).days * 86_400_000 + splitMicros(micros).microsOfDay / 1000);
    default:
      return undefined;
  }
}

/** One letter leaves out minutes that are none; an even number of letters has no colon. */
function shortOffset(offset: number, length: number, none: string): string {
  const text = offsetText(offset, length === 1 || length % 2 === 0 ? "" : ":", none);
  return length === 1 && offset !== 0 ? text.replace(/^(...)00$/, "$1") : text;
}

/** `CET`, `Central European Summer Time`; an offset is its own name. */
function nameOf(zone: string, isLong: boolean, epochMs: number): string {
  if (/^(?:UTC|GMT|UT|Z)?[+-]/.test(zone)) return zone;
  if (zone === "UTC") return isLong ? "Coordinated Universal Time" : "UTC";
  const long = part(zone, "long", epochMs);
  if (isLong) return long;
  const short = part(zone, "short", epochMs);
  // ECMAScript shortens only the names that are usual in the locale's country; the others are their initials.
  if (!/^(?:GMT|UTC)[+-]/.test(short)) return short;
  return /^(?:GMT|UTC)[+-]/.test(long) ? long : initials(long.replace("European Standard", "European"));
}

const initials = (name: string): string => name.replace(/[^A-Z]/g, "");

function part(timeZone: string, timeZoneName: "long" | "short", epochMs: number): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName }).formatToParts(epochMs);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}
