import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { FileSplit } from "@stageplay/core";
import { failedReadFile, reasonOf } from "./read-errors.js";

const LF = 0x0a;
const CR = 0x0d;

/** True of files that only one task can read, because they unpack from the start only. */
export function isUnsplittable(path: string): boolean {
  return path.endsWith(".gz");
}

/** The whole text files that some splits are part of, unpacked, in memory. */
export function loadTextFiles(splits: readonly FileSplit[]): ReadonlyMap<string, Buffer> {
  return new Map([...new Set(splits.map((split) => split.path))].map((path) => [path, readTextFile(path)]));
}

/** A whole text file, unpacked. @throws SparkError FAILED_READ_FILE.NO_HINT */
export function readTextFile(path: string): Buffer {
  try {
    return unpacked(path, readFileSync(path));
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unpacked(path: string, content: Buffer): Buffer {
  return path.endsWith(".gz") ? gunzipSync(content) : content;
}

function unreadable(path: string, error: unknown): Error {
  const packed = path.endsWith(".gz") ? " If it is no gzip file, rename it without .gz." : "";
  return failedReadFile(
    path,
    `${reasonOf(error)}.`,
    `Check that the file is there, whole and readable.${packed}`,
    error,
  );
}

/** All lines of a file, as Hadoop's LineRecordReader cuts them: at LF, CR or CRLF, a byte order mark left out. */
export function allLines(content: Buffer): string[] {
  return linesOf(content, 0, content.length);
}

/** The same, one after the other: for those who need only the first ones. */
export function* linesFrom(content: Buffer): Generator<string> {
  let next = 0;
  for (let at = 0; at < content.length; at = next) {
    next = afterLineEnd(content, at);
    yield* linesBetween(content, at, next);
  }
}

/** The lines that belong to a split; a file that cannot be split belongs to its first split. */
export function linesOfSplit(files: ReadonlyMap<string, Buffer>, split: FileSplit): string[] {
  const content = files.get(split.path)!;
  if (!isUnsplittable(split.path)) return linesOf(content, split.start, split.start + split.length);
  return split.start === 0 ? allLines(content) : [];
}

/**
 * Hadoop's rule, which gives every line to exactly one split: all but the first split drop what comes before their first line end, and
 * every split reads on to the end of the line that starts at or before its last byte plus one.
 */
function linesOf(content: Buffer, start: number, end: number): string[] {
  const first = start === 0 ? 0 : afterLineEnd(content, start);
  if (first > end || first >= content.length) return [];
  const last = end >= content.length ? content.length : afterLineEnd(content, end);
  return linesBetween(content, first, last);
}

function linesBetween(content: Buffer, first: number, last: number): string[] {
  const text = content.toString("utf8", first, last);
  const lines = (first === 0 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text).split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop(); // the line end before it closed the last line
  return lines;
}

/** The position behind the first line end at or after `from`. */
function afterLineEnd(content: Buffer, from: number): number {
  let at = from;
  while (at < content.length && content[at] !== LF && content[at] !== CR) at++;
  return at + (content[at] === CR && content[at + 1] === LF ? 2 : 1);
}
