import {
  type BinaryComparison,
  type ComparisonOperator,
  dataTypeOf,
  type Expression,
} from "../../../plans/expressions/index.js";
import { BooleanType, type DataType } from "../../../types/data-type.js";
import { comparator } from "../../expressions/ordering.js";
import { equality } from "../../expressions/predicates.js";
import { nullSafeCode } from "./call-code.js";
import type { FunctionCode } from "./function-code.js";
import { NEVER, presentValue, type ValueCode } from "./value-code.js";

/** A comparison by SQL's order of the type. */
export function comparisonCode(e: BinaryComparison, of: (e: Expression) => ValueCode, fn: FunctionCode): ValueCode {
  const type = dataTypeOf(e.left);
  const { op } = e;
  if (op === "<=>") return nullSafeEqualCode(of(e.left), of(e.right), type, fn);
  return nullSafeCode([() => of(e.left), () => of(e.right)], BooleanType, false, fn, ([a, b], result) => {
    fn.line(`${result} = ${comparing(op, presentValue(a!), presentValue(b!), type, fn)};`);
  });
}

function nullSafeEqualCode(a: ValueCode, b: ValueCode, type: DataType, fn: FunctionCode): ValueCode {
  const equal = equalCode(presentValue(a), presentValue(b), type, fn);
  const result = fn.fresh("t");
  const anyNull = a.isNull !== NEVER || b.isNull !== NEVER;
  fn.line(
    `const ${result} = ${anyNull ? `${a.isNull} || ${b.isNull} ? ${a.isNull} === ${b.isNull} : ${equal}` : equal};`,
  );
  return { type: BooleanType, kind: "boolean", value: result, isNull: NEVER };
}

const isFloating = (type: DataType): boolean => type.kind === "double" || type.kind === "float";
/** Types whose held values JavaScript compares as SQL does. */
const isPlain = (type: DataType): boolean =>
  ["boolean", "byte", "short", "integer", "date", "long", "timestamp", "decimal"].includes(type.kind);

/** Equality of two values that are not null. */
export function equalCode(a: string, b: string, type: DataType, fn: FunctionCode): string {
  if (isPlain(type) || type.kind === "string") return `${a} === ${b}`;
  if (isFloating(type)) return `(${a} === ${b} || (${a} !== ${a} && ${b} !== ${b}))`;
  return `${fn.constant(equalityOf(type))}(${a}, ${b})`;
}

/** NaN is greater than any other number. */
export function lessCode(a: string, b: string, type: DataType, fn: FunctionCode): string {
  if (isPlain(type)) return `${a} < ${b}`;
  if (isFloating(type)) return `(${a} < ${b} || (${b} !== ${b} && ${a} === ${a}))`;
  return `${fn.constant(comparatorOf(type))}(${a}, ${b}) < 0`;
}

function comparing(
  op: Exclude<ComparisonOperator, "<=>">,
  a: string,
  b: string,
  type: DataType,
  fn: FunctionCode,
): string {
  switch (op) {
    case "=":
      return equalCode(a, b, type, fn);
    case "<":
      return lessCode(a, b, type, fn);
    case ">":
      return lessCode(b, a, type, fn);
    case "<=":
      return isPlain(type) ? `${a} <= ${b}` : `!(${lessCode(b, a, type, fn)})`;
    case ">=":
      return isPlain(type) ? `${a} >= ${b}` : `!(${lessCode(a, b, type, fn)})`;
  }
}

const equalities = new Map<string, (a: unknown, b: unknown) => boolean>();
const comparators = new Map<string, (a: unknown, b: unknown) => number>();

/** One function a type, so that equal expressions share their source. */
function equalityOf(type: DataType): (a: unknown, b: unknown) => boolean {
  const key = JSON.stringify(type);
  const known = equalities.get(key) ?? equality(type);
  equalities.set(key, known);
  return known;
}

export function comparatorOf(type: DataType): (a: unknown, b: unknown) => number {
  const key = JSON.stringify(type);
  const known = comparators.get(key) ?? (comparator(type) as (a: unknown, b: unknown) => number);
  comparators.set(key, known);
  return known;
}
