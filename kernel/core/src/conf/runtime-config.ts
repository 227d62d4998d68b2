import { parseDuration } from "../base/duration.js";
import { editDistance, nearestNames } from "../base/nearest-name.js";
import { SparkError } from "../errors/spark-error.js";
import { findTimeZone } from "../types/time-zone.js";
import { CONFIG_BY_KEY, type ConfigEntry } from "./config-entries.js";
import { parseSize } from "./parse-size.js";

/** Keys of Spark's core are read when the application starts; only those of SQL may change while it runs. */
export function isCoreKey(key: string): boolean {
  return key.startsWith("spark.executor.") || (CONFIG_BY_KEY.has(key) && !key.startsWith("spark.sql."));
}

/**
 * The configuration of a session: what was set, over the defaults of Spark 4.x (L). A value is checked when it is set, so that
 * a wrong one is reported on the user's own line.
 *
 * @example
 * spark.conf.set("spark.sql.shuffle.partitions", 8);
 * spark.conf.get("spark.sql.shuffle.partitions"); // "8"
 */
export class RuntimeConfig {
  private readonly values: Map<string, string> = new Map();
  private started = false;

  constructor(initial: Readonly<Record<string, string>> = {}) {
    for (const [key, value] of Object.entries(initial)) this.set(key, value);
  }

  /** From now on keys of Spark's core (executors, memory, scheduler) are refused, as a running Spark refuses them. */
  markStarted(): void {
    this.started = true;
  }

  /**
   * Sets a key.
   * @throws SparkError INVALID_CONF_VALUE when the value does not fit the key, CANNOT_MODIFY_CONFIG for a key of Spark's core,
   * UNKNOWN_CONF_KEY for a misspelt spark.* key, UNSUPPORTED_CONF_VALUE for what this version cannot simulate.
   */
  set(key: string, value: string | number | boolean): void {
    const entry = CONFIG_BY_KEY.get(key);
    if (entry === undefined && isAlmostKnown(key)) throw unknownKey(key);
    if (this.started && isCoreKey(key)) throw coreKey(key);
    const text = String(value);
    if (entry !== undefined) check(entry, text);
    this.values.set(key, text);
  }

  unset(key: string): void {
    this.values.delete(key);
  }

  isSet(key: string): boolean {
    return this.values.has(key);
  }

  /** The value as text: what was set, else `fallback`, else Spark's default. @throws SparkError SQL_CONF_NOT_FOUND */
  get(key: string, fallback?: string): string {
    const value = this.values.get(key) ?? fallback ?? CONFIG_BY_KEY.get(key)?.defaultValue;
    if (value !== undefined) return value;
    throw new SparkError({
      condition: "SQL_CONF_NOT_FOUND",
      message: `The configuration ${key} is not set.`,
      nextStep: "Set it with spark.conf.set, or give get a default as its second argument.",
      parameters: { sqlConf: key },
    });
  }

  getOption(key: string): string | undefined {
    return this.values.get(key) ?? CONFIG_BY_KEY.get(key)?.defaultValue;
  }

  getInt(key: string): number {
    return this.number(key);
  }

  getDouble(key: string): number {
    return this.number(key);
  }

  getBytes(key: string): number {
    return this.number(key);
  }

  getMillis(key: string): number {
    return this.number(key);
  }

  getBoolean(key: string): boolean {
    return this.get(key).toLowerCase() === "true";
  }

  /** An int that may be unset. */
  getOptionalInt(key: string): number | undefined {
    return this.getOption(key) === undefined ? undefined : this.getInt(key);
  }

  /** What the user set, in order of key. */
  getAll(): Record<string, string> {
    return Object.fromEntries([...this.values].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private number(key: string): number {
    const entry = CONFIG_BY_KEY.get(key);
    const text = this.get(key);
    return entry === undefined ? Number(text) : (parse(entry, text) as number);
  }
}

function check(entry: ConfigEntry, text: string): void {
  parse(entry, text);
  if (entry.only === undefined || entry.only.toLowerCase() === text.toLowerCase()) return;
  throw new SparkError({
    condition: "UNSUPPORTED_CONF_VALUE",
    message: `${entry.key} = ${text} is not simulated yet.`,
    nextStep: `Leave it ${entry.only === "" ? "unset" : `at ${entry.only}`}. ${entry.key}: ${entry.doc}`,
    parameters: { confName: entry.key, confValue: text },
  });
}

function parse(entry: ConfigEntry, text: string): number | boolean | string {
  const value = parseAs(entry, text);
  const tooSmall = typeof value === "number" && entry.min !== undefined && value < entry.min;
  if (value === undefined || tooSmall) throw invalidValue(entry, text);
  return value;
}

function parseAs(entry: ConfigEntry, text: string): number | boolean | string | undefined {
  switch (entry.type) {
    case "boolean":
      return /^(true|false)$/i.test(text) ? text.toLowerCase() === "true" : undefined;
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

const EXPECTED: Record<ConfigEntry["type"], string> = {
  boolean: "true or false",
  int: "a whole number",
  double: "a number",
  bytes: 'a size such as "512m" or "2g"',
  time: 'a duration such as "300ms" or "3s"',
  string: "text",
  timeZone: "a time zone such as Europe/Paris or +05:30",
};

function invalidValue(entry: ConfigEntry, text: string): SparkError {
  if (entry.type === "timeZone") return invalidTimeZone(entry, text);
  const least = entry.min === undefined || entry.type === "boolean" ? "" : ` of at least ${entry.min}`;
  return new SparkError({
    condition: "INVALID_CONF_VALUE.TYPE_MISMATCH",
    message: `The value '${text}' of the configuration ${entry.key} is not ${EXPECTED[entry.type]}${least}.`,
    nextStep: `Give ${EXPECTED[entry.type]}${least}. ${entry.key}: ${entry.doc}`,
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

/** A spark.* key within two letters of a known one is a slip of the pen; other unknown keys are kept, as Spark keeps them. */
function isAlmostKnown(key: string): boolean {
  if (!key.startsWith("spark.")) return false;
  const [nearest] = nearestNames(key, [...CONFIG_BY_KEY.keys()], 1);
  return nearest !== undefined && editDistance(key.toLowerCase(), nearest.toLowerCase()) <= 2;
}

function unknownKey(key: string): SparkError {
  const names = nearestNames(key, [...CONFIG_BY_KEY.keys()], 3);
  return new SparkError({
    condition: "UNKNOWN_CONF_KEY",
    message: `There is no configuration ${key}.`,
    nextStep: `Did you mean ${names.join(", ")}?`,
    parameters: { confName: key },
  });
}

function coreKey(key: string): SparkError {
  return new SparkError({
    condition: "CANNOT_MODIFY_CONFIG",
    message: `The configuration ${key} is fixed once the application has started.`,
    nextStep: `Build a session with it: SparkSession.builder().config("${key}", …).getOrCreate().`,
    parameters: { key },
  });
}
