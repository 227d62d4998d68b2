import type { ColumnMetaData, ParquetParsers, SchemaTree } from "hyparquet";
import type { readColumn } from "hyparquet/src/column.js";
import { DEFAULT_PARSERS } from "hyparquet/src/convert.js";
import type { readDataPageV2 } from "hyparquet/src/datapage.js";
import { getTreePath } from "hyparquet/src/schema.js";
import { compressors } from "hyparquet-compressors";

/** What the library needs to know of a column to decode its pages. */
export type ColumnDecoder = Parameters<typeof readColumn>[2];

export type PageHeader = Parameters<typeof readDataPageV2>[1];

/** An INT96 timestamp stays the nanoseconds that it is. */
export const PARSERS: ParquetParsers = { ...DEFAULT_PARSERS, timestampFromNanoseconds: (nanos: bigint) => nanos };

/** @param tree of the metadata without annotations, see `rawMetadata` */
export function columnDecoder(tree: SchemaTree, { path_in_schema: path, type, codec }: ColumnMetaData): ColumnDecoder {
  const schemaPath = getTreePath(tree, path);
  const { element } = schemaPath.at(-1)!;
  return { pathInSchema: path, type, element, schemaPath, codec, parsers: PARSERS, compressors, utf8: false };
}
