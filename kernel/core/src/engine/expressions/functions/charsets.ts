import { SparkError } from "../../../errors/spark-error.js";
import { utf8Decode, utf8Encode } from "../../../types/utf8.js";

const CHARSETS = ["US-ASCII", "ISO-8859-1", "UTF-8", "UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32"];

const isBigEndian = (charset: string): boolean => charset !== "UTF-16LE";

/** A text as bytes. @throws SparkError INVALID_PARAMETER_VALUE.CHARSET, MALFORMED_CHARACTER_CODING */
export function encodeText(text: string, charset: string): Uint8Array {
  const name = charset.toUpperCase();
  if (name === "UTF-8") return utf8Encode(text);
  if (name === "US-ASCII" || name === "ISO-8859-1") {
    const most = name === "US-ASCII" ? 0x7f : 0xff;
    if ([...text].some((c) => c.codePointAt(0)! > most)) throw malformed("encode", charset);
    return Uint8Array.from(text, (c) => c.charCodeAt(0));
  }
  if (name === "UTF-32")
    return words(
      [...text].map((c) => c.codePointAt(0)!),
      4,
      true,
    );
  if (!name.startsWith("UTF-16")) throw unknownCharset("encode", charset);
  const units = Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  // Without an order in its name it starts with a byte order mark.
  return words(name === "UTF-16" ? [0xfeff, ...units] : units, 2, isBigEndian(name));
}

function words(values: readonly number[], width: 2 | 4, bigEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * width));
  for (const [i, value] of values.entries()) {
    if (width === 2) view.setUint16(i * 2, value, !bigEndian);
    else view.setUint32(i * 4, value, !bigEndian);
  }
  return new Uint8Array(view.buffer);
}

/** Bytes as text. @throws SparkError INVALID_PARAMETER_VALUE.CHARSET, MALFORMED_CHARACTER_CODING */
export function decodeText(bytes: Uint8Array, charset: string): string {
  const name = charset.toUpperCase();
  if (name === "UTF-8") {
    const text = utf8Decode(bytes);
    if (text.includes("\ufffd") && utf8Encode(text).length !== bytes.length) throw malformed("decode", charset);
    return text;
  }
  if (name === "US-ASCII" || name === "ISO-8859-1") {
    if (name === "US-ASCII" && bytes.some((b) => b > 0x7f)) throw malformed("decode", charset);
    return Array.from(bytes, (b) => String.fromCharCode(b)).join("");
  }
  if (!name.startsWith("UTF-16")) throw unknownCharset("decode", charset);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const marked = name === "UTF-16" && bytes.length >= 2 && [0xfeff, 0xfffe].includes(view.getUint16(0));
  const bigEndian = marked ? view.getUint16(0) === 0xfeff : isBigEndian(name);
  let text = "";
  for (let i = marked ? 2 : 0; i + 1 < bytes.length; i += 2) text += String.fromCharCode(view.getUint16(i, !bigEndian));
  return text;
}

function unknownCharset(functionName: string, charset: string): SparkError {
  return new SparkError({
    condition: "INVALID_PARAMETER_VALUE.CHARSET",
    message: `The value of parameter(s) \`charset\` in \`${functionName}\` is invalid: expects one of the ${CHARSETS.join(", ")}, but got ${charset}.`,
    nextStep: "Use UTF-8, unless you know better.",
    parameters: { functionName, charset },
  });
}

function malformed(functionName: string, charset: string): SparkError {
  return new SparkError({
    condition: "MALFORMED_CHARACTER_CODING",
    message: `Invalid value found when performing \`${functionName}\` with ${charset}.`,
    nextStep: "Use the character set that the bytes were written in.",
    parameters: { function: functionName, charset },
  });
}
