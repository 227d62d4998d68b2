import type { Column } from "../column.js";
import { type ColumnOrName, call } from "./call.js";
import { lit } from "./column.js";

/** The MD5 digest of a text's or binary's bytes, as 32 hexadecimal digits. @example df.select(md5("country")) */
export function md5(c: ColumnOrName): Column {
  return call("md5", c);
}

/** The CRC-32 checksum of the bytes: a long. */
export function crc32(c: ColumnOrName): Column {
  return call("crc32", c);
}

/** Bytes as Base64. */
export function base64(c: ColumnOrName): Column {
  return call("base64", c);
}

/** The bytes of a Base64 text. */
export function unbase64(c: ColumnOrName): Column {
  return call("unbase64", c);
}

/** A number, a text's or binary's bytes in hexadecimal digits. @example df.select(hex("id")) */
export function hex(c: ColumnOrName): Column {
  return call("hex", c);
}

/** The bytes of hexadecimal digits; null when they are none. */
export function unhex(c: ColumnOrName): Column {
  return call("unhex", c);
}

/** A whole number in binary digits. */
export function bin(c: ColumnOrName): Column {
  return call("bin", c);
}

/** The Soundex code of a word. */
export function soundex(c: ColumnOrName): Column {
  return call("soundex", c);
}

/** Bits of a text or binary. */
export function bit_length(c: ColumnOrName): Column {
  return call("bit_length", c);
}

/** Bytes of a text or binary. */
export function octet_length(c: ColumnOrName): Column {
  return call("octet_length", c);
}

/** A text with what has a meaning in URLs encoded. */
export function url_encode(c: ColumnOrName): Column {
  return call("url_encode", c);
}

/** The text that {@link url_encode} encoded. @throws SparkError CANNOT_DECODE_URL when it runs */
export function url_decode(c: ColumnOrName): Column {
  return call("url_decode", c);
}

/** The SHA-2 digest in hexadecimal digits. @param bits 224, 256 (or 0), 384 or 512 @example df.select(sha2("country", 256)) */
export function sha2(c: ColumnOrName, bits: number): Column {
  return call("sha2", c, lit(bits));
}

/** Spark's 64-bit xxHash with seed 42. @example df.select(xxhash64("country", "id")) */
export function xxhash64(...columns: readonly ColumnOrName[]): Column {
  return call("xxhash64", ...columns);
}

/** A text by a pattern of Java's Formatter. @example df.select(format_string("%s-%03d", "country", "id")) */
export function format_string(format: string, ...columns: readonly ColumnOrName[]): Column {
  return call("format_string", lit(format), ...columns);
}

/** A number with commas and that many decimals, half rounded to even. @example df.select(format_number("price", 2)) */
export function format_number(c: ColumnOrName, decimals: number): Column {
  return call("format_number", c, lit(decimals));
}

/** The part at a position from 1 (negative: from the end) of a text split by a delimiter. */
export function split_part(c: ColumnOrName, delimiter: ColumnOrName, position: ColumnOrName): Column {
  return call("split_part", c, delimiter, position);
}

/** A part of a text replaced, from a position on. */
export function overlay(c: ColumnOrName, by: ColumnOrName, position: number, length = -1): Column {
  return call("overlay", c, by, lit(position), lit(length));
}

/** The group of all matches of a regular expression. @example df.select(regexp_extract_all(lit("a1b2"), lit("(\\\\d)"), 1)) */
export function regexp_extract_all(c: ColumnOrName, pattern: ColumnOrName, group = 1): Column {
  return call("regexp_extract_all", c, pattern, lit(group));
}

/** How often a regular expression matches. */
export function regexp_count(c: ColumnOrName, pattern: ColumnOrName): Column {
  return call("regexp_count", c, pattern);
}

/** A text as bytes of a character set. */
export function encode(c: ColumnOrName, charset: string): Column {
  return call("encode", c, lit(charset));
}

/** Bytes of a character set as text. */
export function decode(c: ColumnOrName, charset: string): Column {
  return call("decode", c, lit(charset));
}

/** A number from one base to another, as text. @example await df.limit(1).select(conv(lit("ff"), 16, 10).as("n")).first(); // { n: "255" } */
export function conv(c: ColumnOrName, from: number, to: number): Column {
  return call("conv", c, lit(from), lit(to));
}
