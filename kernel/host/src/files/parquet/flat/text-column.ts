import type { ColumnVector, StringDictionary } from "@stageplay/core";
import type { ColumnDecoder } from "../column-decoder.js";
import { ChunkNulls, readChunk, spread } from "./column-chunk.js";
import type { FlatPage } from "./flat-page.js";
import { hardlyRepeat } from "./hardly-repeat.js";
import { plainTexts } from "./plain-texts.js";

/** The values of a page, those of its rows that are not null: codes in the scan's dictionary, or texts that hardly repeat. */
interface TextPage {
  readonly page: FlatPage;
  readonly row: number;
  readonly values: Int32Array | readonly string[];
}

/**
 * A column chunk of texts as codes in the scan's dictionary for this column. The writer's own dictionary only needs its entries translated. Where the
 * writer gave up on a dictionary and the texts indeed hardly repeat, they stay texts.
 */
export function readTexts(
  chunk: Uint8Array,
  numRows: number,
  decoder: ColumnDecoder,
  dictionary: StringDictionary,
): ColumnVector {
  const nulls = new ChunkNulls(numRows);
  const pages: TextPage[] = [];
  let entries: Int32Array = new Int32Array(0);
  readChunk(chunk, numRows, decoder, {
    dictionary(bytes, count) {
      entries = coded(plainTexts(bytes, 0, count), dictionary);
      return true;
    },
    page(page, row) {
      nulls.add(page, row);
      pages.push({ page, row, values: valuesOf(page, entries, dictionary) });
      return true;
    },
  });
  if (pages.some(({ values }) => !(values instanceof Int32Array))) {
    return { kind: "any", values: allTexts(pages, numRows, dictionary) };
  }
  const codes = new Int32Array(numRows);
  for (const { page, row, values } of pages) spread(codes, page, row, values as Int32Array);
  return { kind: "string", values: codes, dictionary, nulls: nulls.mask };
}

function valuesOf({ values }: FlatPage, entries: Int32Array, dictionary: StringDictionary): TextPage["values"] {
  if (values.encoding === "codes") return translated(values.codes, entries);
  const texts =
    values.encoding === "plain"
      ? plainTexts(values.bytes, values.at, values.count)
      : Array.from(values.decoded as Uint8Array[], (bytes) => Buffer.from(bytes).toString("utf8"));
  return hardlyRepeat(texts) ? texts : coded(texts, dictionary);
}

/** In place: nobody else needs the writer's codes. */
function translated(codes: Int32Array, entries: Int32Array): Int32Array {
  for (let i = 0; i < codes.length; i++) codes[i] = entries[codes[i]!]!;
  return codes;
}

function coded(texts: readonly string[], dictionary: StringDictionary): Int32Array {
  const codes = new Int32Array(texts.length);
  for (let i = 0; i < codes.length; i++) codes[i] = dictionary.codeOf(texts[i]!);
  return codes;
}

function allTexts(pages: readonly TextPage[], numRows: number, dictionary: StringDictionary): (string | null)[] {
  const all = new Array<string | null>(numRows).fill(null);
  for (const { page, row, values } of pages) {
    let next = 0;
    for (let i = 0; i < page.numRows; i++) {
      if (page.nulls?.[i] === 1) continue;
      const value = values[next++]!;
      all[row + i] = typeof value === "number" ? dictionary.values[value]! : value;
    }
  }
  return all;
}
