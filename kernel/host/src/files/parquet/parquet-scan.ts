import { closeSync, openSync } from "node:fs";
import {
  type ColumnBatch,
  type ColumnVector,
  type FileSplit,
  type OpenScan,
  type RowGroupFacts,
  type ScanRequest,
  StringDictionary,
  type StructType,
  sliceVector,
} from "@stageplay/core";
import { type ColumnMetaData, parquetSchema, type RowGroup } from "hyparquet";
import { BATCH_ROWS } from "../batches.js";
import { failedReadFile, reasonOf } from "../read-errors.js";
import { checkReadable } from "./check-readable.js";
import { readFooter } from "./footer.js";
import { findChild } from "./held-column.js";
import { firstPageOffset, loadRowGroup } from "./load-row-group.js";
import { rawMetadata } from "./raw-metadata.js";

/** The wanted columns of a row group. */
interface LoadedGroup extends RowGroupFacts {
  /** Byte in the middle of the row group; the split that holds it reads the group (G15). */
  readonly midpoint: number;
  readonly columns: readonly ColumnVector[];
}

/** Decodes the wanted columns of the row groups that the splits hold. @throws SparkError FAILED_READ_FILE.… */
export function openParquet({ schema, splits, skips }: ScanRequest): OpenScan {
  const files = new Map<string, readonly LoadedGroup[]>();
  const dictionaries = schema.fields.map(() => new StringDictionary());
  for (const [path, ofFile] of splitsByFile(splits)) files.set(path, loadFile(path, schema, ofFile, dictionaries));
  return {
    *read(split) {
      for (const group of files.get(split.path) ?? []) {
        if (holds(split, group.midpoint) && !skips?.(group)) yield* batches(group);
      }
    },
  };
}

function splitsByFile(splits: readonly FileSplit[]): ReadonlyMap<string, readonly FileSplit[]> {
  const byFile = new Map<string, FileSplit[]>();
  for (const split of splits) {
    if (split.length === 0) continue;
    const known = byFile.get(split.path);
    if (known === undefined) byFile.set(split.path, [split]);
    else known.push(split);
  }
  return byFile;
}

function holds(split: FileSplit, midpoint: number): boolean {
  return midpoint >= split.start && midpoint < split.start + split.length;
}

function* batches({ numRows, columns }: LoadedGroup): Generator<ColumnBatch> {
  for (let start = 0; start < numRows; start += BATCH_ROWS) {
    const end = Math.min(start + BATCH_ROWS, numRows);
    yield { numRows: end - start, columns: columns.map((column) => sliceVector(column, start, end)) };
  }
}

function loadFile(
  path: string,
  schema: StructType,
  splits: readonly FileSplit[],
  dictionaries: readonly StringDictionary[],
): readonly LoadedGroup[] {
  const { metadata } = readFooter(path);
  const tree = parquetSchema(metadata);
  checkReadable(path, tree, schema);
  const wanted = schema.fields.map(({ name, dataType: type }, i) => {
    return { type, node: findChild(tree, name), dictionary: dictionaries[i]! };
  });
  const rawTree = parquetSchema(rawMetadata(metadata));
  const groups: LoadedGroup[] = [];
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    for (const rowGroup of metadata.row_groups) {
      const midpoint = midpointOf(rowGroup);
      if (!splits.some((split) => holds(split, midpoint))) continue;
      const columns = loadRowGroup(file, rawTree, rowGroup, wanted);
      groups.push({
        midpoint,
        numRows: Number(rowGroup.num_rows),
        columns,
        column: (name) => {
          const values = columns[schema.fields.findIndex((field) => field.name === name)];
          const chunk = rowGroup.columns.find(({ meta_data: meta }) => meta?.path_in_schema.join(".") === name);
          return values && chunk?.meta_data && { values, inDictionary: isInDictionary(chunk.meta_data) };
        },
      });
    }
  } catch (error) {
    throw failedReadFile(
      path,
      `${reasonOf(error)}.`,
      "The file is damaged or cut short: write it again, or read the folder without it.",
      error,
    );
  } finally {
    if (file !== undefined) closeSync(file);
  }
  return groups;
}

/** Whether every page of values refers to the dictionary of its column chunk. */
function isInDictionary({ encodings, encoding_stats: pages }: ColumnMetaData): boolean {
  const isDictionary = (encoding: string): boolean => encoding.endsWith("_DICTIONARY");
  if (pages === undefined) return encodings.some(isDictionary) && !encodings.includes("PLAIN");
  const ofValues = pages.filter(({ page_type: type }) => type.startsWith("DATA_PAGE"));
  return ofValues.length > 0 && ofValues.every(({ encoding }) => isDictionary(encoding));
}

/** As parquet-mr has it: from the first page of the first column, half of the compressed size on. */
function midpointOf({ columns, total_compressed_size: size }: RowGroup): number {
  const bytes = size ?? columns.reduce((sum, column) => sum + (column.meta_data?.total_compressed_size ?? 0n), 0n);
  return firstPageOffset(columns[0]!.meta_data!) + Number(bytes / 2n);
}
