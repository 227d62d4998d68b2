import type { StructType } from "@stageplay/core";
import type { Options } from "./format.js";
import { malformedRecord } from "./read-errors.js";

/** What happens to records that do not parse: null values (PERMISSIVE, the default), no row, or an error. */
export type ParseMode = "PERMISSIVE" | "DROPMALFORMED" | "FAILFAST";

export function parseMode(options: Options): ParseMode {
  const mode = options["mode"]?.toUpperCase();
  // Spark takes an unknown mode for PERMISSIVE, with a warning.
  return mode === "DROPMALFORMED" || mode === "FAILFAST" ? mode : "PERMISSIVE";
}

/** The column that keeps malformed records, if the schema has it. */
export function corruptRecordColumn(options: Options): string {
  return options["columnnameofcorruptrecord"] ?? "_corrupt_record";
}

/** A row with the malformed record put into its column, or undefined when mode says so. */
export interface MalformedHandling {
  readonly mode: ParseMode;
  /** Index of the corrupt-record column in the row; -1 without one. */
  readonly corruptIndex: number;
}

export function malformedHandling(schema: StructType, options: Options): MalformedHandling {
  const name = corruptRecordColumn(options);
  return { mode: parseMode(options), corruptIndex: schema.fields.findIndex((field) => field.name === name) };
}

/** Settles a row whose record did not fully parse. @throws SparkError FAILED_READ_FILE.NO_HINT under FAILFAST */
export function settleMalformed(
  row: unknown[],
  record: string,
  path: string,
  how: MalformedHandling,
): unknown[] | undefined {
  if (how.mode === "FAILFAST") throw malformedRecord(path, record);
  if (how.mode === "DROPMALFORMED") return undefined;
  if (how.corruptIndex >= 0) row[how.corruptIndex] = record;
  return row;
}
