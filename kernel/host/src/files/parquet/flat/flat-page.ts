import type { DecodedArray } from "hyparquet";
import { decompressPage, readDataPage, readDataPageV2 } from "hyparquet/src/datapage.js";
import type { ColumnDecoder, PageHeader } from "../column-decoder.js";
import { readHybrid } from "./rle-hybrid.js";

/** A data page of a column that is not nested, unpacked as far as no type is needed for it. */
export interface FlatPage {
  readonly numRows: number;
  /** 1 where there is no value; undefined when all are there. */
  readonly nulls: Uint8Array | undefined;
  /** Of the rows that are not null. */
  readonly values: PageValues;
}

export type PageValues =
  /** Positions in the column chunk's dictionary. */
  | { readonly encoding: "codes"; readonly codes: Int32Array }
  /** `count` values in the plain encoding, from byte `at` on. */
  | { readonly encoding: "plain"; readonly bytes: Uint8Array; readonly at: number; readonly count: number }
  /** Any other encoding, decoded by the library. */
  | { readonly encoding: "decoded"; readonly decoded: DecodedArray };

/** Unpacks one data page of either version. */
export function readFlatPage(compressed: Uint8Array, header: PageHeader, decoder: ColumnDecoder): FlatPage {
  if (header.type === "DATA_PAGE") return readVersion1(compressed, header, decoder);
  if (header.type === "DATA_PAGE_V2") return readVersion2(compressed, header, decoder);
  throw new Error(`unsupported page type ${header.type}`);
}

/** Levels and values are compressed together; four bytes before the levels say how long they are. */
function readVersion1(compressed: Uint8Array, header: PageHeader, decoder: ColumnDecoder): FlatPage {
  const page = header.data_page_header!;
  const bytes = unpacked(compressed, header.uncompressed_page_size, decoder);
  const numRows = page.num_values;
  if (!isDirect(page.encoding, decoder)) {
    const { definitionLevels = [], dataPage } = readDataPage(bytes, page, decoder);
    return { numRows, nulls: nullsOf(definitionLevels), values: { encoding: "decoded", decoded: dataPage } };
  }
  if (!isNullable(decoder)) return { numRows, nulls: undefined, values: valuesAt(bytes, 0, numRows, page.encoding) };
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const { nulls, present } = readNulls(bytes, 4, numRows);
  return { numRows, nulls, values: valuesAt(bytes, 4 + length, present, page.encoding) };
}

/** Levels stand before the compressed values. */
function readVersion2(compressed: Uint8Array, header: PageHeader, decoder: ColumnDecoder): FlatPage {
  const page = header.data_page_header_v2!;
  const numRows = page.num_values;
  if (!isDirect(page.encoding, decoder)) {
    const { definitionLevels = [], dataPage } = readDataPageV2(compressed, header, decoder);
    return { numRows, nulls: nullsOf(definitionLevels), values: { encoding: "decoded", decoded: dataPage } };
  }
  const levels = page.repetition_levels_byte_length + page.definition_levels_byte_length;
  const rest = compressed.subarray(levels);
  const bytes = page.is_compressed === false ? rest : unpacked(rest, header.uncompressed_page_size - levels, decoder);
  const nulls = page.num_nulls > 0 ? readNulls(compressed, 0, numRows).nulls : undefined;
  return { numRows, nulls, values: valuesAt(bytes, 0, numRows - page.num_nulls, page.encoding) };
}

function unpacked(bytes: Uint8Array, size: number, { codec, compressors }: ColumnDecoder): Uint8Array {
  return decompressPage(bytes, size, codec, compressors);
}

function isNullable({ element }: ColumnDecoder): boolean {
  return element.repetition_type !== "REQUIRED";
}

function isDirect(encoding: string, { type }: ColumnDecoder): boolean {
  return type !== "BOOLEAN" && (encoding === "PLAIN" || isDictionary(encoding));
}

function isDictionary(encoding: string): boolean {
  return encoding === "PLAIN_DICTIONARY" || encoding === "RLE_DICTIONARY";
}

function valuesAt(bytes: Uint8Array, at: number, count: number, encoding: string): PageValues {
  if (!isDictionary(encoding)) return { encoding: "plain", bytes, at, count };
  const codes = new Int32Array(count);
  const width = bytes[at];
  if (width) readHybrid(bytes, at + 1, width, codes); // no bits: all are the first entry
  return { encoding: "codes", codes };
}

/** The definition level of a flat column is a bit: whether there is a value. */
function readNulls(bytes: Uint8Array, at: number, numRows: number): { nulls: Uint8Array | undefined; present: number } {
  const levels = new Uint8Array(numRows);
  readHybrid(bytes, at, 1, levels);
  return invert(levels);
}

function nullsOf(levels: ArrayLike<number>): Uint8Array | undefined {
  return levels.length === 0 ? undefined : invert(Uint8Array.from(levels)).nulls;
}

/** Turns 1 for a value into 1 for none. */
function invert(levels: Uint8Array): { nulls: Uint8Array | undefined; present: number } {
  const all = Buffer.from(levels.buffer, levels.byteOffset, levels.length).indexOf(0) < 0; // searches faster than the array does
  if (all) return { nulls: undefined, present: levels.length };
  let present = 0;
  for (let i = 0; i < levels.length; i++) {
    present += levels[i]!;
    levels[i]! ^= 1;
  }
  return { nulls: levels, present };
}
