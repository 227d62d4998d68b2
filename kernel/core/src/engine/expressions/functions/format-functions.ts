import { base64Decode, base64Encode } from "../../../base/base64.js";
import { SparkError } from "../../../errors/spark-error.js";
import type { DataType, LongValue } from "../../../types/data-type.js";
import { utf8Encode } from "../../../types/utf8.js";
import { decodeText, encodeText } from "./charsets.js";
import { formatNumber } from "./format-number.js";
import { formatJava } from "./format-string.js";
import {
  type FunctionCall,
  type FunctionImplementations,
  plain,
  type SpecialImplementations,
} from "./function-table.js";
import { regexp, remembered } from "./like.js";
import { parseNumber, toChar } from "./number-format-functions.js";
import { parseUrl, urlDecode, urlEncode } from "./urls.js";

const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (b) => b.toString(16).padStart(2, "0").toUpperCase()).join("");

function hex({ argTypes }: FunctionCall): (value: never) => string {
  const type = argTypes[0]!;
  if (type.kind === "string") return (text: string) => hexOf(utf8Encode(text));
  if (type.kind === "binary") return hexOf;
  return (value: LongValue) => BigInt.asUintN(64, BigInt(value)).toString(16).toUpperCase();
}

/** Null for a text that is no hexadecimal number. */
function unhex(text: string): Uint8Array | null {
  if (!/^[0-9a-f]*$/i.test(text)) return null;
  const even = text.length % 2 === 0 ? text : `0${text}`;
  return Uint8Array.from({ length: even.length / 2 }, (_, i) => Number.parseInt(even.slice(2 * i, 2 * i + 2), 16));
}

const MAX_UNSIGNED = (1n << 64n) - 1n;

/** A number from one base to another; a negative target base means a signed result. @throws SparkError ARITHMETIC_OVERFLOW */
function conv(text: string, from: number, to: number): string | null {
  if (from < 2 || from > 36 || Math.abs(to) < 2 || Math.abs(to) > 36) return null;
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const negative = trimmed.startsWith("-");
  let value = 0n;
  for (const c of negative ? trimmed.slice(1) : trimmed) {
    const digit = Number.parseInt(c, 36);
    if (!(digit < from)) break;
    value = value * BigInt(from) + BigInt(digit);
    if (value > MAX_UNSIGNED) throw convOverflow(text);
  }
  const unsigned = BigInt.asUintN(64, negative ? -value : value);
  if (to > 0) return unsigned.toString(to).toUpperCase();
  return BigInt.asIntN(64, unsigned).toString(-to).toUpperCase();
}

function convOverflow(text: string): SparkError {
  return new SparkError({
    condition: "ARITHMETIC_OVERFLOW",
    message: `Overflow in function conv(): ${text} needs more than 64 bits.`,
    nextStep: "Give a smaller number.",
  });
}

function strToMap(text: string, pairs: RegExp, key: RegExp): Map<string, string | null> {
  const map = new Map<string, string | null>();
  for (const part of text.split(pairs)) {
    const at = key.exec(part);
    const [name, value] = at === null ? [part, null] : [part.slice(0, at.index), part.slice(at.index + at[0].length)];
    if (map.has(name)) throw duplicateKey(name);
    map.set(name, value);
  }
  return map;
}

export function duplicateKey(key: unknown): SparkError {
  return new SparkError({
    condition: "DUPLICATED_MAP_KEY",
    message: `Duplicate map key ${String(key)} was found, please check the input data.`,
    nextStep: "Give each key once.",
    parameters: { key: String(key) },
  });
}

export const FORMAT_IMPLEMENTATIONS: FunctionImplementations = {
  base64: plain(base64Encode),
  unbase64: plain(base64Decode),
  hex,
  unhex: plain(unhex),
  bin: plain((value: LongValue) => BigInt.asUintN(64, BigInt(value)).toString(2)),
  conv: plain(conv),
  encode: plain(encodeText),
  decode: plain(decodeText),
  to_binary: plain((value: string | Uint8Array, format: string) => {
    if (typeof value !== "string") return value;
    if (format.toLowerCase() === "hex") return unhex(value);
    return format.toLowerCase() === "base64" ? base64Decode(value) : utf8Encode(value);
  }),
  format_number: ({ argTypes }) => formatNumber(argTypes as readonly [DataType, DataType]),
  to_char: ({ argTypes }) => toChar(argTypes[0]!),
  to_number: ({ resultType }) => parseNumber(resultType, true),
  try_to_number: ({ resultType }) => parseNumber(resultType, false),
  str_to_map: () => {
    const [pairs, keys] = [remembered((p) => regexp(p, "")), remembered((p) => regexp(p, ""))];
    return (text: string, pair: string, key: string) => strToMap(text, pairs(pair), keys(key));
  },
  url_encode: plain(urlEncode),
  url_decode: plain((text: string) => urlDecode(text, true)),
  try_url_decode: plain((text: string) => urlDecode(text, false)),
  parse_url:
    ({ context }) =>
    (url: string, part: string, key?: string) =>
      parseUrl(url, part, key, context.ansi),
  is_valid_utf8: plain(() => true),
};

export const FORMAT_SPECIALS: SpecialImplementations = {
  format_string:
    ([pattern, ...values], { argTypes }) =>
    (row) => {
      const text = pattern!(row) as string | null;
      return text === null
        ? null
        : formatJava(
            text,
            values.map((value) => value(row)),
            argTypes.slice(1),
          );
    },
};
