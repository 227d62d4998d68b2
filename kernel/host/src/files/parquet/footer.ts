import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { type FileMetaData, parquetMetadata } from "hyparquet";
import { cannotReadFooter, reasonOf } from "../read-errors.js";

/** Length of the footer (4 bytes) and the magic number `PAR1` at the end of every Parquet file. */
const TAIL_BYTES = 8;

export interface Footer {
  readonly metadata: FileMetaData;
  /** Bytes read from the end of the file. */
  readonly bytes: number;
}

/** Reads a file's metadata at once. @throws SparkError FAILED_READ_FILE.CANNOT_READ_FILE_FOOTER */
export function readFooter(path: string): Footer {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const { size } = fstatSync(file);
    const tail = readAt(file, Math.max(0, size - TAIL_BYTES), Math.min(size, TAIL_BYTES));
    if (size < TAIL_BYTES + 4 || tail.toString("latin1", 4) !== "PAR1")
      throw new Error("the file does not end as a Parquet file does.");
    const length = tail.readUInt32LE(0) + TAIL_BYTES;
    if (length > size) throw new Error(`the footer should be ${length} bytes long, the file has only ${size}.`);
    return { metadata: parquetMetadata(readAt(file, size - length, length)), bytes: length };
  } catch (error) {
    throw cannotReadFooter(path, reasonOf(error), error);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function readAt(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  readSync(file, buffer, 0, length, position);
  return buffer;
}
