import type { Bytes } from "../base/brand.js";
import { type AttributeReference, attributeReference, NO_EXPR_ID } from "../plans/expressions/index.js";
import type { ModelledSource } from "../plans/logical/index.js";
import { type StructType, structField, structType } from "../types/data-type.js";
import { ColumnModel } from "./column-model.js";
import { columnWidth } from "./column-width.js";
import { invalidModel } from "./modelled-errors.js";
import { PartitionModel } from "./partition-model.js";
import type { Component, Segment } from "./segment.js";

/** The columns of a modelled table by name. */
export type ColumnModels = Readonly<Record<string, ColumnModel>>;

/** What a modelled table is said to be. */
export interface ModelledTableOptions<C extends ColumnModels = ColumnModels> {
  readonly rows: number;
  /** Of all files together: a number of bytes, or text such as `"200GB"`, `"1.5TB"`. Half of the rows' width in memory when left out, as Parquet has it. */
  readonly size?: string | number;
  /** In place of the size: bytes of a row in the files. */
  readonly bytesPerRow?: number;
  /** Files of equal size. Of 128 MB when left out. Spark packs them into partitions as it does with any (G14). */
  readonly files?: number;
  /** So many partitions, of one file each, in place of Spark's packing. */
  readonly partitions?: number;
  /** Machines on whose disks the partitions lie, one after the other, as blocks of HDFS do (B10); nowhere, as in an object store, when left out. */
  readonly hosts?: readonly string[];
  /** What stands in plans for the path. */
  readonly name?: string;
  readonly columns: C;
}

const FILE_BYTES: Bytes = 128 * 1024 * 1024;
/** Most files: more have no use, and each is a piece to be packed. */
const MOST_FILES = 200_000;
/** What is left of rows in Parquet files where nothing is said. */
const PARQUET_SHARE = 0.5;
const UNITS: Readonly<Record<string, number>> = { "": 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 };

/** A table of which only the number of rows, their bytes and the distributions of their columns are known. */
export class TableModel implements ModelledSource {
  readonly rows: number;
  readonly bytes: Bytes;
  readonly numFiles: number;
  /** Partitions are files, whatever their size. */
  readonly partitionsAreFiles: boolean;
  readonly hosts: readonly string[];
  readonly name: string;
  readonly columns: ColumnModels;
  private readonly widths: ReadonlyMap<string, number>;

  /** @throws SparkError INVALID_MODELLED_TABLE */
  constructor({
    rows,
    size,
    bytesPerRow,
    files,
    partitions,
    hosts = [],
    name = "modelled",
    columns,
  }: ModelledTableOptions) {
    const named = Object.entries(columns ?? {});
    checkWhole(rows, "rows", 0);
    if (named.length === 0)
      throw invalidModel("The table has no columns.", "Give at least one: columns: { id: modelled.sequential() }.");
    for (const [column, model] of named) checkColumn(column, model);
    if (size !== undefined && bytesPerRow !== undefined) {
      throw invalidModel("Both size and bytesPerRow are given.", "Give one of them: the other follows from the rows.");
    }
    if (files !== undefined && partitions !== undefined) {
      throw invalidModel(
        "Both files and partitions are given.",
        "Give files to have Spark pack them into partitions, or partitions to have one file in each.",
      );
    }
    this.rows = rows;
    this.hosts = hosts;
    this.name = name;
    this.columns = Object.fromEntries(named.map(([column, model]) => [column, numbered(model, rows)]));
    this.widths = new Map(Object.entries(this.columns).map(([column, model]) => [column, widthOf(column, model)]));
    const rowBytes = 8 + [...this.widths.values()].reduce((sum, width) => sum + width, 0);
    this.bytes = size === undefined ? Math.round(rows * (bytesPerRow ?? rowBytes * PARQUET_SHARE)) : bytesOf(size);
    if (!(this.bytes >= 0)) throw invalidModel(`A row has ${bytesPerRow} bytes.`, "Give a positive number of bytes.");
    this.partitionsAreFiles = partitions !== undefined;
    this.numFiles = partitions ?? files ?? Math.max(1, Math.ceil(this.bytes / FILE_BYTES));
    checkWhole(this.numFiles, partitions === undefined ? "files" : "partitions", 1);
    if (this.numFiles > MOST_FILES) {
      throw invalidModel(
        `The table has ${this.numFiles} files.`,
        `Give at most ${MOST_FILES}: fewer, larger ones are packed into as many partitions.`,
      );
    }
  }

  get schema(): StructType {
    return structType(Object.entries(this.columns).map(([name, { dataType }]) => structField(name, dataType, true)));
  }

  /** The share of the files' bytes that some of the columns have. */
  shareOf(columns: readonly string[]): number {
    const total = [...this.widths.values()].reduce((sum, width) => sum + width, 0);
    return columns.reduce((sum, column) => sum + (this.widths.get(column) ?? 0), 0) / total;
  }

  /** A part of the table, with some of its columns. */
  part(output: readonly AttributeReference[], rows: number, ansi: boolean): PartitionModel {
    const variables = output.map((slot) => ({ slots: [slot], segments: this.columns[slot.name]!.segments }));
    return new PartitionModel({ output, rows, variables, ansi });
  }
}

/** Sequential ids are as many as there are rows. */
function numbered(model: ColumnModel, rows: number): ColumnModel {
  const segments = model.segments.map((segment): Segment => {
    if (segment.unique !== "in table") return segment;
    const count = Math.max(1, Math.round(rows * segment.share));
    const components = segment.components.map((c): Component => (c.kind === "span" ? { ...c, to: c.from + count } : c));
    return { ...segment, components, n: count };
  });
  return new ColumnModel(model.dataType, segments);
}

/** Bytes of a column's values in an UnsafeRow. */
function widthOf(name: string, { dataType, segments }: ColumnModel): number {
  return 8 + columnWidth({ slots: [attributeReference(name, dataType, true, NO_EXPR_ID)], segments }, 0);
}

/** Bytes of a size as people write it: binary units, fractions allowed. */
function bytesOf(size: string | number): Bytes {
  if (typeof size === "number") {
    if (Number.isFinite(size) && size >= 0) return Math.round(size);
    throw invalidModel(`${size} is no size.`, 'Give a number of bytes, or text such as "200GB".');
  }
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmgtp]?)i?b?\s*$/i.exec(String(size));
  if (match !== null) return Math.round(Number(match[1]) * UNITS[match[2]!.toLowerCase()]!);
  throw invalidModel(`'${String(size)}' is no size.`, 'Write a number and a unit: "500MB", "200GB", "1.5TB".');
}

function checkWhole(value: number, what: string, least: number): void {
  if (Number.isFinite(value) && value >= least && Math.floor(value) === value) return;
  throw invalidModel(
    `A table cannot have ${String(value)} ${what}.`,
    `Give a whole number from ${least}: ${what}: ${what === "rows" ? "2e9" : "400"}.`,
  );
}

function checkColumn(name: string, model: ColumnModel): void {
  if (model instanceof ColumnModel) return;
  throw invalidModel(
    `Column '${name}' is no distribution.`,
    `Make it with modelled.uniform, hot, tail, zipf, sequential, text, days, seconds or constant: { ${name}: modelled.uniform(1, 100) }.`,
  );
}
