/** The bits of a SHA-2 digest. */
export type Sha2Length = 224 | 256 | 384 | 512;

/** One of the two families: words of 32 bits (224, 256) or of 64 (384, 512). */
interface Family {
  readonly wordBits: bigint;
  readonly rounds: number;
  readonly big0: readonly [bigint, bigint, bigint];
  readonly big1: readonly [bigint, bigint, bigint];
  /** The last of each is a shift, the others rotate. */
  readonly small0: readonly [bigint, bigint, bigint];
  readonly small1: readonly [bigint, bigint, bigint];
}

const SHORT: Family = {
  wordBits: 32n,
  rounds: 64,
  big0: [2n, 13n, 22n],
  big1: [6n, 11n, 25n],
  small0: [7n, 18n, 3n],
  small1: [17n, 19n, 10n],
};
const LONG: Family = {
  wordBits: 64n,
  rounds: 80,
  big0: [28n, 34n, 39n],
  big1: [14n, 18n, 41n],
  small0: [1n, 8n, 7n],
  small1: [19n, 61n, 6n],
};

/** The SHA-2 digest of some bytes, as hexadecimal text. */
export function sha2Hex(bytes: Uint8Array, length: Sha2Length): string {
  const family = length <= 256 ? SHORT : LONG;
  const { wordBits } = family;
  const blockBytes = Number(wordBits) * 2;
  const padded = pad(bytes, blockBytes);
  const view = new DataView(padded.buffer);
  const wordBytes = blockBytes / 16;
  const state = initialState(length);
  for (let block = 0; block < padded.length; block += blockBytes) {
    const words = Array.from({ length: 16 }, (_, i) =>
      wordBits === 32n ? BigInt(view.getUint32(block + i * 4)) : view.getBigUint64(block + i * 8),
    );
    const mixed = compress(state, words, family);
    for (let i = 0; i < 8; i++) state[i] = BigInt.asUintN(Number(wordBits), state[i]! + mixed[i]!);
  }
  const text = state.map((word) => word.toString(16).padStart(2 * wordBytes, "0")).join("");
  return text.slice(0, length / 4);
}

function pad(bytes: Uint8Array, blockBytes: number): Uint8Array<ArrayBuffer> {
  const lengthBytes = blockBytes / 8;
  const padded = new Uint8Array(Math.ceil((bytes.length + 1 + lengthBytes) / blockBytes) * blockBytes);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  return padded;
}

function compress(state: readonly bigint[], first: readonly bigint[], family: Family): bigint[] {
  const bits = Number(family.wordBits);
  const wrap = (x: bigint): bigint => BigInt.asUintN(bits, x);
  const rotate = (x: bigint, n: bigint): bigint => (x >> n) | wrap(x << (family.wordBits - n));
  const big = (x: bigint, [a, b, c]: Family["big0"]): bigint => rotate(x, a) ^ rotate(x, b) ^ rotate(x, c);
  const small = (x: bigint, [a, b, c]: Family["small0"]): bigint => rotate(x, a) ^ rotate(x, b) ^ (x >> c);
  const words = [...first];
  for (let i = 16; i < family.rounds; i++) {
    words.push(
      wrap(small(words[i - 2]!, family.small1) + words[i - 7]! + small(words[i - 15]!, family.small0) + words[i - 16]!),
    );
  }
  const constants = roundConstants(family);
  let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
  for (let i = 0; i < family.rounds; i++) {
    const choice = (e & f) ^ (wrap(~e) & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const t1 = wrap(h + big(e, family.big1) + choice + constants[i]! + words[i]!);
    const t2 = wrap(big(a, family.big0) + majority);
    [h, g, f, e, d, c, b, a] = [g, f, e, wrap(d + t1), c, b, a, wrap(t1 + t2)];
  }
  return [a, b, c, d, e, f, g, h];
}

const PRIMES = primes(80);

function primes(count: number): readonly bigint[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n);
  return found.map(BigInt);
}

/** The first 64 bits behind the point of a prime's root. */
function fraction(prime: bigint, degree: 2n | 3n): bigint {
  const scaled = prime << (64n * degree);
  let low = 0n;
  let high = 1n << 80n;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** degree <= scaled) low = middle;
    else high = middle - 1n;
  }
  return BigInt.asUintN(64, low);
}

const CUBE_ROOTS = PRIMES.map((prime) => fraction(prime, 3n));
const SQUARE_ROOTS = PRIMES.slice(0, 16).map((prime) => fraction(prime, 2n));

function roundConstants({ wordBits, rounds }: Family): readonly bigint[] {
  return wordBits === 64n ? CUBE_ROOTS : CUBE_ROOTS.slice(0, rounds).map((root) => root >> 32n);
}

/** Roots of the first eight primes, for 384 of the next eight; 224 takes the second half of those. */
function initialState(length: Sha2Length): bigint[] {
  if (length === 512) return SQUARE_ROOTS.slice(0, 8);
  if (length === 384) return SQUARE_ROOTS.slice(8);
  if (length === 256) return SQUARE_ROOTS.slice(0, 8).map((root) => root >> 32n);
  return SQUARE_ROOTS.slice(8).map((root) => root & 0xffffffffn);
}
