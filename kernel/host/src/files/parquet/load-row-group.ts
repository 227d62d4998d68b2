import { readSync } from "node:fs";
import { type ColumnVector, type DataType, type StringDictionary, vectorOf } from "@stageplay/core";
import { type ColumnMetaData, type DecodedArray, flatten, type RowGroup, type SchemaTree } from "hyparquet";
import { assembleNested } from "hyparquet/src/assemble.js";
import { readColumn } from "hyparquet/src/column.js";
import { columnDecoder, PARSERS } from "./column-decoder.js";
import { numberCells } from "./flat/number-cells.js";
import { readNumbers } from "./flat/number-column.js";
import { readTexts } from "./flat/text-column.js";
import { heldColumn } from "./held-column.js";
import { isText } from "./parquet-schema.js";

/** A column that a scan wants. */
export interface WantedColumn {
  readonly type: DataType;
  /** Where it is in the file; undefined when the file has none of that name. */
  readonly node: SchemaTree | undefined;
  /** Where texts get their codes. */
  readonly dictionary: StringDictionary;
}

/**
 * Decodes the wanted columns of one row group, at once. (The library's own reader does the same steps, but only ever returns promises.)
 *
 * @param file an open file descriptor
 * @param tree of the metadata without annotations, see `rawMetadata`
 */
export function loadRowGroup(
  file: number,
  tree: SchemaTree,
  rowGroup: RowGroup,
  wanted: readonly WantedColumn[],
): readonly ColumnVector[] {
  const numRows = Number(rowGroup.num_rows);
  const leavesOf = leavesByColumn(rowGroup);
  return wanted.map(({ node, type, dictionary }) => {
    if (!node) return vectorOf(type, new Array<null>(numRows).fill(null));
    const { name } = node.element;
    const chunks = (leavesOf.get(name) ?? []).map((meta) => ({ meta, bytes: readChunkBytes(file, meta) }));
    const flat = loadFlat({ node, type, dictionary }, chunks[0], tree, numRows);
    return flat ?? vectorOf(type, heldColumn(loadValues(tree, name, chunks, numRows), node, type), dictionary);
  });
}

/** The leaves of each column of the file: one, or those of a nested column. */
function leavesByColumn({ columns }: RowGroup): ReadonlyMap<string, readonly ColumnMetaData[]> {
  const byColumn = new Map<string, ColumnMetaData[]>();
  for (const { meta_data: meta } of columns) {
    if (meta === undefined) continue;
    const name = meta.path_in_schema[0]!;
    const known = byColumn.get(name);
    if (known === undefined) byColumn.set(name, [meta]);
    else known.push(meta);
  }
  return byColumn;
}

/** The compressed bytes of one leaf's chunk. */
interface Chunk {
  readonly meta: ColumnMetaData;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Undefined for a nested column and for values that need a conversion one by one. */
function loadFlat(
  { node, type, dictionary }: WantedColumn & { readonly node: SchemaTree },
  chunk: Chunk | undefined,
  tree: SchemaTree,
  numRows: number,
): ColumnVector | undefined {
  const { element, children } = node;
  if (!chunk || children.length > 0 || element.repetition_type === "REPEATED") return undefined;
  const decoder = columnDecoder(tree, chunk.meta);
  if (type.kind === "string" && isText(element)) return readTexts(chunk.bytes, numRows, decoder, dictionary);
  const cells = numberCells(node, type);
  return cells && readNumbers(chunk.bytes, numRows, decoder, cells);
}

/** The values of a column as the library has them, nested ones assembled. */
function loadValues(tree: SchemaTree, name: string, chunks: readonly Chunk[], numRows: number): ArrayLike<unknown> {
  const leaves = new Map<string, DecodedArray>();
  for (const { meta, bytes } of chunks) {
    const whole = { groupStart: 0, selectStart: 0, selectEnd: numRows, groupRows: numRows };
    const { data } = readColumn({ view: new DataView(bytes.buffer), offset: 0 }, whole, columnDecoder(tree, meta));
    leaves.set(meta.path_in_schema.join("."), flatten(data));
  }
  const node = tree.children.find(({ element }) => element.name === name)!;
  if (node.children.length > 0) assembleNested(leaves, node, PARSERS);
  const values = leaves.get(name) ?? [];
  if (values.length !== numRows) throw new Error(`column ${name} holds ${values.length} of ${numRows} rows`);
  return values;
}

/** Where a column chunk starts: at its dictionary, if it has one. */
export function firstPageOffset(column: {
  readonly dictionary_page_offset?: bigint;
  readonly data_page_offset: bigint;
}): number {
  const { dictionary_page_offset: dictionary, data_page_offset: data } = column;
  return Number(dictionary !== undefined && dictionary > 0n && dictionary < data ? dictionary : data);
}

function readChunkBytes(file: number, column: ColumnMetaData): Uint8Array<ArrayBuffer> {
  const start = firstPageOffset(column);
  const length = Number(column.total_compressed_size);
  const bytes = new Uint8Array(length);
  const read = readSync(file, bytes, 0, length, start);
  if (read < length) throw new Error(`the file ends at byte ${start + read}, ${start + length} were expected`);
  return bytes;
}
