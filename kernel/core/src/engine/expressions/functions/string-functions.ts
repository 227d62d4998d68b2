import { sha1Hex } from "../../../base/sha1.js";
import { valueFormatter } from "../../../types/format-value.js";
import type { Evaluator } from "../evaluator.js";
import { type FunctionImplementations, plain, type SpecialImplementations } from "./function-table.js";
import { likeMatcher, regexp, remembered } from "./like.js";

/** Characters as Spark counts them: code points. Most strings have only single units. */
function codePoints(text: string): readonly string[] | string {
  return /[\ud800-\udfff]/.test(text) ? [...text] : text;
}

const join = (points: readonly string[] | string): string => (typeof points === "string" ? points : points.join(""));

/** Positions count from 1, 0 counts as 1, negative ones from the end (a start before the text uses up length). */
function substring(text: string, position: number, length: number): string {
  if (length <= 0) return "";
  const points = codePoints(text);
  const start = position > 0 ? position - 1 : position < 0 ? points.length + position : 0;
  return join(points.slice(Math.max(0, start), Math.max(0, Math.min(points.length, start + length))));
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

/** Java's replacement syntax: `$1` a group, `\` takes the next character as it is. */
function javaReplacement(replacement: string): (match: string, ...rest: unknown[]) => string {
  return (match, ...rest) =>
    replacement.replace(/\\(.)|\$(\d)/gs, (_, escaped: string | undefined, group: string | undefined) => {
      if (escaped !== undefined) return escaped;
      return group === "0" ? match : String(rest[Number(group) - 1] ?? "");
    });
}

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

/** The least number of inserted, dropped or changed characters from one text to the other. */
function levenshtein(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

const initcap = (text: string): string => text.toLowerCase().replace(/(^| )(\p{L})/gu, (word) => word.toUpperCase());

export const STRING_IMPLEMENTATIONS: FunctionImplementations = {
  sha1: plain(sha1Hex),
  lower: plain((text: string) => text.toLowerCase()),
  upper: plain((text: string) => text.toUpperCase()),
  length: plain((text: string) => codePoints(text).length),
  // Only the space character is trimmed.
  trim: plain((text: string) => text.replace(/^ +| +$/g, "")),
  ltrim: plain((text: string) => text.replace(/^ +/, "")),
  rtrim: plain((text: string) => text.replace(/ +$/, "")),
  reverse: plain((value: string | unknown[]) =>
    typeof value === "string" ? [...value].reverse().join("") : [...value].reverse(),
  ),
  substring_index: plain(substringIndex),
  translate: plain(translate),
  locate: plain((part: string, text: string, from: number) => {
    if (from < 1) return 0;
    const points = [...text];
    const at = points
      .slice(from - 1)
      .join("")
      .indexOf(part);
    return at < 0
      ? 0
      : from +
          [
            ...points
              .slice(from - 1)
              .join("")
              .slice(0, at),
          ].length;
  }),
  ascii: plain((text: string) => text.codePointAt(0) ?? 0),
  left: plain((text: string, length: number) => [...text].slice(0, Math.max(0, length)).join("")),
  right: plain((text: string, length: number) => (length <= 0 ? "" : [...text].slice(-length).join(""))),
  levenshtein: plain(levenshtein),
  ilike: () => {
    const matcher = remembered((pattern) => likeMatcher(pattern.toLowerCase()));
    return (text: string, pattern: string) => matcher(pattern)(text.toLowerCase());
  },
  initcap: plain(initcap),
  concat: ({ resultType }) => {
    if (resultType.kind === "array") return (...arrays: unknown[][]) => arrays.flat();
    return (...texts: string[]) => texts.join("");
  },
  substring: plain(substring),
  split: () => {
    const compiled = remembered((pattern) => regexp(pattern, "g"));
    return (text: string, pattern: string, limit: number) => split(text, compiled(pattern), limit);
  },
  replace: plain((text: string, search: string, by: string) =>
    search === "" ? text : text.replaceAll(search, () => by),
  ),
  regexp_replace: () => {
    const compiled = remembered((pattern) => regexp(pattern, "g"));
    return (text: string, pattern: string, by: string) => text.replace(compiled(pattern), javaReplacement(by));
  },
  regexp_extract: () => {
    const compiled = remembered((pattern) => regexp(pattern, ""));
    return (text: string, pattern: string, group: number) => compiled(pattern).exec(text)?.[group] ?? "";
  },
  instr: plain((text: string, part: string) => {
    const at = text.indexOf(part);
    return at < 0 ? 0 : codePoints(text.slice(0, at)).length + 1;
  }),
  lpad: plain((text: string, length: number, filler: string) => pad(text, length, filler, true)),
  rpad: plain((text: string, length: number, filler: string) => pad(text, length, filler, false)),
  repeat: plain((text: string, times: number) => text.repeat(Math.max(0, times))),
  like: () => {
    const matcher = remembered(likeMatcher);
    return (text: string, pattern: string) => matcher(pattern)(text);
  },
  rlike: () => {
    const compiled = remembered((pattern) => regexp(pattern, ""));
    return (text: string, pattern: string) => compiled(pattern).test(text);
  },
  contains: plain((text: string, part: string) => text.includes(part)),
  startswith: plain((text: string, part: string) => text.startsWith(part)),
  endswith: plain((text: string, part: string) => text.endsWith(part)),
};

export const STRING_SPECIALS: SpecialImplementations = {
  concat_ws:
    ([separator, ...parts]) =>
    (row) => {
      const between = separator!(row);
      if (between === null) return null;
      const texts = parts.flatMap((part: Evaluator) => part(row) as string | null | (string | null)[]);
      return texts.filter((text) => text !== null).join(between as string);
    },
  toprettystring: ([input], { argTypes }) => {
    const format = prettyFormatter(argTypes[0]!.kind, valueFormatter(argTypes[0]!, "NULL"));
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
