const SEED = 0xe17a1465n;
const M = 0xc6a4a7935bd1e995n;
const WORD = 8;

const times = (a: bigint, b: bigint): bigint => BigInt.asUintN(64, a * b);
const mixed = (word: bigint): bigint => {
  const k = times(word, M);
  return times(k ^ (k >> 47n), M);
};

/** MurmurHash2, 64 bits, of the UTF-8 bytes of a text: the hash under Spark's approximate distinct counts. */
export function hash64OfText(text: string): bigint {
  const bytes = utf8(text);
  let h = BigInt.asUintN(64, SEED ^ times(BigInt(bytes.length), M));
  let at = 0;
  for (; at + WORD <= bytes.length; at += WORD) h = times(h ^ mixed(littleEndian(bytes, at, WORD)), M);
  if (at < bytes.length) h = times(h ^ littleEndian(bytes, at, bytes.length - at), M);
  h = times(h ^ (h >> 47n), M);
  return h ^ (h >> 47n);
}

function littleEndian(bytes: readonly number[], start: number, count: number): bigint {
  let word = 0n;
  for (let i = count - 1; i >= 0; i--) word = (word << 8n) | BigInt(bytes[start + i]!);
  return word;
}

function utf8(text: string): number[] {
  return [...text].flatMap((character) => encode(character.codePointAt(0)!));
}

function encode(code: number): number[] {
  if (code < 0x80) return [code];
  if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 0x3f)];
  if (code < 0x10000) return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
  return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
}
