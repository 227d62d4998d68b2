import { readSync } from "node:fs";
import { type DecodedArray, type FileMetaData, flatten, parquetSchema, type RowGroup } from "hyparquet";
import { assembleNested } from "hyparquet/src/assemble.js";
import { readColumn } from "hyparquet/src/column.js";
import { DEFAULT_PARSERS } from "hyparquet/src/convert.js";
import { getTreePath } from "hyparquet/src/schema.js";
import { compressors } from "hyparquet-compressors";

/** An INT96 timestamp stays the nanoseconds that it is. */
const PARSERS = { ...DEFAULT_PARSERS, timestampFromNanoseconds: (nanos: bigint) => nanos };

/**
 * Decodes the named columns of one row group, at once. (hyparquet's own reader does the same steps, but only ever returns promises.)
 *
 * @param file an open file descriptor
 * @param metadata without annotations, see `rawMetadata`
 */
export function loadRowGroup(
  file: number,
  metadata: FileMetaData,
  rowGroup: RowGroup,
  names: readonly string[],
): ReadonlyMap<string, ArrayLike<unknown>> {
  const numRows = Number(rowGroup.num_rows);
  const leaves = loadLeaves(file, metadata, rowGroup, names);
  for (const child of parquetSchema(metadata).children) {
    if (child.children.length > 0 && names.includes(child.element.name)) assembleNested(leaves, child, PARSERS);
  }
  for (const name of names) {
    const rows = leaves.get(name)?.length ?? 0;
    if (rows !== numRows) throw new Error(`column ${name} holds ${rows} of ${numRows} rows`);
  }
  return leaves;
}

/** The decoded values of each leaf, by its dotted path. */
function loadLeaves(
  file: number,
  metadata: FileMetaData,
  rowGroup: RowGroup,
  names: readonly string[],
): Map<string, DecodedArray> {
  const tree = parquetSchema(metadata);
  const numRows = Number(rowGroup.num_rows);
  const leaves = new Map<string, DecodedArray>();
  for (const { meta_data: column } of rowGroup.columns) {
    if (!column || !names.includes(column.path_in_schema[0]!)) continue;
    const schemaPath = getTreePath(tree, column.path_in_schema);
    const bytes = readRange(file, firstPageOffset(column), Number(column.total_compressed_size));
    const { data } = readColumn(
      { view: new DataView(bytes.buffer), offset: 0 },
      { groupStart: 0, selectStart: 0, selectEnd: numRows, groupRows: numRows },
      {
        pathInSchema: column.path_in_schema,
        type: column.type,
        element: schemaPath.at(-1)!.element,
        schemaPath,
        codec: column.codec,
        parsers: PARSERS,
        compressors,
        utf8: false,
      },
    );
    leaves.set(column.path_in_schema.join("."), flatten(data));
  }
  return leaves;
}

/** Where a column chunk starts: at its dictionary, if it has one. */
export function firstPageOffset(column: {
  readonly dictionary_page_offset?: bigint;
  readonly data_page_offset: bigint;
}): number {
  const { dictionary_page_offset: dictionary, data_page_offset: data } = column;
  return Number(dictionary !== undefined && dictionary > 0n && dictionary < data ? dictionary : data);
}

function readRange(file: number, start: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  const read = readSync(file, bytes, 0, length, start);
  if (read < length) throw new Error(`the file ends at byte ${start + read}, ${start + length} were expected`);
  return bytes;
}
