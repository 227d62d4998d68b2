import type { DataType, LongValue } from "../../../types/data-type.js";
import { longValue } from "../../../types/long-value.js";
import { xxHashOf } from "../xxhash64.js";
import { BIAS, ESTIMATES, THRESHOLDS } from "./hyper-log-log-data.js";
import type { SlotFunction } from "./slot-function.js";

/** Bits of a register, and registers in one of the buffer's longs. */
const REGISTER_BITS = 6;
const REGISTERS_PER_WORD = 10;
const REGISTER_MASK = 63n;
/** Neighbours that the bias is interpolated from. */
const NEIGHBOURS = 6;

/** How many bits choose a register, for a relative error (Spark's HyperLogLogPlusPlusHelper). */
export function precisionOf(relativeError: number): number {
  return Math.ceil((2 * Math.log(1.106 / relativeError)) / Math.log(2));
}

/** How many longs hold the registers. */
export function wordCount(relativeError: number): number {
  return Math.floor(2 ** precisionOf(relativeError) / REGISTERS_PER_WORD) + 1;
}

/** approx_count_distinct: HyperLogLog++ over Spark's own hash, so that the estimates are Spark's. Null does not count. */
export function hyperLogLog(type: DataType, relativeError: number): SlotFunction {
  const p = precisionOf(relativeError);
  const words = wordCount(relativeError);
  const hash = xxHashOf(type);
  return {
    initial: () => new Array<number>(words).fill(0),
    update: (slots, at, value) => {
      const [input] = value as [unknown];
      if (input === null) return;
      const x = BigInt.asUintN(64, hash(input));
      const register = Number(x >> BigInt(64 - p));
      const rest = BigInt.asUintN(64, x << BigInt(p)) | (1n << BigInt(p - 1));
      raise(slots, at, register, BigInt(leadingZeros(rest) + 1));
    },
    merge: (slots, at, other, otherAt) => {
      for (let word = 0; word < words; word++) {
        slots[at + word] = maxOfRegisters(BigInt(slots[at + word] as LongValue), BigInt(other[otherAt + word] as LongValue));
      }
    },
    evaluate: (slots, at) => estimate(registersOf(slots.slice(at, at + words) as LongValue[], 2 ** p), p),
  };
}

function raise(slots: unknown[], at: number, register: number, value: bigint): void {
  const word = at + Math.floor(register / REGISTERS_PER_WORD);
  const shift = BigInt((register % REGISTERS_PER_WORD) * REGISTER_BITS);
  const held = BigInt(slots[word] as LongValue);
  if (((held >> shift) & REGISTER_MASK) >= value) return;
  slots[word] = longValue((held & ~(REGISTER_MASK << shift)) | (value << shift));
}

function maxOfRegisters(a: bigint, b: bigint): LongValue {
  if (a === b) return longValue(a);
  let result = 0n;
  for (let i = 0; i < REGISTERS_PER_WORD; i++) {
    const mask = REGISTER_MASK << BigInt(i * REGISTER_BITS);
    const [x, y] = [a & mask, b & mask];
    result |= x > y ? x : y;
  }
  return longValue(result);
}

const leadingZeros = (x: bigint): number => 64 - x.toString(2).length;

function registersOf(words: readonly LongValue[], count: number): readonly number[] {
  const registers: number[] = [];
  for (const word of words) {
    let rest = BigInt(word);
    for (let i = 0; i < REGISTERS_PER_WORD && registers.length < count; i++) {
      registers.push(Number(rest & REGISTER_MASK));
      rest >>= BigInt(REGISTER_BITS);
    }
  }
  return registers;
}

function estimate(registers: readonly number[], p: number): number {
  const m = registers.length;
  const inverse = registers.reduce((sum, r) => sum + 2 ** -r, 0);
  const zeros = registers.filter((r) => r === 0).length;
  const raw = (alpha(m) * m * m) / inverse;
  const corrected = raw < 5 * m ? raw - bias(raw, p) : raw;
  const linear = m * Math.log(m / zeros);
  const found = zeros > 0 && linear <= (THRESHOLDS[p - 4] ?? 0) ? linear : corrected;
  return Math.round(found);
}

function alpha(m: number): number {
  if (m === 16) return 0.673;
  if (m === 32) return 0.697;
  return m === 64 ? 0.709 : 0.7213 / (1 + 1.079 / m);
}

/** The mean of the biases of the nearest known estimates; none where none are known. */
function bias(raw: number, p: number): number {
  const [estimates, biases] = [ESTIMATES[p], BIAS[p]];
  if (estimates === undefined || biases === undefined) return 0;
  const after = estimates.findIndex((e) => e >= raw);
  const nearest = after < 0 ? estimates.length : after;
  const distance = (i: number): number => (raw - estimates[i]!) ** 2;
  let low = Math.max(nearest - NEIGHBOURS + 1, 0);
  let high = Math.min(low + NEIGHBOURS, estimates.length);
  while (high < estimates.length && distance(high) < distance(low)) {
    low++;
    high++;
  }
  return biases.slice(low, high).reduce((sum, b) => sum + b, 0) / (high - low);
}
