import type { Bytes, FileFormat, FileStatus, InferredSchema, OpenScan, ScanRequest, StructType } from "@stageplay/core";

/** Reader or writer options, with lower-case keys. */
export type Options = Readonly<Record<string, string>>;

/** One file format: everything that the port does not do alike for all of them. */
export interface FormatSupport {
  /** As error messages name it: `CSV`, `Parquet`. */
  readonly name: string;
  inferSchema(files: readonly FileStatus[], options: Options): InferredSchema;
  /** Loads what the splits need, at once: the work is decoding, and that blocks anyway. */
  open(request: ScanRequest): OpenScan;
  /** @throws SparkError when the schema or an option cannot be written. */
  createEncoder(schema: StructType, options: Options): Encoder;
}

/** Turns the rows of one task into the bytes of one file. */
export interface Encoder {
  /** What follows `part-…-c000`, e.g. `.snappy.parquet`. */
  readonly extension: string;
  encode(rows: Iterable<readonly unknown[]>): { content: Uint8Array; records: number };
}

export type Formats = Readonly<Record<FileFormat, FormatSupport>>;

/** Sum of the sizes of files. */
export function totalSize(files: readonly FileStatus[]): Bytes {
  return files.reduce((sum, file) => sum + file.size, 0);
}

/** `true` in any case of letters. */
export function isTrue(options: Options, key: string): boolean {
  return options[key]?.toLowerCase() === "true";
}
