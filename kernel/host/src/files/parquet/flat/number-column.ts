import type { ColumnVector } from "@stageplay/core";
import type { DecodedArray } from "hyparquet";
import { readPlain } from "hyparquet/src/plain.js";
import type { ColumnDecoder } from "../column-decoder.js";
import { ChunkNulls, readChunk, spread, spreadCodes } from "./column-chunk.js";
import type { NumberCells } from "./number-cells.js";

/** A column chunk of numbers as a vector; undefined when a value does not fit into one. */
export function readNumbers(
  chunk: Uint8Array,
  numRows: number,
  decoder: ColumnDecoder,
  { kind, allocate, cells }: NumberCells,
): ColumnVector | undefined {
  const values = allocate(numRows);
  const nulls = new ChunkNulls(numRows);
  let dictionary: ArrayLike<number> | undefined;
  const plain = (bytes: Uint8Array, at: number, count: number) => cells(plainValues(bytes, at, count, decoder));
  const fits = readChunk(chunk, numRows, decoder, {
    dictionary(bytes, count) {
      dictionary = plain(bytes, 0, count);
      return dictionary !== undefined;
    },
    page(page, row) {
      nulls.add(page, row);
      const { values: stored } = page;
      if (stored.encoding === "codes") {
        spreadCodes(values, page, row, stored.codes, dictionary!);
        return true;
      }
      const found = stored.encoding === "plain" ? plain(stored.bytes, stored.at, stored.count) : cells(stored.decoded);
      if (found !== undefined) spread(values, page, row, found);
      return found !== undefined;
    },
  });
  return fits ? ({ kind, values, nulls: nulls.mask } as ColumnVector) : undefined;
}

function plainValues(bytes: Uint8Array, at: number, count: number, { type, element }: ColumnDecoder): DecodedArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return readPlain({ view, offset: at }, type, count, element.type_length);
}
