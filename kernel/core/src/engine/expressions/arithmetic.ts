import type { ArithmeticOperator } from "../../plans/expressions/index.js";
import {
  arithmeticOverflow,
  binaryOverflow,
  divideByZero,
  numericValueOutOfRange,
  remainderByZero,
} from "../../types/arithmetic-errors.js";
import { wrapIntegral } from "../../types/cast-integral.js";
import type { DataType, DecimalType, LongValue } from "../../types/data-type.js";
import { decimalText, divideHalfUp, fitsPrecision, pow10, rescale } from "../../types/decimal.js";
import { addLong, longValue, multiplyLong, remainderLong, subtractLong } from "../../types/long-value.js";
import { decimalArithmeticType } from "../../types/type-coercion.js";

/** A binary operation on two held values that are not null; null when it has no result (without ANSI). */
export type BinaryOperation = (a: never, b: never) => unknown;

/**
 * `a op b` for operands of coerced types.
 * @throws SparkError (from the returned function, under ANSI) ARITHMETIC_OVERFLOW, DIVIDE_BY_ZERO.
 */
export function arithmeticOperation(
  op: ArithmeticOperator,
  left: DataType,
  right: DataType,
  ansi: boolean,
): BinaryOperation {
  if (left.kind === "decimal" && right.kind === "decimal") return decimalOperation(op, left, right, ansi);
  if (left.kind === "double" || left.kind === "float") return floatingOperation(op, left, ansi);
  return left.kind === "long" ? longOperation(op, ansi) : intOperation(op, left, ansi);
}

function zeroDivisor(ansi: boolean): null {
  if (ansi) throw divideByZero();
  return null;
}

function zeroModulus(ansi: boolean): null {
  if (ansi) throw remainderByZero();
  return null;
}

function floatingOperation(op: ArithmeticOperator, type: DataType, ansi: boolean): BinaryOperation {
  const round = type.kind === "float" ? Math.fround : (x: number) => x;
  switch (op) {
    case "+":
      return (a: number, b: number) => round(a + b);
    case "-":
      return (a: number, b: number) => round(a - b);
    case "*":
      return (a: number, b: number) => round(a * b);
    case "/":
      return (a: number, b: number) => (b === 0 ? zeroDivisor(ansi) : round(a / b));
    case "%":
      return (a: number, b: number) => (b === 0 ? zeroModulus(ansi) : round(a % b));
  }
}

function longOperation(op: ArithmeticOperator, ansi: boolean): BinaryOperation {
  switch (op) {
    case "+":
      return (a: LongValue, b: LongValue) => addLong(a, b, ansi);
    case "-":
      return (a: LongValue, b: LongValue) => subtractLong(a, b, ansi);
    case "*":
      return (a: LongValue, b: LongValue) => multiplyLong(a, b, ansi);
    default:
      return (a: LongValue, b: LongValue) => (b === 0 ? zeroModulus(ansi) : remainderLong(a, b));
  }
}

const RANGE: Readonly<Record<string, number>> = { byte: 2 ** 7, short: 2 ** 15, integer: 2 ** 31 };
const TRY_FUNCTION: Readonly<Record<string, string>> = { "+": "try_add", "-": "try_subtract", "*": "try_multiply" };

/** byte, short and integer: doubles hold sums and (below 2^62, approximately) products well enough to see an overflow. */
function intOperation(op: ArithmeticOperator, type: DataType, ansi: boolean): BinaryOperation {
  const limit = RANGE[type.kind]!;
  const checked = (result: number, a: number, b: number): unknown => {
    if (result >= -limit && result < limit) return result + 0;
    if (ansi && type.kind !== "integer") throw binaryOverflow(op, a, b, type.kind);
    if (ansi) throw arithmeticOverflow(type.kind, TRY_FUNCTION[op]);
    return wrapIntegral(op === "*" ? longValue(BigInt(a) * BigInt(b)) : result, type);
  };
  switch (op) {
    case "+":
      return (a: number, b: number) => checked(a + b, a, b);
    case "-":
      return (a: number, b: number) => checked(a - b, a, b);
    case "*":
      return (a: number, b: number) => checked(a * b, a, b);
    default:
      return (a: number, b: number) => (b === 0 ? zeroModulus(ansi) : (a % b) + 0);
  }
}

function decimalOperation(
  op: ArithmeticOperator,
  left: DecimalType,
  right: DecimalType,
  ansi: boolean,
): BinaryOperation {
  const type = decimalArithmeticType(op, left, right);
  const fit = (unscaled: bigint): unknown => fitDecimal(unscaled, type, ansi);
  const scale = Math.max(left.scale, right.scale);
  const both = (a: LongValue, b: LongValue): [bigint, bigint] => [
    rescale(BigInt(a), left.scale, scale),
    rescale(BigInt(b), right.scale, scale),
  ];
  switch (op) {
    case "+":
    case "-":
      return (a: LongValue, b: LongValue) => {
        const [x, y] = both(a, b);
        return fit(rescale(op === "+" ? x + y : x - y, scale, type.scale));
      };
    case "*":
      return (a: LongValue, b: LongValue) => fit(rescale(BigInt(a) * BigInt(b), left.scale + right.scale, type.scale));
    case "/":
      return (a: LongValue, b: LongValue) =>
        b === 0 ? zeroDivisor(ansi) : fit(divideDecimals(a, left.scale, b, right.scale, type.scale));
    case "%":
      return (a: LongValue, b: LongValue) => {
        if (b === 0) return zeroModulus(ansi);
        const [x, y] = both(a, b);
        return fit(rescale(x % y, scale, type.scale));
      };
  }
}

/** The quotient at the wanted scale, rounded half up. */
export function divideDecimals(a: LongValue, aScale: number, b: LongValue, bScale: number, scale: number): bigint {
  const shift = scale - aScale + bScale;
  return shift >= 0
    ? divideHalfUp(BigInt(a) * pow10(shift), BigInt(b))
    : divideHalfUp(BigInt(a), BigInt(b) * pow10(-shift));
}

/** An unscaled result in its type; too many digits are an error under ANSI, else null. */
export function fitDecimal(unscaled: bigint, type: DecimalType, ansi: boolean): LongValue | null {
  if (fitsPrecision(unscaled, type.precision)) return longValue(unscaled);
  if (ansi) throw numericValueOutOfRange(decimalText(unscaled, type.scale), type.precision, type.scale);
  return null;
}
