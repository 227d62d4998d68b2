import { wordsHash } from "./murmur3-x86.js";

/** Scala's MurmurHash3.arraySeed, with which Spark hashes a seed before use. */
const ARRAY_SEED = 0x3c074a61;
const MASK_64 = (1n << 64n) - 1n;

const swapBytes = (word: number): number =>
  ((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | ((word >>> 24) & 0xff);

/** Spark's `XORShiftRandom.hashSeed`: Murmur3 of the seed's eight big-endian bytes, low word first, then the high word (A12). */
function hashSeed(seed: bigint): bigint {
  const high = Number(BigInt.asIntN(32, seed >> 32n));
  const low = Number(BigInt.asIntN(32, seed));
  const bytes = [swapBytes(high), swapBytes(low)];
  const lowBits = wordsHash(bytes, ARRAY_SEED);
  const highBits = wordsHash(bytes, lowBits);
  return (BigInt.asUintN(32, BigInt(highBits)) << 32n) | BigInt.asUintN(32, BigInt(lowBits));
}

/**
 * Spark's XORShiftRandom: the generator behind samples and round robin, so that our samples are Spark's samples.
 *
 * @example
 * new XORShiftRandom(0).nextInt(7); // the reducer at which partition 0 of a repartition(7) starts (A12)
 */
export class XORShiftRandom {
  private seed: bigint;

  constructor(seed: number | bigint) {
    this.seed = hashSeed(BigInt.asIntN(64, BigInt(seed)));
  }

  /** The next `bits` random bits, as a signed 32-bit number when `bits` is 32. */
  next(bits: number): number {
    let x = this.seed;
    x ^= (x << 21n) & MASK_64;
    x ^= x >> 35n;
    x ^= (x << 4n) & MASK_64;
    this.seed = x;
    return Number(BigInt.asIntN(32, x & ((1n << BigInt(bits)) - 1n)));
  }

  /** Uniform in 0 … bound − 1, as `java.util.Random.nextInt(bound)` derives it. */
  nextInt(bound: number): number {
    let bits = this.next(31);
    const most = bound - 1;
    if ((bound & most) === 0) return Number((BigInt(bound) * BigInt(bits)) >> 31n);
    // The last, incomplete block of numbers would favour small remainders: draw again.
    while (bits - (bits % bound) + most > 0x7fffffff) bits = this.next(31);
    return bits % bound;
  }

  /** Uniform in [0, 1), as `java.util.Random.nextDouble()` derives it. */
  nextDouble(): number {
    const high = this.next(26);
    return (high * 134217728 + this.next(27)) * 2 ** -53;
  }

  /** A 64-bit value, as `java.util.Random.nextLong()` derives it. */
  nextLong(): bigint {
    const high = BigInt(this.next(32));
    return BigInt.asIntN(64, (high << 32n) + BigInt(this.next(32)));
  }
}
