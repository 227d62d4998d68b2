import { wrapIntegral } from "../../../types/cast-integral.js";
import type { DataType, LongValue } from "../../../types/data-type.js";
import { longValue } from "../../../types/long-value.js";
import { type FunctionCall, type FunctionImplementations, plain, type ValueFunction } from "./function-table.js";

type Operation = (a: bigint, b: bigint) => bigint;
type Small = (a: number, b: number) => number;

/** Longs go through bigints, all others fit JavaScript's 32-bit operators. */
const operator =
  (small: Small, large: Operation) =>
  ({ argTypes }: FunctionCall): ValueFunction =>
    argTypes[0]!.kind === "long"
      ? (a: LongValue, b: LongValue) => longValue(BigInt.asIntN(64, large(BigInt(a), BigInt(b))))
      : small;

const bitCount = (value: LongValue | boolean): number =>
  BigInt.asUintN(64, BigInt(value)).toString(2).replaceAll("0", "").length;

/** Shifts by the low 5 (of a long 6) bits of the distance, as Java does. */
const shift = (small: Small, large: Operation) => operator(small, (a, n) => large(a, n & 63n));

export const BITWISE_IMPLEMENTATIONS: FunctionImplementations = {
  "&": operator(
    (a, b) => a & b,
    (a, b) => a & b,
  ),
  "|": operator(
    (a, b) => a | b,
    (a, b) => a | b,
  ),
  "^": operator(
    (a, b) => a ^ b,
    (a, b) => a ^ b,
  ),
  "~": ({ argTypes }) => {
    const type = argTypes[0] as DataType;
    return (value: LongValue) => wrapIntegral(longValue(~BigInt(value)), type);
  },
  shiftleft: shift(
    (a, n) => a << n,
    (a, n) => a << n,
  ),
  shiftright: shift(
    (a, n) => a >> n,
    (a, n) => a >> n,
  ),
  shiftrightunsigned: shift(
    (a, n) => (a >>> n) | 0,
    (a, n) => BigInt.asUintN(64, a) >> n,
  ),
  bit_count: plain(bitCount),
};
