import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  type ColumnBatch,
  type FileFormat,
  type FilePort,
  type FileSplit,
  type InternalRow,
  type SaveMode,
  type StructType,
  valueReader,
} from "@stageplay/core";
import { createNodeFiles } from "../index.js";

/** A scratch folder of one test, with its file port. */
export interface TestFolder {
  readonly path: string;
  readonly files: FilePort;
  put(name: string, content: string | Uint8Array): string;
  /** Names in a folder, hidden ones too; empty when there is none. */
  names(folder: string): string[];
  remove(): void;
}

export function testFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), "stageplay-files-"));
  return {
    path,
    files: createNodeFiles(() => path),
    put(name, content) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), content);
      return name;
    },
    names: (folder) => (existsSync(join(path, folder)) ? readdirSync(join(path, folder)).sort() : []),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** What a reader is asked for; the schema is inferred when not given. */
export interface ReadOptions {
  readonly options?: Readonly<Record<string, string>>;
  readonly schema?: StructType;
  readonly dataSchema?: StructType;
  /** Pieces to cut each file into. */
  readonly pieces?: number;
}

/** Reads every row of a path, split by split. */
export async function readAll(
  files: FilePort,
  format: FileFormat,
  path: string,
  read: ReadOptions = {},
): Promise<{ schema: StructType; rows: InternalRow[]; perSplit: InternalRow[][] }> {
  const { options = {}, pieces = 1 } = read;
  const list = files.list(path);
  const inferred = read.schema ?? files.inferSchema(format, list, options).schema;
  const splits = list.flatMap((file) => cut(file.path, file.size, pieces));
  const dataSchema = read.dataSchema ?? (read.schema ? undefined : inferred);
  const scan = await files.open({ format, schema: inferred, options, splits, ...(dataSchema ? { dataSchema } : {}) });
  const perSplit = splits.map((split) => Array.from(scan.read(split)).flatMap(rowsOf));
  return { schema: inferred, rows: perSplit.flat(), perSplit };
}

function cut(path: string, size: number, pieces: number): FileSplit[] {
  const edge = (i: number) => Math.floor((i * size) / pieces);
  return Array.from({ length: pieces }, (_, i) => ({ path, start: edge(i), length: edge(i + 1) - edge(i) }));
}

function rowsOf({ numRows, columns }: ColumnBatch): InternalRow[] {
  const readers = columns.map((column) => ("kind" in column ? valueReader(column) : (at: number) => column[at]));
  return Array.from({ length: numRows }, (_, row) => readers.map((read) => read(row)));
}

export interface WriteOptions {
  readonly options?: Readonly<Record<string, string>>;
  readonly mode?: SaveMode;
}

/** Writes one file a partition and commits. */
export function writeAll(
  files: FilePort,
  format: FileFormat,
  path: string,
  schema: StructType,
  partitions: readonly (readonly InternalRow[])[],
  { options = {}, mode = "errorifexists" }: WriteOptions = {},
): void {
  const output = files.createWriter({ path, format, schema, mode, options });
  for (const [partition, rows] of partitions.entries()) output?.writeTask(partition, 0, rows);
  output?.commitJob(partitions.map((_, partition) => ({ partition, attempt: 0 })));
}

/** `name:type` of every field, nested ones too, in Spark's short notation. */
export function simple(type: StructType | StructType["fields"][number]["dataType"]): string {
  switch (type.kind) {
    case "struct":
      return `struct<${type.fields.map(({ name, dataType }) => `${name}:${simple(dataType)}`).join(",")}>`;
    case "array":
      return `array<${simple(type.elementType)}>`;
    case "map":
      return `map<${simple(type.keyType)},${simple(type.valueType)}>`;
    case "decimal":
      return `decimal(${type.precision},${type.scale})`;
    default:
      return type.kind;
  }
}
