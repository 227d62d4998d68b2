import { RunBundleError } from "./run-bundle.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const CODES = new Int16Array(128).fill(-1);
for (let i = 0; i < 64; i++) CODES[ALPHABET.charCodeAt(i)] = i;

/** Bytes as base64 with padding (neither Node's Buffer nor the browser's btoa is at hand here). */
export function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += 3 * 4096) {
    parts.push(chunk(bytes.subarray(start, start + 3 * 4096)));
  }
  return parts.join("");
}

function chunk(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i]!;
    const b = bytes[i + 1];
    const c = bytes[i + 2];
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += ALPHABET[word >> 18]! + ALPHABET[(word >> 12) & 63]!;
    text += b === undefined ? "==" : ALPHABET[(word >> 6) & 63]! + (c === undefined ? "=" : ALPHABET[word & 63]!);
  }
  return text;
}

/** @throws RunBundleError when the text is not base64. `part` names what is being read. */
export function fromBase64(text: string, part: string): Uint8Array {
  const end = text.endsWith("==") ? text.length - 2 : text.endsWith("=") ? text.length - 1 : text.length;
  if (text.length % 4 !== 0) throw new RunBundleError(`${part} is not base64: its length is not a multiple of 4.`);
  const bytes = new Uint8Array(Math.floor((end * 3) / 4));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (let i = 0; i < end; i++) {
    const code = CODES[text.charCodeAt(i)] ?? -1;
    if (code < 0) throw new RunBundleError(`${part} is not base64: character ${i + 1} does not belong there.`);
    word = ((word << 6) | code) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (word >> bits) & 0xff;
    }
  }
  return bytes;
}
