import { XORShiftRandom } from "../../../base/xor-shift-random.js";
import { arithmeticOverflow, divideByZero, remainderByZero } from "../../../types/arithmetic-errors.js";
import { castFunction } from "../../../types/cast.js";
import { fitsIntegral, wrapIntegral } from "../../../types/cast-integral.js";
import { type DataType, LongType, type LongValue } from "../../../types/data-type.js";
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
    if (type.kind === "decimal" && resultType.kind === "decimal") {
      const to = resultType.scale;
      return (value: LongValue, digits = 0) => {
        const kept = Math.min(digits, type.scale);
        const cut = divideWhole(BigInt(value), pow10(type.scale - kept), up);
        return fitDecimal(kept < 0 ? cut * pow10(-kept) : rescale(cut, kept, to), resultType, context.ansi);
      };
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

/** The logarithm of a number that is not above a limit is null. */
const logarithm = (f: (x: number) => number, limit = 0) => plain((x: number) => (x <= limit ? null : f(x)));

/** `log(base, x)` and `log(x)`; null unless both are above 0. */
function logOf(first: number, second?: number): number | null {
  const [base, x] = second === undefined ? [Math.E, first] : [first, second];
  return base <= 0 || x <= 0 ? null : Math.log(x) / Math.log(base);
}

function pmod({ argTypes, context }: FunctionCall): ValueFunction {
  const [a, b] = argTypes as [DataType, DataType];
  const remainder = arithmeticOperation("%", a, b, context.ansi) as (x: unknown, y: unknown) => LongValue;
  const add = arithmeticOperation("+", a, b, context.ansi) as (x: unknown, y: unknown) => LongValue;
  return (x: LongValue, y: LongValue) => {
    if (Number(y) === 0) {
      if (context.ansi) throw remainderByZero();
      return null;
    }
    const rest = remainder(x, y);
    return rest < 0 ? remainder(add(rest, y), y) : rest;
  };
}

function mod({ argTypes, context }: FunctionCall): ValueFunction {
  const [a, b] = argTypes as [DataType, DataType];
  return arithmeticOperation("%", a, b, context.ansi);
}

/** The whole quotient, towards zero. */
function div({ argTypes, context }: FunctionCall): ValueFunction {
  const [a, b] = argTypes as [DataType, DataType];
  const scale = a.kind === "decimal" && b.kind === "decimal" ? Math.max(a.scale, b.scale) : 0;
  const scaled = (value: LongValue, type: DataType): bigint =>
    type.kind === "decimal" ? rescale(BigInt(value), type.scale, scale) : BigInt(value);
  return (x: LongValue, y: LongValue) => {
    if (Number(y) === 0) {
      if (context.ansi) throw divideByZero();
      return null;
    }
    const quotient = longValue(scaled(x, a) / scaled(y, b));
    if (fitsIntegral(quotient, LongType)) return quotient;
    if (context.ansi) throw arithmeticOverflow("long");
    return wrapIntegral(quotient, LongType);
  };
}

function factorial(n: number): LongValue | null {
  if (n < 0 || n > 20) return null;
  let product = 1n;
  for (let i = 2; i <= n; i++) product *= BigInt(i);
  return longValue(product);
}

/** The number of the bucket, of `count` equal ones between two bounds; 0 and count + 1 are outside. */
function widthBucket(value: number, min: number, max: number, count: LongValue): LongValue | null {
  const buckets = Number(count);
  if (buckets <= 0 || min === max || Number.isNaN(value)) return null;
  const [from, to, x] = min < max ? [min, max, value] : [max, min, max + min - value];
  if (x < from) return 0;
  return x >= to ? buckets + 1 : Math.floor((buckets * (x - from)) / (to - from)) + 1;
}

const normalized = plain((value: unknown) => (value === 0 ? 0 : value));

export const MATH_IMPLEMENTATIONS: FunctionImplementations = {
  abs,
  positive: plain((value: unknown) => value),
  round: round(divideHalfUp),
  bround: round(divideHalfEven),
  floor: whole(false),
  ceil: whole(true),
  rint: plain((x: number) => {
    const floor = Math.floor(x);
    if (x - floor !== 0.5) return Math.round(x);
    return floor % 2 === 0 ? floor : floor + 1;
  }),
  sqrt: plain(Math.sqrt),
  exp: plain(Math.exp),
  expm1: plain(Math.expm1),
  ln: logarithm(Math.log),
  log10: logarithm(Math.log10),
  log2: logarithm(Math.log2),
  log1p: logarithm(Math.log1p, -1),
  log: plain(logOf),
  power: plain((base: number, exponent: number) => base ** exponent),
  signum: plain(Math.sign),
  cbrt: plain(Math.cbrt),
  sin: plain(Math.sin),
  cos: plain(Math.cos),
  tan: plain(Math.tan),
  cot: plain((x: number) => 1 / Math.tan(x)),
  sec: plain((x: number) => 1 / Math.cos(x)),
  csc: plain((x: number) => 1 / Math.sin(x)),
  asin: plain(Math.asin),
  acos: plain(Math.acos),
  atan: plain(Math.atan),
  sinh: plain(Math.sinh),
  cosh: plain(Math.cosh),
  tanh: plain(Math.tanh),
  asinh: plain(Math.asinh),
  acosh: plain(Math.acosh),
  atanh: plain(Math.atanh),
  atan2: plain(Math.atan2),
  hypot: plain(Math.hypot),
  degrees: plain((radians: number) => radians * (180 / Math.PI)),
  radians: plain((degrees: number) => degrees * (Math.PI / 180)),
  e: plain(() => Math.E),
  pi: plain(() => Math.PI),
  factorial: plain(factorial),
  width_bucket: plain(widthBucket),
  div,
  mod,
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

/** Spark's generator: each partition has its own, seeded with the seed and its number. */
function seeded(seed: Evaluator | undefined, { partition }: FunctionCall["context"]): XORShiftRandom {
  return new XORShiftRandom(BigInt((seed?.([]) ?? 0) as LongValue) + BigInt(partition));
}

/** Normally distributed numbers, in pairs, as `java.util.Random.nextGaussian()` derives them. */
function gaussian(random: XORShiftRandom): () => number {
  let second: number | undefined;
  return () => {
    if (second !== undefined) {
      const kept = second;
      second = undefined;
      return kept;
    }
    for (;;) {
      const [x, y] = [2 * random.nextDouble() - 1, 2 * random.nextDouble() - 1];
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      second = y * factor;
      return x * factor;
    }
  };
}

export const MATH_SPECIALS: SpecialImplementations = {
  rand: ([seed], { context }) => {
    const random = seeded(seed, context);
    return () => random.nextDouble();
  },
  randn: ([seed], { context }) => {
    const next = gaussian(seeded(seed, context));
    return () => next();
  },
  greatest: extreme(1),
  least: extreme(-1),
  isnan:
    ([input]) =>
    (row) =>
      Number.isNaN(input!(row)),
};
