import { parquetHeader } from "hyparquet/src/column.js";
import { decompressPage } from "hyparquet/src/datapage.js";
import type { ColumnDecoder } from "../column-decoder.js";
import { type FlatPage, readFlatPage } from "./flat-page.js";

/** The pages of one column chunk, in order. */
export interface PageReader {
  /** Comes first, if at all: `count` plain values that codes stand for. False ends the reading. */
  dictionary(bytes: Uint8Array, count: number): boolean;
  /** @param row the first row of the page in the chunk. False ends the reading. */
  page(page: FlatPage, row: number): boolean;
}

/** Walks through the pages of a column that is not nested. Returns false when the reader gave up. */
export function readChunk(chunk: Uint8Array, numRows: number, decoder: ColumnDecoder, reader: PageReader): boolean {
  const at = { view: new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength), offset: 0 };
  let row = 0;
  while (row < numRows) {
    if (at.offset >= chunk.length) throw new Error(`column ${decoder.pathInSchema} holds ${row} of ${numRows} rows`);
    const header = parquetHeader(at);
    const compressed = chunk.subarray(at.offset, at.offset + header.compressed_page_size);
    at.offset += header.compressed_page_size;
    if (header.type === "DICTIONARY_PAGE") {
      const size = header.uncompressed_page_size;
      const bytes = decompressPage(compressed, size, decoder.codec, decoder.compressors);
      if (!reader.dictionary(bytes, header.dictionary_page_header!.num_values)) return false;
      continue;
    }
    const page = readFlatPage(compressed, header, decoder);
    if (!reader.page(page, row)) return false;
    row += page.numRows;
  }
  return true;
}

/** A mask over the whole chunk, made when the first page has a null. */
export class ChunkNulls {
  mask: Uint8Array | undefined;
  private readonly numRows: number;

  constructor(numRows: number) {
    this.numRows = numRows;
  }

  add({ nulls }: FlatPage, row: number): void {
    if (nulls === undefined) return;
    this.mask ??= new Uint8Array(this.numRows);
    this.mask.set(nulls, row);
  }
}

/** Puts the values of the rows that have one in their places. @param values one for each such row */
export function spread(
  target: Int32Array | Float64Array | Uint8Array,
  { nulls, numRows }: FlatPage,
  row: number,
  values: ArrayLike<number>,
): void {
  if (nulls === undefined) {
    target.set(values, row);
    return;
  }
  let next = 0;
  for (let i = 0; i < numRows; i++) if (nulls[i] === 0) target[row + i] = values[next++]!;
}

/** The same for codes, by what they stand for. */
export function spreadCodes(
  target: Int32Array | Float64Array | Uint8Array,
  { nulls, numRows }: FlatPage,
  row: number,
  codes: Int32Array,
  dictionary: ArrayLike<number>,
): void {
  let next = 0;
  for (let i = 0; i < numRows; i++) {
    if (nulls === undefined || nulls[i] === 0) target[row + i] = dictionary[codes[next++]!]!;
  }
}
