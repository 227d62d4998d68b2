import { parseDuration } from "../base/duration.js";
import { SparkError } from "../errors/spark-error.js";
import { findTimeZone } from "../types/time-zone.js";
import type { ConfigEntry } from "./config-entry.js";
import { parseSize } from "./parse-size.js";

/** Reads a value as its entry says; `origin` is where it was given, for the message. @throws SparkError INVALID_CONF_VALUE when it does not fit. */
export function parseConfigValue(entry: ConfigEntry, text: string, origin?: string): number | boolean | string {
  const value = parseAs(entry, text);
  if (value === undefined || isOutOfRange(entry, value)) throw invalidValue(entry, text, origin);
  return value;
}

/** Checks a value that is being set. @throws SparkError INVALID_CONF_VALUE, UNSUPPORTED_CONF_VALUE for what is not simulated. */
export function checkConfigValue(entry: ConfigEntry, text: string, origin?: string): void {
  parseConfigValue(entry, text, origin);
  if (entry.only === undefined || entry.only.toLowerCase() === text.toLowerCase()) return;
  throw new SparkError({
    condition: "UNSUPPORTED_CONF_VALUE",
    message: `${entry.key} = ${text} is not simulated yet.`,
    nextStep: `Leave it ${entry.only === "" ? "unset" : `at ${entry.only}`}. ${entry.key}: ${entry.doc}`,
    parameters: { confName: entry.key, confValue: text },
  });
}

function parseAs(entry: ConfigEntry, text: string): number | boolean | string | undefined {
  switch (entry.type) {
    case "boolean":
      return /^\s*(true|false)\s*$/i.test(text) ? text.trim().toLowerCase() === "true" : undefined;
    case "int":
      return /^\s*-?\d+\s*$/.test(text) ? Number(text) : undefined;
    case "double":
      return text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case "bytes":
      return parseSize(text, entry.unit ?? "b");
    case "time":
      return /^\s*\d/.test(text) ? parseDuration(text, entry.unit ?? "ms") : undefined;
    case "string":
      return text;
    case "timeZone":
      return findTimeZone(text) === undefined ? undefined : text;
  }
}

function isOutOfRange(entry: ConfigEntry, value: number | boolean | string): boolean {
  if (typeof value === "number")
    return value < (entry.min ?? Number.NEGATIVE_INFINITY) || value > (entry.max ?? Number.POSITIVE_INFINITY);
  return entry.values !== undefined && !entry.values.some((one) => one.toLowerCase() === String(value).toLowerCase());
}

const EXPECTED: Record<ConfigEntry["type"], string> = {
  boolean: "true or false",
  int: "a whole number",
  double: "a number",
  bytes: 'a size such as "512m" or "2g"',
  time: 'a duration such as "300ms" or "3s"',
  string: "text",
  timeZone: "a time zone such as Europe/Paris or +05:30",
};

function invalidValue(entry: ConfigEntry, text: string, origin?: string): SparkError {
  if (entry.type === "timeZone") return invalidTimeZone(entry, text);
  const where = origin === undefined ? "" : ` (${origin})`;
  const expected =
    entry.values === undefined ? EXPECTED[entry.type] + limits(entry) : `one of ${entry.values.join(", ")}`;
  return new SparkError({
    condition: "INVALID_CONF_VALUE.TYPE_MISMATCH",
    message: `The value '${text}' of the configuration ${entry.key}${where} is not ${expected}.`,
    nextStep: `Give ${expected}.${entry.doc === "" ? "" : ` ${entry.key}: ${entry.doc}`}`,
    parameters: { confName: entry.key, confValue: text },
  });
}

function invalidTimeZone({ key }: ConfigEntry, text: string): SparkError {
  return new SparkError({
    condition: "INVALID_CONF_VALUE.TIME_ZONE",
    message: `The value '${text}' in the config "${key}" is invalid. Cannot resolve the given timezone.`,
    nextStep: `Give ${EXPECTED.timeZone}; regions are written as Europe/Paris, with their capitals.`,
    parameters: { confName: key, confValue: text },
  });
}

function limits({ type, min, max }: ConfigEntry): string {
  if (type === "boolean" || (min === undefined && max === undefined)) return "";
  if (max === undefined) return ` of at least ${min}`;
  return ` from ${min ?? "any"} to ${max}`;
}
