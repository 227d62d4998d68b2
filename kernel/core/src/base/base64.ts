const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Bytes as Base64, with padding. */
export function base64Encode(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i]!, bytes[i + 1], bytes[i + 2]];
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += ALPHABET[bits >> 18]! + ALPHABET[(bits >> 12) & 63]!;
    text += b === undefined ? "=" : ALPHABET[(bits >> 6) & 63]!;
    text += c === undefined ? "=" : ALPHABET[bits & 63]!;
  }
  return text;
}

/** The bytes of a Base64 text; other characters are skipped, as Java's MIME decoder does. */
export function base64Decode(text: string): Uint8Array {
  const digits = [...text].map((c) => ALPHABET.indexOf(c)).filter((digit) => digit >= 0);
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
  for (let i = 0; i < bytes.length; i++) {
    const at = Math.floor((i * 8) / 6);
    const offset = (i * 8) % 6;
    const bits = (digits[at]! << 6) | (digits[at + 1] ?? 0);
    bytes[i] = (bits >> (4 - offset)) & 0xff;
  }
  return bytes;
}
