import { valueFormatter } from "../../../types/format-value.js";
import { utf8Encode } from "../../../types/utf8.js";
import type { Evaluator } from "../evaluator.js";
import {
  type FunctionCall,
  type FunctionImplementations,
  plain,
  type SpecialImplementations,
} from "./function-table.js";
import { invalidIndex, zeroIndex } from "./index-errors.js";
import { likeMatcher, regexp, remembered } from "./like.js";
import { soundex } from "./soundex.js";
import { levenshtein, mask } from "./text-measures.js";

/** Characters as Spark counts them: code points. Most strings have only single units. */
export function codePoints(text: string): readonly string[] | string {
  return /[\ud800-\udfff]/.test(text) ? [...text] : text;
}

const join = (points: readonly string[] | string): string => (typeof points === "string" ? points : points.join(""));

/** Positions count from 1, 0 counts as 1, negative ones from the end (a start before the text uses up length). */
function range(size: number, position: number, length: number): readonly [start: number, end: number] {
  const start = position > 0 ? position - 1 : position < 0 ? size + position : 0;
  return length <= 0 ? [0, 0] : [Math.max(0, start), Math.max(0, Math.min(size, start + length))];
}

function substring(value: string | Uint8Array, position: number, length: number): string | Uint8Array {
  if (typeof value !== "string") return value.slice(...range(value.length, position, length));
  const points = codePoints(value);
  return join(points.slice(...range(points.length, position, length)));
}

/** A limit above 0 bounds the parts, the last one keeps the rest; 0 and below split everywhere and keep empty ends. */
function split(text: string, expression: RegExp, limit: number): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(expression)) {
    if (limit > 0 && parts.length === limit - 1) break;
    // As in Java, an empty match gives no empty part at the start, nor one at the end of the text.
    if (match[0] === "" && (match.index === 0 || match.index === text.length)) continue;
    parts.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts;
}

function pad(text: string, length: number, filler: string, left: boolean): string {
  const points = [...text];
  if (length <= points.length) return points.slice(0, Math.max(0, length)).join("");
  if (filler === "") return text;
  const fill = [...filler];
  const added = Array.from({ length: length - points.length }, (_, i) => fill[i % fill.length]).join("");
  return left ? added + text : text + added;
}

function padBytes(bytes: Uint8Array, length: number, filler: Uint8Array, left: boolean): Uint8Array {
  if (length <= bytes.length || filler.length === 0) return bytes.slice(0, Math.max(0, Math.min(length, bytes.length)));
  const fill = Array.from({ length: length - bytes.length }, (_, i) => filler[i % filler.length]!);
  return Uint8Array.from(left ? [...fill, ...bytes] : [...bytes, ...fill]);
}

const padding =
  (left: boolean) =>
  ({ argTypes }: FunctionCall) =>
    argTypes[0]!.kind === "binary"
      ? (bytes: Uint8Array, length: number, filler: Uint8Array | string) =>
          padBytes(bytes, length, typeof filler === "string" ? utf8Encode(filler) : filler, left)
      : (text: string, length: number, filler: string) => pad(text, length, filler, left);

/** What is before the count-th delimiter, from the end when the count is negative. */
function substringIndex(text: string, delimiter: string, count: number): string {
  if (delimiter === "" || count === 0) return "";
  const parts = text.split(delimiter);
  return (count > 0 ? parts.slice(0, count) : parts.slice(count)).join(delimiter);
}

/** Each character of `from` replaced by the one at its place in `to`, or dropped where there is none. */
function translate(text: string, from: string, to: string): string {
  const [source, target] = [[...from], [...to]];
  return [...text].map((c) => (source.includes(c) ? (target[source.indexOf(c)] ?? "") : c)).join("");
}

/** The part at a position from 1, or from the end; empty outside. @throws SparkError INVALID_INDEX_OF_ZERO */
function splitPart(text: string, delimiter: string, position: number): string {
  if (position === 0) throw zeroIndex();
  const parts = delimiter === "" ? [text] : text.split(delimiter);
  return parts.at(position > 0 ? position - 1 : position) ?? "";
}

function overlay(text: string, by: string, position: number, length: number): string {
  const points = [...text];
  const replaced = length < 0 ? [...by].length : length;
  return points.slice(0, position - 1).join("") + by + points.slice(position - 1 + replaced).join("");
}

/** Drops characters of a set (spaces, by default) at the ends. */
function trimmed(start: boolean, end: boolean) {
  return (text: string, characters = " "): string => {
    const points = [...text];
    const set = new Set(characters);
    let [from, to] = [0, points.length];
    if (start) while (from < to && set.has(points[from]!)) from++;
    if (end) while (to > from && set.has(points[to - 1]!)) to--;
    return points.slice(from, to).join("");
  };
}

const initcap = (text: string): string => text.toLowerCase().replace(/(^| )(\p{L})/gu, (word) => word.toUpperCase());

function locate(part: string, text: string, from: number): number {
  if (from < 1) return 0;
  if (part === "") return 1;
  const points = [...text];
  const rest = points.slice(from - 1).join("");
  const at = rest.indexOf(part);
  return at < 0 ? 0 : from + [...rest.slice(0, at)].length;
}

const includesBytes = (bytes: Uint8Array, part: Uint8Array): number =>
  Array.from({ length: bytes.length - part.length + 1 }, (_, i) => i).findIndex((i) =>
    part.every((byte, j) => bytes[i + j] === byte),
  );
/** A test of two strings, or of two binaries. */
const test = (ofTexts: (text: string, part: string) => boolean, ofBytes: (at: number, rest: number) => boolean) => {
  return ({ argTypes }: FunctionCall) =>
    argTypes[0]!.kind === "binary"
      ? (bytes: Uint8Array, part: Uint8Array) => {
          const at = includesBytes(bytes, part);
          return part.length === 0 || (at >= 0 && ofBytes(at, bytes.length - part.length));
        }
      : ofTexts;
};

export const STRING_IMPLEMENTATIONS: FunctionImplementations = {
  lower: plain((text: string) => text.toLowerCase()),
  upper: plain((text: string) => text.toUpperCase()),
  length: plain((value: string | Uint8Array) => (typeof value === "string" ? codePoints(value).length : value.length)),
  octet_length: plain((value: string | Uint8Array) => bytesOf(value).length),
  bit_length: plain((value: string | Uint8Array) => 8 * bytesOf(value).length),
  trim: plain(trimmed(true, true)),
  btrim: plain(trimmed(true, true)),
  ltrim: plain(trimmed(true, false)),
  rtrim: plain(trimmed(false, true)),
  reverse: plain((value: string | unknown[]) =>
    typeof value === "string" ? [...value].reverse().join("") : [...value].reverse(),
  ),
  substring_index: plain(substringIndex),
  translate: plain(translate),
  locate: plain(locate),
  find_in_set: plain((word: string, list: string) => (word.includes(",") ? 0 : list.split(",").indexOf(word) + 1)),
  ascii: plain((text: string) => text.codePointAt(0) ?? 0),
  char: plain((code: number | bigint) => (code < 0 ? "" : String.fromCodePoint(Number(BigInt(code) & 0xffn)))),
  space: plain((count: number) => " ".repeat(Math.max(0, count))),
  levenshtein: plain(levenshtein),
  soundex: plain(soundex),
  initcap: plain(initcap),
  concat: ({ resultType }) => {
    if (resultType.kind === "array") return (...arrays: unknown[][]) => arrays.flat();
    if (resultType.kind === "binary") return (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((p) => [...p]));
    return (...texts: string[]) => texts.join("");
  },
  substring: plain(substring),
  split: () => {
    const compiled = remembered((pattern) => regexp(pattern, "g"));
    return (text: string, pattern: string, limit: number) => split(text, compiled(pattern), limit);
  },
  split_part: plain(splitPart),
  replace: plain((text: string, search: string, by: string) =>
    search === "" ? text : text.replaceAll(search, () => by),
  ),
  overlay: plain(overlay),
  instr: plain((text: string, part: string) => {
    const at = text.indexOf(part);
    return at < 0 ? 0 : codePoints(text.slice(0, at)).length + 1;
  }),
  lpad: padding(true),
  rpad: padding(false),
  repeat: plain((text: string, times: number) => text.repeat(Math.max(0, times))),
  // The pattern and the escape character are nearly always constant.
  like: () => {
    const matchers = remembered((key) => likeMatcher(key.slice(1), key[0]!));
    return (text: string, pattern: string, escapeCharacter = "\\") => matchers(escapeCharacter + pattern)(text);
  },
  contains: test(
    (text, part) => text.includes(part),
    () => true,
  ),
  startswith: test(
    (text, part) => text.startsWith(part),
    (at) => at === 0,
  ),
  endswith: test(
    (text, part) => text.endsWith(part),
    (at, rest) => at === rest,
  ),
  luhn_check: plain(luhnCheck),
  quote: plain((text: string) => `'${text.replaceAll("'", "\\'")}'`),
  sentences: plain((text: string) =>
    text
      .split(/(?<=[.!?])\s+/)
      .map((sentence) => sentence.match(/[\p{L}\p{N}']+/gu) ?? [])
      .filter((words) => words.length > 0),
  ),
};

const bytesOf = (value: string | Uint8Array): Uint8Array => (typeof value === "string" ? utf8Encode(value) : value);

function luhnCheck(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

export const STRING_SPECIALS: SpecialImplementations = {
  concat_ws:
    ([separator, ...parts]) =>
    (row) => {
      const between = separator!(row);
      if (between === null) return null;
      const texts = parts.flatMap((part: Evaluator) => part(row) as string | null | (string | null)[]);
      return texts.filter((text) => text !== null).join(between as string);
    },
  elt:
    ([at, ...values], { context }) =>
    (row) => {
      const position = at!(row) as number | null;
      if (position === null) return null;
      const value = values[position - 1];
      if (value !== undefined) return value(row);
      if (context.ansi) throw invalidIndex(position, values.length);
      return null;
    },
  mask:
    ([text, ...characters]) =>
    (row) => {
      const value = text!(row) as string | null;
      return value === null
        ? null
        : mask(
            value,
            characters.map((c) => c(row) as string | null),
          );
    },
  toprettystring: ([input], { argTypes, call }) => {
    const format = prettyFormatter(argTypes[0]!.kind, valueFormatter(argTypes[0]!, "NULL", call.timeZone));
    return (row) => {
      const value = input!(row);
      return value === null ? "NULL" : format(value);
    };
  },
};

/** `show` writes bytes in hex: `[61 62]`. */
function prettyFormatter(kind: string, format: (value: unknown) => string): (value: unknown) => string {
  if (kind !== "binary") return format;
  return (value) =>
    `[${Array.from(value as Uint8Array, (b) => b.toString(16).padStart(2, "0").toUpperCase()).join(" ")}]`;
}
