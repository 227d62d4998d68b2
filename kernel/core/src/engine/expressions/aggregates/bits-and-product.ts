import type { DataType, LongValue } from "../../../types/data-type.js";
import { longValue } from "../../../types/long-value.js";
import { folded, type SlotFunction } from "./slot-function.js";

/** bit_and, bit_or, bit_xor of whole numbers. */
export function bits(name: "bit_and" | "bit_or" | "bit_xor", type: DataType): SlotFunction {
  const small = (a: number, b: number): number => (name === "bit_and" ? a & b : name === "bit_or" ? a | b : a ^ b);
  const large = (a: bigint, b: bigint): bigint => (name === "bit_and" ? a & b : name === "bit_or" ? a | b : a ^ b);
  return type.kind === "long"
    ? folded((a, b) => longValue(large(BigInt(a as LongValue), BigInt(b as LongValue))))
    : folded((a, b) => small(a as number, b as number));
}

export const PRODUCT: SlotFunction = folded((a, b) => (a as number) * (b as number));
