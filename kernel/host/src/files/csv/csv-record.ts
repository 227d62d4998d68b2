import type { CsvOptions } from "./csv-options.js";

/** The fields of one line; null where there is nothing, or what `nullValue` stands for. */
export type CsvRecord = (string | null)[];

/**
 * Cuts one line into fields as Spark's parser (univocity) does: a quoted field ends at a quote before a separator; a field with a stray
 * quote inside is taken as it is written; an unclosed quote takes the rest of the line.
 */
export function parseCsvLine(line: string, options: CsvOptions): CsvRecord {
  const { sep, quote } = options;
  const record: CsvRecord = [];
  let at = 0;
  for (;;) {
    if (options.trimLeft) while (line[at] === " " || line[at] === "\t") at++;
    const field =
      quote !== "" && line.startsWith(quote, at) ? quotedField(line, at, options) : plainField(line, at, sep);
    record.push(fieldValue(field, options));
    if (field.end >= line.length) return record;
    at = field.end + sep.length;
  }
}

/** True of lines that hold no record: blank ones and comments. */
export function isSkipped(line: string, { comment }: CsvOptions): boolean {
  return line.trim() === "" || (comment !== "" && line.trim().startsWith(comment));
}

interface Field {
  readonly text: string;
  readonly quoted: boolean;
  /** Where the separator after it stands, or the length of the line. */
  readonly end: number;
}

function plainField(line: string, start: number, sep: string): Field {
  const found = line.indexOf(sep, start);
  const end = found < 0 ? line.length : found;
  return { text: line.slice(start, end), quoted: false, end };
}

function quotedField(line: string, start: number, { sep, quote, escape: escapeChar }: CsvOptions): Field {
  let text = "";
  for (let at = start + quote.length; at < line.length; at++) {
    const char = line[at]!;
    const next = line[at + 1];
    if (char === escapeChar && next === quote) {
      text += quote;
      at++;
    } else if (char === escapeChar && next === escapeChar && escapeChar !== quote) {
      text += escapeChar;
      at++;
    } else if (char === quote) {
      const end = afterBlanks(line, at + 1);
      if (end >= line.length || line.startsWith(sep, end)) return { text, quoted: true, end };
      const { end: stop } = plainField(line, at, sep);
      return { text: line.slice(start, stop), quoted: false, end: stop };
    } else {
      text += char;
    }
  }
  return { text, quoted: true, end: line.length };
}

function afterBlanks(line: string, from: number): number {
  let at = from;
  while (line[at] === " ") at++;
  return at;
}

function fieldValue({ text, quoted }: Field, options: CsvOptions): string | null {
  if (text === "") return quoted && options.emptyValue !== options.nullValue ? options.emptyValue : null;
  const trimmed = !quoted && options.trimRight ? text.trimEnd() : text;
  return trimmed === options.nullValue ? null : trimmed;
}
