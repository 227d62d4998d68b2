import type { FileSplit, InternalRow, OpenScan, ScanRequest, StructType } from "@stageplay/core";
import { batchBuilder } from "../batches.js";
import { isUnsplittable, linesOfSplit, loadTextFiles } from "../file-lines.js";
import { type MalformedHandling, malformedHandling, settleMalformed } from "../parse-mode.js";
import { type CsvOptions, csvOptions } from "./csv-options.js";
import { isSkipped, parseCsvLine } from "./csv-record.js";
import { type CsvConverter, csvConverter } from "./csv-value.js";
import { columnNames, firstRecord, indexOfFirstRecord } from "./infer-csv-schema.js";

/** What one scan does to every line: which fields it takes, and how. */
interface RowReader {
  readonly options: CsvOptions;
  readonly columns: readonly { readonly position: number; readonly convert: CsvConverter }[];
  /** Fields that a whole record has; undefined when it cannot be malformed by their number, because Spark's parser only looks at those wanted. */
  readonly recordWidth: number | undefined;
  readonly malformed: MalformedHandling;
}

export function openCsv(request: ScanRequest): OpenScan {
  const { schema } = request;
  const options = csvOptions(request.options);
  const files = loadTextFiles(request.splits);
  const malformed = malformedHandling(schema, request.options);
  const batchesOf = batchBuilder(schema);
  return {
    read(split) {
      const positions = columnPositions(request, () => namesInFile(files.get(split.path)!, options));
      const columns = schema.fields.map((field, i) => ({
        position: i === malformed.corruptIndex ? -1 : positions(field.name, i),
        convert: csvConverter(field.dataType, options),
      }));
      const recordWidth = wholeRecordWidth(request, malformed);
      return batchesOf(rowsOf(linesOfSplit(files, split), split, { options, columns, recordWidth, malformed }));
    },
  };
}

function wholeRecordWidth({ dataSchema, schema }: ScanRequest, malformed: MalformedHandling): number | undefined {
  const width = dataSchema && withoutCorrupt(dataSchema, malformed, schema).length;
  return withoutCorrupt(schema, malformed, schema).length === width ? width : undefined;
}

function* rowsOf(lines: readonly string[], split: FileSplit, reader: RowReader): Generator<InternalRow> {
  const { options } = reader;
  const holdsHeader = options.header && (split.start === 0 || isUnsplittable(split.path));
  const from = holdsHeader ? indexOfFirstRecord(lines, options) + 1 : 0;
  for (let i = from; i < lines.length; i++) {
    if (isSkipped(lines[i]!, options)) continue;
    const row = readRow(lines[i]!, split.path, reader);
    if (row) yield row;
  }
}

function readRow(
  line: string,
  path: string,
  { options, columns, recordWidth, malformed }: RowReader,
): unknown[] | undefined {
  const record = parseCsvLine(line, options);
  let bad = recordWidth !== undefined && record.length !== recordWidth;
  const row = columns.map(({ position, convert }) => {
    const text = record[position] ?? null;
    const value = text === null ? null : convert(text);
    if (value === undefined) bad = true;
    return value ?? null;
  });
  return bad ? settleMalformed(row, line, path, malformed) : row;
}

/** Where a wanted column stands in a record: by the whole schema, else by the names that the file itself gives, else by order. */
function columnPositions({ dataSchema, schema, options }: ScanRequest, fileNames: () => readonly string[]) {
  const malformed = malformedHandling(schema, options);
  const names = dataSchema ? withoutCorrupt(dataSchema, malformed, schema) : fileNames();
  const lower = names.map((name) => name.toLowerCase());
  const find = (name: string) => (names.includes(name) ? names.indexOf(name) : lower.indexOf(name.toLowerCase()));
  const corrupt = schema.fields[malformed.corruptIndex];
  const named = schema.fields.every((field) => field === corrupt || find(field.name) >= 0);
  return (name: string, index: number): number => (named ? find(name) : index);
}

function withoutCorrupt(dataSchema: StructType, { corruptIndex }: MalformedHandling, schema: StructType): string[] {
  const corrupt = schema.fields[corruptIndex]?.name;
  return dataSchema.fields.map((field) => field.name).filter((name) => name !== corrupt);
}

function namesInFile(content: Buffer, options: CsvOptions): readonly string[] {
  const first = firstRecord(content, options);
  return first === undefined ? [] : columnNames(parseCsvLine(first, options), options);
}
