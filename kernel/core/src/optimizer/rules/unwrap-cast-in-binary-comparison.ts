import {
  and,
  type BinaryComparison,
  booleanLiteral,
  type Cast,
  type ComparisonOperator,
  comparison,
  dataTypeOf,
  type Expression,
  implicitCast,
  isFoldable,
  isNotNull,
  isNull,
  type Literal,
  literal,
  longLiteral,
  or,
} from "../../plans/expressions/index.js";
import { BooleanType, type DataType, decimalType } from "../../types/data-type.js";
import type { ExpressionEvaluator } from "../expression-evaluator.js";
import type { Rule } from "../rule.js";
import { expressionRule } from "./expression-rule.js";

/** Least and greatest value of the whole-number types. */
const RANGES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  byte: [-(2n ** 7n), 2n ** 7n - 1n],
  short: [-(2n ** 15n), 2n ** 15n - 1n],
  integer: [-(2n ** 31n), 2n ** 31n - 1n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** `cast(quantity as double) > 2.5` compares whole numbers instead, so that the comparison can be pushed into a scan. */
export function UnwrapCastInBinaryComparison(evaluator: ExpressionEvaluator): Rule {
  return expressionRule("UnwrapCastInBinaryComparison", (e) => {
    if (e.kind !== "BinaryComparison") return e;
    if (isFoldable(e.left) && e.right.kind === "Cast") {
      const turned = unwrapped({ ...e, op: FLIPPED[e.op], left: e.right, right: e.left }, evaluator);
      return turned ?? e;
    }
    return unwrapped(e, evaluator) ?? e;
  });
}

const FLIPPED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  "=": "=",
  "<=>": "<=>",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

function unwrapped({ op, left, right }: BinaryComparison, evaluator: ExpressionEvaluator): Expression | undefined {
  if (left.kind !== "Cast" || right.kind !== "Literal" || right.value === null) return undefined;
  const from = dataTypeOf(left.child);
  const range = RANGES[from.kind];
  if (range === undefined || !isExact(from, dataTypeOf(left)) || isFoldable(left.child)) return undefined;
  const test = (a: Expression, operator: ComparisonOperator, b: Expression): boolean =>
    evaluator.tryEvaluate(comparison(operator, a, b))?.value === true;
  const wide = (value: bigint): Expression => implicitCast(longLiteral(value), dataTypeOf(left));
  const input = left.child;
  const [min, max] = range;
  if (test(right, ">", wide(max))) return beyond(input, op, [">", ">="]);
  if (test(right, "<", wide(min))) return beyond(input, op, ["<", "<="]);
  if (test(right, "=", wide(max)) || test(right, "=", wide(min))) return undefined;
  return rounded(input, op, right, left, evaluator, test);
}

/** The constant is out of the type's range, so that the comparison tells nothing but null. */
function beyond(input: Expression, op: ComparisonOperator, never: readonly ComparisonOperator[]): Expression {
  const unknown = literal(null, BooleanType);
  if (op === "<=>") return booleanLiteral(false);
  return op === "=" || never.includes(op) ? and(isNull(input), unknown) : or(isNotNull(input), unknown);
}

/** Compares with the constant as a value of the input's own type; one that lies between two values moves to one of them. */
function rounded(
  input: Expression,
  op: ComparisonOperator,
  constant: Literal,
  { dataType }: Cast,
  evaluator: ExpressionEvaluator,
  test: (a: Expression, op: ComparisonOperator, b: Expression) => boolean,
): Expression | undefined {
  const from = dataTypeOf(input);
  // A decimal is rounded to a whole number, a double cut off.
  const whole = constant.dataType.kind === "decimal" ? implicitCast(constant, decimalType(38, 0)) : constant;
  const narrow = evaluator.tryEvaluate(implicitCast(whole, from));
  if (narrow === undefined || narrow.value === null || typeof dataType === "string") return undefined;
  const value = literal(narrow.value, from);
  const back = implicitCast(value, dataType);
  if (test(back, "=", constant)) return comparison(op, input, value);
  const isBelow = test(back, "<", constant);
  switch (op) {
    case "=":
      return and(isNull(input), literal(null, BooleanType));
    case "<=>":
      return booleanLiteral(false);
    case ">":
    case ">=":
      return comparison(isBelow ? ">" : ">=", input, value);
    default:
      return comparison(isBelow ? "<=" : "<", input, value);
  }
}

/** Whether every value of the narrower type is one of the wider. */
function isExact(from: DataType, to: DataType): boolean {
  const digits: Readonly<Record<string, number>> = { byte: 3, short: 5, integer: 10, long: 20 };
  switch (to.kind) {
    case "decimal":
      return to.precision - to.scale >= digits[from.kind]!;
    case "double":
      return from.kind !== "long";
    case "float":
      return from.kind === "byte" || from.kind === "short";
    default:
      return to.kind in digits && digits[to.kind]! > digits[from.kind]!;
  }
}
