import {
  type DataType,
  type FileStatus,
  type InferredSchema,
  NullType,
  StringType,
  structField,
  structType,
} from "@stageplay/core";
import { allLines, linesFrom, readTextFile } from "../file-lines.js";
import { totalSize } from "../format.js";
import type { CsvOptions } from "./csv-options.js";
import { type CsvRecord, isSkipped, parseCsvLine } from "./csv-record.js";
import { settledType, widenByValue } from "./infer-csv-type.js";

/**
 * Names from the first line (G16: a job of its own that reads one record), types from all lines with `inferSchema`, which counts header
 * lines too (N1); otherwise every column is a string.
 */
export function inferCsvSchema(files: readonly FileStatus[], options: CsvOptions): InferredSchema {
  const contents = files.map(({ path }) => readTextFile(path));
  const firstLine = firstOf(contents, (content) => firstRecord(content, options));
  if (firstLine === undefined) return { schema: structType([]), recordsRead: 0, bytesRead: 0 };
  const names = columnNames(parseCsvLine(firstLine, options), options);
  if (!options.inferSchema) {
    const schema = structType(names.map((name) => structField(name, StringType)));
    return { schema, recordsRead: 1, bytesRead: Buffer.byteLength(firstLine) };
  }
  let types: readonly DataType[] = Array<DataType>(names.length).fill(NullType);
  let recordsRead = 0;
  for (const content of contents) {
    const lines = allLines(content);
    types = widenByLines(types, lines, options);
    recordsRead += lines.length;
  }
  return {
    schema: structType(names.map((name, i) => structField(name, settledType(types[i]!)))),
    recordsRead,
    bytesRead: totalSize(files),
  };
}

function firstOf<T, U>(items: readonly T[], find: (item: T) => U | undefined): U | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `_c0`, `_c1`, … without a header; with one, unnamed columns get that and names that repeat (in any case) their index. */
export function columnNames(record: CsvRecord, { header }: CsvOptions): string[] {
  if (!header) return record.map((_, i) => `_c${i}`);
  const lower = record.map((name) => name?.toLowerCase());
  return record.map((name, i) => {
    if (name === null) return `_c${i}`;
    const repeats = lower.indexOf(lower[i]) !== i || lower.indexOf(lower[i], i + 1) >= 0;
    return repeats ? `${name}${i}` : name;
  });
}

/** Index of the first line that is no blank and no comment; -1 without one. */
export function indexOfFirstRecord(lines: readonly string[], options: CsvOptions): number {
  return lines.findIndex((line) => !isSkipped(line, options));
}

/** The first line that is no blank and no comment; a large file is not cut into lines for it. */
export function firstRecord(content: Buffer, options: CsvOptions): string | undefined {
  for (const line of linesFrom(content)) if (!isSkipped(line, options)) return line;
  return undefined;
}

function widenByLines(soFar: readonly DataType[], lines: readonly string[], options: CsvOptions): DataType[] {
  const types = [...soFar];
  const from = options.header ? indexOfFirstRecord(lines, options) + 1 : 0;
  for (let i = from; i < lines.length; i++) {
    if (isSkipped(lines[i]!, options)) continue;
    const record = parseCsvLine(lines[i]!, options);
    for (let c = 0; c < types.length; c++) types[c] = widenByValue(types[c]!, record[c] ?? null, options);
  }
  return types;
}
