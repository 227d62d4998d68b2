import { estimatesOf, THRESHOLDS } from "../../base/hyper-log-log.js";
import { hash64OfText } from "../../base/murmur2-64.js";

/** Registers may not be fewer than 2⁴. */
const MIN_PRECISION = 4;

/** Counts distinct values in little memory: the HyperLogLog++ under Spark's RDDs, over the same hashes. That of SQL has another hash. */
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
    const { corrected, linear } = estimatesOf(this.registers, this.precision);
    const useLinear = linear !== undefined && linear < (THRESHOLDS[this.precision - MIN_PRECISION] ?? 0);
    return Math.round(useLinear ? linear : corrected);
  }
}

/** What Java's `toString` prints for a tuple: its text is what is hashed. */
function textOf(value: unknown): string {
  return Array.isArray(value) ? `(${value.map(textOf).join(",")})` : String(value);
}
