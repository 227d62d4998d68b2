/** How a value is read and checked. `bytes` takes Spark's sizes (`10m`), `time` its durations (`3s`). */
export type ConfigType = "boolean" | "int" | "double" | "bytes" | "time" | "string" | "timeZone";

/** One spark.* key: its type, its default and what it means. */
export interface ConfigEntry {
  readonly key: string;
  readonly type: ConfigType;
  /** As a user would write it; undefined when unset by default. */
  readonly defaultValue?: string;
  /** Unit that a bare number has, for `bytes` and `time`. */
  readonly unit?: string;
  /** What it means; empty for a key that the simulation only knows. */
  readonly doc: string;
  /** Smallest and largest value allowed. */
  readonly min?: number;
  readonly max?: number;
  /** The only values allowed, in any case. */
  readonly values?: readonly string[];
  /** The one value that this version can simulate; another is refused rather than ignored. */
  readonly only?: string;
}

/** Makes an entry; `more` are its limits. */
export function entry(
  key: string,
  type: ConfigType,
  defaultValue: string | undefined,
  doc: string,
  more: Partial<ConfigEntry> = {},
): ConfigEntry {
  return { key, type, ...(defaultValue === undefined ? {} : { defaultValue }), doc, ...more };
}

/** A switch that is off unless set. */
export function flagEntry(key: string, defaultValue: boolean, doc: string): ConfigEntry {
  return entry(key, "boolean", String(defaultValue), doc);
}
