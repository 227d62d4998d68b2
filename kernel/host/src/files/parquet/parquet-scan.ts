import { closeSync, openSync } from "node:fs";
import type { ColumnBatch, FileSplit, OpenScan, ScanRequest, StructType } from "@stageplay/core";
import { parquetSchema, type RowGroup, type SchemaTree } from "hyparquet";
import { BATCH_ROWS } from "../batches.js";
import { failedReadFile, reasonOf } from "../read-errors.js";
import { checkReadable } from "./check-readable.js";
import { readFooter } from "./footer.js";
import { findChild, heldColumn } from "./held-column.js";
import { firstPageOffset, loadRowGroup } from "./load-row-group.js";
import { rawMetadata } from "./raw-metadata.js";

/** A row group's wanted columns, decoded but not yet held values. */
interface LoadedGroup {
  /** Byte in the middle of the row group; the split that holds it reads the group (G15). */
  readonly midpoint: number;
  readonly numRows: number;
  /** By the name in the file. */
  readonly columns: ReadonlyMap<string, ArrayLike<unknown>>;
}

interface LoadedFile {
  readonly tree: SchemaTree;
  readonly groups: readonly LoadedGroup[];
}

/** Decodes the wanted columns of the row groups that the splits hold. @throws SparkError FAILED_READ_FILE.… */
export function openParquet({ schema, splits }: ScanRequest): OpenScan {
  const files = new Map<string, LoadedFile>();
  for (const path of new Set(splits.map((split) => split.path))) {
    const ofFile = splits.filter((split) => split.path === path && split.length > 0);
    if (ofFile.length > 0) files.set(path, loadFile(path, schema, ofFile));
  }
  return {
    *read(split) {
      const file = files.get(split.path);
      for (const group of file?.groups ?? [])
        if (holds(split, group.midpoint)) yield* batches(group, file!.tree, schema);
    },
  };
}

function holds(split: FileSplit, midpoint: number): boolean {
  return midpoint >= split.start && midpoint < split.start + split.length;
}

function* batches(group: LoadedGroup, tree: SchemaTree, schema: StructType): Generator<ColumnBatch> {
  const columns = schema.fields.map(({ name, dataType }) => {
    const node = findChild(tree, name);
    const raw = node && group.columns.get(node.element.name);
    return raw ? heldColumn(raw, node, dataType) : new Array<null>(group.numRows).fill(null);
  });
  for (let start = 0; start < group.numRows; start += BATCH_ROWS) {
    const end = Math.min(start + BATCH_ROWS, group.numRows);
    yield { numRows: end - start, columns: columns.map((column) => Array.prototype.slice.call(column, start, end)) };
  }
}

function loadFile(path: string, schema: StructType, splits: readonly FileSplit[]): LoadedFile {
  const { metadata } = readFooter(path);
  const tree = parquetSchema(metadata);
  checkReadable(path, tree, schema);
  const names = schema.fields.flatMap(({ name }) => findChild(tree, name)?.element.name ?? []);
  const raw = rawMetadata(metadata);
  const groups: LoadedGroup[] = [];
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    for (const rowGroup of metadata.row_groups) {
      const midpoint = midpointOf(rowGroup);
      if (!splits.some((split) => holds(split, midpoint))) continue;
      groups.push({ midpoint, numRows: Number(rowGroup.num_rows), columns: loadRowGroup(file, raw, rowGroup, names) });
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
  return { tree, groups };
}

/** As parquet-mr has it: from the first page of the first column, half of the compressed size on. */
function midpointOf({ columns, total_compressed_size: size }: RowGroup): number {
  const bytes = size ?? columns.reduce((sum, column) => sum + (column.meta_data?.total_compressed_size ?? 0n), 0n);
  return firstPageOffset(columns[0]!.meta_data!) + Number(bytes / 2n);
}
