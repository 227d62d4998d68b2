import {
  type BinaryArithmetic,
  dataTypeOf,
  type Expression,
  type UnaryMinus,
} from "../../../plans/expressions/index.js";
import type { DataType, DecimalType } from "../../../types/data-type.js";
import { decimalArithmeticType } from "../../../types/type-coercion.js";
import { arithmeticOperation } from "../../expressions/arithmetic.js";
import { nullSafeCode, setFromCall } from "./call-code.js";
import type { FunctionCode } from "./function-code.js";
import { presentValue, type ValueCode } from "./value-code.js";

/** Bounds within which doubles hold every whole number. */
export const SAFE = "9007199254740991";

/** True of a number that is a safe integer, given that it is whole or NaN. */
export const isSafe = (value: string): string => `${value} >= -${SAFE} && ${value} <= ${SAFE}`;

const HALF_RANGE: Readonly<Record<string, string>> = { byte: "128", short: "32768", integer: "2147483648" };

/** `a op b`: plain numbers where their result is exact, the row-wise operation otherwise. */
export function arithmeticCode(e: BinaryArithmetic, of: (e: Expression) => ValueCode, fn: FunctionCode): ValueCode {
  const [left, right] = [dataTypeOf(e.left), dataTypeOf(e.right)];
  const type = dataTypeOf(e);
  const slow = fn.constant(operationOf(e.op, left, right, fn.ansi));
  const divides = e.op === "/" || e.op === "%";
  const canBeNull = !fn.ansi && (divides || type.kind === "decimal");
  const operands = [() => of(e.left), () => of(e.right)];
  const code = nullSafeCode(operands, type, canBeNull, fn, ([a, b], result, isNull) => {
    const [x, y] = [presentValue(a!), presentValue(b!)];
    const fast = fastArithmetic(e.op, left, right, type, x, y);
    const call = (): void => setFromCall(`${slow}(${x}, ${y})`, result, isNull, canBeNull, fn);
    if (fast === undefined) return call();
    const numbers = [a!, b!].filter((v) => v.mayBeBig).map((v) => `typeof ${v.value} === "number"`);
    fn.line(`${result} = ${numbers.length > 0 ? `${numbers.join(" && ")} ? ${fast.value} : NaN` : fast.value};`);
    if (fast.holds !== undefined) fn.block(`if (!(${fast.holds(result)}))`, call);
  });
  return { ...code, mayBeBig: isWide(type) };
}

/** One closure an operation, so that equal expressions have equal sources. */
const operations = new Map<string, ReturnType<typeof arithmeticOperation>>();

function operationOf(op: BinaryArithmetic["op"], left: DataType, right: DataType, ansi: boolean) {
  const key = `${op} ${ansi} ${JSON.stringify([left, right])}`;
  const known = operations.get(key) ?? arithmeticOperation(op, left, right, ansi);
  operations.set(key, known);
  return known;
}

interface FastPath {
  readonly value: string;
  /** Whether the value is the right one; always when absent. */
  readonly holds?: (result: string) => string;
}

const isWide = (type: DataType): boolean => type.kind === "long" || type.kind === "decimal";

function fastArithmetic(
  op: BinaryArithmetic["op"],
  left: DataType,
  right: DataType,
  type: DataType,
  x: string,
  y: string,
): FastPath | undefined {
  switch (type.kind) {
    case "double":
      return op === "/" || op === "%"
        ? { value: `${x} ${op} ${y}`, holds: () => `${y} !== 0` }
        : { value: `${x} ${op} ${y}` };
    case "float":
      return op === "/" || op === "%"
        ? { value: `Math.fround(${x} ${op} ${y})`, holds: () => `${y} !== 0` }
        : { value: `Math.fround(${x} ${op} ${y})` };
    case "long":
      return wholeNumbers(op, x, y, isSafe);
    case "byte":
    case "short":
    case "integer": {
      const half = HALF_RANGE[type.kind]!;
      return wholeNumbers(op, x, y, (result) => `${result} >= -${half} && ${result} < ${half}`);
    }
    case "decimal":
      return decimals(op, left as DecimalType, right as DecimalType, x, y);
    default:
      return undefined;
  }
}

/** Adding 0 turns −0 into 0; the remainder of a division by zero is NaN, which no range holds. */
function wholeNumbers(
  op: BinaryArithmetic["op"],
  x: string,
  y: string,
  holds: (result: string) => string,
): FastPath | undefined {
  if (op === "/") return undefined;
  return { value: op === "*" || op === "%" ? `${x} ${op} ${y} + 0` : `${x} ${op} ${y}`, holds };
}

/** Sums of one scale and products, while digits and safe integers allow. */
function decimals(
  op: BinaryArithmetic["op"],
  left: DecimalType,
  right: DecimalType,
  x: string,
  y: string,
): FastPath | undefined {
  const { precision, scale } = decimalArithmeticType(op, left, right);
  const bound = precision > 15 ? SAFE : String(10 ** precision - 1);
  const holds = (result: string): string => `${result} >= -${bound} && ${result} <= ${bound}`;
  if (op === "*" && scale === left.scale + right.scale) return { value: `${x} * ${y} + 0`, holds };
  const sum = op === "+" || op === "-";
  return sum && left.scale === right.scale && scale === left.scale ? { value: `${x} ${op} ${y}`, holds } : undefined;
}

/** `−a`: an exact number where that is in range. */
export function negationCode(e: UnaryMinus, of: (e: Expression) => ValueCode, fn: FunctionCode): ValueCode {
  const type = dataTypeOf(e.child);
  if (type.kind === "double" || type.kind === "float") {
    return nullSafeCode([() => of(e.child)], type, false, fn, ([a], result) => fn.line(`${result} = -${a!.value};`));
  }
  const slow = fn.constant(type.kind === "decimal" ? negatedDecimal : operationOf("-", type, type, fn.ansi));
  const holds = HALF_RANGE[type.kind] === undefined ? isSafe : (v: string) => `${v} < ${HALF_RANGE[type.kind]}`;
  const code = nullSafeCode([() => of(e.child)], type, false, fn, ([a], result) => {
    const x = a!.value;
    fn.line(`${result} = ${a!.mayBeBig ? `typeof ${x} === "number" ? 0 - ${x} : NaN` : `0 - ${x}`};`);
    fn.line(`if (!(${holds(result)})) ${result} = ${slow}(0, ${x});`);
  });
  return { ...code, mayBeBig: isWide(type) };
}

/** Decimals keep their type: negation never needs another digit. */
function negatedDecimal(_zero: number, value: number | bigint): number | bigint {
  return typeof value === "bigint" ? -value : 0 - value;
}
