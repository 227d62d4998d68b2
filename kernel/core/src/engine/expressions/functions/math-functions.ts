import { XORShiftRandom } from "../../../base/xor-shift-random.js";
import { arithmeticOverflow, divideByZero } from "../../../types/arithmetic-errors.js";
import { castFunction } from "../../../types/cast.js";
import { fitsIntegral, wrapIntegral } from "../../../types/cast-integral.js";
import type { DataType, LongValue } from "../../../types/data-type.js";
import { decimalText, divideHalfUp, parseDecimal, pow10, rescale } from "../../../types/decimal.js";
import { longValue } from "../../../types/long-value.js";
import { arithmeticOperation, fitDecimal } from "../arithmetic.js";
import type { Evaluator } from "../evaluator.js";
import { comparator } from "../ordering.js";
import {
  type FunctionCall,
  type FunctionImplementations,
  plain,
  type SpecialImplementations,
  type ValueFunction,
} from "./function-table.js";

const isFloating = (type: DataType): boolean => type.kind === "double" || type.kind === "float";

function abs({ argTypes, context }: FunctionCall): ValueFunction {
  const type = argTypes[0]!;
  if (isFloating(type)) return Math.abs;
  return (value: LongValue) => {
    const positive = value < 0 ? longValue(-BigInt(value)) : value;
    if (type.kind === "decimal" || fitsIntegral(positive, type)) return positive;
    if (context.ansi) throw arithmeticOverflow(type.kind);
    return value;
  };
}

/** Integer division towards minus (floor) or plus (ceil) infinity. */
function divideWhole(value: bigint, divisor: bigint, up: boolean): bigint {
  const quotient = value / divisor;
  const rest = value % divisor;
  if (rest === 0n) return quotient;
  return up ? (rest > 0n ? quotient + 1n : quotient) : rest < 0n ? quotient - 1n : quotient;
}

function whole(up: boolean): (call: FunctionCall) => ValueFunction {
  return ({ argTypes, resultType, context }) => {
    const type = argTypes[0]!;
    if (type.kind === "decimal") {
      return (value: LongValue) => longValue(divideWhole(BigInt(value), pow10(type.scale), up));
    }
    if (!isFloating(type)) return (value: LongValue) => value;
    // Out of range is an overflow only under ANSI, as for a cast.
    const toLong = castFunction(type, resultType, context.ansi);
    return (value: number) => toLong(up ? Math.ceil(value) : Math.floor(value));
  };
}

type Rounding = (dividend: bigint, divisor: bigint) => bigint;

/** To the nearest, halves to the even neighbour. */
const divideHalfEven: Rounding = (dividend, divisor) => {
  const up = divideHalfUp(dividend, divisor);
  const isHalf = 2n * (dividend % divisor) === (dividend < 0n ? -divisor : divisor);
  return isHalf && up % 2n !== 0n ? dividend / divisor : up;
};

/** Works on the shortest decimal text of the number, as Spark's BigDecimal does: round(2.675, 2) is 2.68. */
function round(rounding: Rounding): (call: FunctionCall) => ValueFunction {
  return ({ argTypes, resultType, context }) => {
    const type = argTypes[0]!;
    const at = (unscaled: bigint, scale: number, digits: number): bigint =>
      digits >= scale ? unscaled : rounding(unscaled, pow10(scale - digits));
    if (isFloating(type)) {
      return (value: number, digits: number) => {
        const exact = parseDecimal(String(value));
        if (exact === undefined || digits >= exact.scale) return value;
        const rounded = at(exact.unscaled, exact.scale, digits);
        return Number(digits >= 0 ? decimalText(rounded, digits) : String(rounded * pow10(-digits)));
      };
    }
    if (type.kind === "decimal" && resultType.kind === "decimal") {
      return (value: LongValue, digits: number) => {
        const rounded = at(BigInt(value), type.scale, digits);
        const scaled =
          digits < 0 ? rounded * pow10(-digits) : rescale(rounded, Math.min(digits, type.scale), resultType.scale);
        return fitDecimal(digits < 0 ? rescale(scaled, 0, resultType.scale) : scaled, resultType, context.ansi);
      };
    }
    return (value: LongValue, digits: number) => {
      if (digits >= 0) return value;
      const rounded = longValue(at(BigInt(value), 0, digits) * pow10(-digits));
      if (fitsIntegral(rounded, type)) return rounded;
      if (context.ansi) throw arithmeticOverflow(type.kind);
      return wrapIntegral(rounded, type);
    };
  };
}

/** The logarithm of a number that is not positive is null. */
const logarithm = (f: (x: number) => number) => plain((x: number) => (x <= 0 ? null : f(x)));

function pmod({ argTypes, context }: FunctionCall): ValueFunction {
  const [a, b] = argTypes as [DataType, DataType];
  const remainder = arithmeticOperation("%", a, b, context.ansi) as (x: unknown, y: unknown) => LongValue;
  const add = arithmeticOperation("+", a, b, context.ansi) as (x: unknown, y: unknown) => LongValue;
  return (x: LongValue, y: LongValue) => {
    if (Number(y) === 0) {
      if (context.ansi) throw divideByZero();
      return null;
    }
    const rest = remainder(x, y);
    return rest < 0 ? remainder(add(rest, y), y) : rest;
  };
}

const normalized = plain((value: unknown) => (value === 0 ? 0 : value));

export const MATH_IMPLEMENTATIONS: FunctionImplementations = {
  abs,
  round: round(divideHalfUp),
  bround: round(divideHalfEven),
  floor: whole(false),
  ceil: whole(true),
  sqrt: plain(Math.sqrt),
  exp: plain(Math.exp),
  ln: logarithm(Math.log),
  log10: logarithm(Math.log10),
  log2: logarithm(Math.log2),
  power: plain((base: number, exponent: number) => base ** exponent),
  signum: plain(Math.sign),
  cbrt: plain(Math.cbrt),
  sin: plain(Math.sin),
  cos: plain(Math.cos),
  tan: plain(Math.tan),
  asin: plain(Math.asin),
  acos: plain(Math.acos),
  atan: plain(Math.atan),
  atan2: plain(Math.atan2),
  hypot: plain(Math.hypot),
  degrees: plain((radians: number) => (radians * 180) / Math.PI),
  radians: plain((degrees: number) => (degrees / 180) * Math.PI),
  pmod,
  getbit: plain((value: LongValue, position: number) => Number((BigInt(value) >> BigInt(position)) & 1n)),
  normalizenanandzero: normalized,
  knownfloatingpointnormalized: plain((value: unknown) => value),
};

/** The largest (sign 1) or smallest (sign −1) argument; nulls are left out. */
function extreme(sign: 1 | -1) {
  return (args: readonly Evaluator[], { resultType }: FunctionCall): Evaluator => {
    const compare = comparator(resultType) as (a: unknown, b: unknown) => number;
    return (row) => {
      let best: unknown = null;
      for (const arg of args) {
        const value = arg(row);
        if (value !== null && (best === null || sign * compare(value, best) > 0)) best = value;
      }
      return best;
    };
  };
}

export const MATH_SPECIALS: SpecialImplementations = {
  rand: ([seed], { context }) => {
    const random = new XORShiftRandom(BigInt(seed!([]) as LongValue) + BigInt(context.partition));
    return () => random.nextDouble();
  },
  spark_partition_id:
    (_, { context }) =>
    () =>
      context.partition,
  greatest: extreme(1),
  least: extreme(-1),
  isnan:
    ([input]) =>
    (row) =>
      Number.isNaN(input!(row)),
};
