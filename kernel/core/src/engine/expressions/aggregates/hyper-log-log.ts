import { estimatesOf, THRESHOLDS } from "../../../base/hyper-log-log.js";
import type { DataType, LongValue } from "../../../types/data-type.js";
import { longValue } from "../../../types/long-value.js";
import { xxHashOf } from "../xxhash64.js";
import type { SlotFunction } from "./slot-function.js";

/** Bits of a register, and registers in one of the buffer's longs. */
const REGISTER_BITS = 6;
const REGISTERS_PER_WORD = 10;
const REGISTER_MASK = 63n;

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
        slots[at + word] = maxOfRegisters(
          BigInt(slots[at + word] as LongValue),
          BigInt(other[otherAt + word] as LongValue),
        );
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
  const { raw, corrected, linear } = estimatesOf(registers, p);
  const useLinear = linear !== undefined && (linear <= (THRESHOLDS[p - 4] ?? 0) || raw <= 2.5 * registers.length);
  return Math.round(useLinear ? linear : corrected);
}
