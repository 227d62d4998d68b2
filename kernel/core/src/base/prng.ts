/**
 * A small fast generator (Mulberry32) for the simulation's own randomness: the order of offers, jitter. Streams are named, so
 * that a draw in one place never shifts the draws of another (design rule 5).
 *
 * @example
 * const random = Prng.named(42, "offers", 3); // the same stream for the same seed and names
 * random.below(8);
 */
export class Prng {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0;
  }

  /** The stream of a seed and a list of names or ids. */
  static named(seed: number, ...names: readonly (string | number)[]): Prng {
    let hash = seed | 0;
    for (const char of names.join("/")) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
    return new Prng(hash);
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number in 0 … bound − 1. */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** Shuffles the first `length` entries in place (Fisher–Yates). */
  shuffle(items: Int32Array, length: number): void {
    for (let i = length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const kept = items[i]!;
      items[i] = items[j]!;
      items[j] = kept;
    }
  }
}
