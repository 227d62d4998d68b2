const MULTIPLIER = 0x5deece66dn;
const MASK_48 = (1n << 48n) - 1n;

/**
 * `java.util.Random`: the generator from which Spark takes the seeds of its samplers.
 *
 * @example
 * new JavaRandom(42).nextInt(); // -1170105035
 */
export class JavaRandom {
  private seed: bigint;

  constructor(seed: number | bigint) {
    this.seed = (BigInt.asUintN(64, BigInt(seed)) ^ MULTIPLIER) & MASK_48;
  }

  /** The next 32-bit number; with a bound, uniform in 0 … bound − 1. */
  nextInt(bound?: number): number {
    if (bound === undefined) return this.next(32);
    let bits = this.next(31);
    const most = bound - 1;
    if ((bound & most) === 0) return Number((BigInt(bound) * BigInt(bits)) >> 31n);
    // The last, incomplete block of numbers would favour small remainders: draw again.
    while (bits - (bits % bound) + most > 0x7fffffff) bits = this.next(31);
    return bits % bound;
  }

  nextLong(): bigint {
    const high = BigInt(this.next(32));
    return BigInt.asIntN(64, (high << 32n) + BigInt(this.next(32)));
  }

  private next(bits: number): number {
    this.seed = (this.seed * MULTIPLIER + 0xbn) & MASK_48;
    return Number(BigInt.asIntN(32, this.seed >> BigInt(48 - bits)));
  }
}
