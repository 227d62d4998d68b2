import type { InternalRow, OpenScan, ScanRequest, StructType } from "@stageplay/core";
import { batchBuilder } from "../batches.js";
import { linesOfSplit, loadTextFiles } from "../file-lines.js";
import { type MalformedHandling, malformedHandling, settleMalformed } from "../parse-mode.js";
import { type TemporalFormat, temporalFormat } from "../temporal-options.js";
import type { JsonNode } from "./json-node.js";
import { recordsOf } from "./json-records.js";
import { heldValue, type JsonReading } from "./json-value.js";

export function openJson({ schema, options, splits }: ScanRequest): OpenScan {
  const files = loadTextFiles(splits);
  const malformed = malformedHandling(schema, options);
  const temporal = temporalFormat(options);
  const batchesOf = batchBuilder(schema);
  const rowsOfLine = (line: string, path: string) => readLine(line, path, { schema, malformed, temporal });
  return {
    read: (split) => batchesOf(flatMap(linesOfSplit(files, split), (line) => rowsOfLine(line, split.path))),
  };
}

interface RowReader {
  readonly schema: StructType;
  readonly malformed: MalformedHandling;
  readonly temporal: TemporalFormat;
}

function* flatMap<T, U>(items: Iterable<T>, map: (item: T) => Iterable<U>): Generator<U> {
  for (const item of items) yield* map(item);
}

function readLine(line: string, path: string, reader: RowReader): InternalRow[] {
  const records = recordsOf(line);
  const rows = records
    ? records.map((record) => readRecord(record, line, path, reader))
    : [nothing(line, path, reader)];
  return rows.filter((row) => row !== undefined);
}

/** Fields are found by their exact names; one that does not fit its type is null and makes the record a malformed one. */
function readRecord(
  record: JsonNode,
  line: string,
  path: string,
  { schema, malformed, temporal }: RowReader,
): InternalRow | undefined {
  const reading: JsonReading = { temporal, malformed: false };
  const row = heldValue(record, schema, reading) as unknown[];
  if (malformed.corruptIndex >= 0) row[malformed.corruptIndex] = null;
  return reading.malformed ? settleMalformed(row, line, path, malformed) : row;
}

function nothing(line: string, path: string, { schema, malformed }: RowReader): InternalRow | undefined {
  return settleMalformed(Array<unknown>(schema.fields.length).fill(null), line, path, malformed);
}
