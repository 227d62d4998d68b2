import { hash64OfText } from "../../base/murmur2-64.js";

/** Registers may not be fewer than 2⁴. */
const MIN_PRECISION = 4;

/**
 * Counts distinct values in little memory: a HyperLogLog over the hashes that Spark's takes. What it makes of its registers is Ertl's improved
 * estimate, not Spark's table of corrections, so that the two differ within the error asked for.
 */
export class HyperLogLog {
  private readonly precision: number;
  private readonly registers: Uint8Array;

  /** @param relativeSD standard deviation of the estimate, as a share of it */
  constructor(relativeSD: number) {
    this.precision = Math.max(Math.ceil(2 * Math.log2(1.054 / relativeSD)), MIN_PRECISION);
    this.registers = new Uint8Array(2 ** this.precision);
  }

  /** Adds a value; values that print alike are one. */
  offer(value: unknown): this {
    const hash = hash64OfText(textOf(value));
    const index = Number(hash >> BigInt(64 - this.precision));
    const rest = BigInt.asUintN(64, hash << BigInt(this.precision)) | (1n << BigInt(this.precision - 1));
    const rank = 65 - rest.toString(2).length;
    this.registers[index] = Math.max(this.registers[index]!, rank);
    return this;
  }

  /** Adds what another counter of the same precision has seen. */
  merge(other: HyperLogLog): this {
    other.registers.forEach((rank, i) => {
      if (rank > this.registers[i]!) this.registers[i] = rank;
    });
    return this;
  }

  /** The estimated number of distinct values. */
  get cardinality(): number {
    const m = this.registers.length;
    const q = 64 - this.precision;
    const counts = new Array<number>(q + 2).fill(0);
    for (const rank of this.registers) counts[rank]!++;
    let z = m * tau(1 - counts[q + 1]! / m);
    for (let rank = q; rank >= 1; rank--) z = 0.5 * (z + counts[rank]!);
    z += m * sigma(counts[0]! / m);
    return Math.round((m * m) / (2 * Math.LN2 * z));
  }
}

/** What Java's `toString` prints for a tuple: its text is what is hashed. */
function textOf(value: unknown): string {
  return Array.isArray(value) ? `(${value.map(textOf).join(",")})` : String(value);
}

function sigma(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY;
  let x = share;
  let y = 1;
  let z = x;
  for (let last = Number.NaN; z !== last; ) {
    x *= x;
    last = z;
    z += x * y;
    y += y;
  }
  return z;
}

function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let x = share;
  let y = 1;
  let z = 1 - x;
  for (let last = Number.NaN; z !== last; ) {
    x = Math.sqrt(x);
    last = z;
    y *= 0.5;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}
