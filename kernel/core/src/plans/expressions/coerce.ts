import { canCast } from "../../types/cast.js";
import {
  BooleanType,
  type DataType,
  type DecimalType,
  DoubleType,
  decimalType,
  IntegerType,
} from "../../types/data-type.js";
import {
  decimalForIntegral,
  findWiderCommonType,
  findWiderType,
  isIntegral,
  isNumeric,
  sameType,
} from "../../types/type-coercion.js";
import { implicitCast, literal, scalarFunction, stringLiteral } from "./builders.js";
import { dataTypeOf } from "./data-type-of.js";
import { cannotCast, differentTypes, wrongInputType } from "./datatype-mismatch.js";
import type {
  AggregateExpression,
  BinaryArithmetic,
  BinaryComparison,
  CaseWhen,
  Expression,
  In,
} from "./expression.js";
import { functionSpec } from "./functions/index.js";
import { coerceWindowFunction, resolveWindow } from "./resolve-window.js";
import { mapChildren, withChildren } from "./tree.js";

/**
 * Puts casts under one node so that its operands have the types it needs (Spark's type coercion). Its children must be
 * resolved and coerced: apply it bottom-up. Running it again changes nothing.
 *
 * @param ansi `spark.sql.ansi.enabled`
 * @throws AnalysisException DATATYPE_MISMATCH.* when the operands cannot be brought together.
 */
export function coerce(e: Expression, ansi = true): Expression {
  switch (e.kind) {
    case "BinaryArithmetic":
      return coerceArithmetic(e, ansi);
    case "BinaryComparison":
      return coerceComparison(e, ansi);
    case "And":
    case "Or":
    case "Not":
      return mapChildren(e, (child) => toBoolean(e, child));
    case "UnaryMinus":
      return isNumeric(dataTypeOf(e.child)) ? e : { ...e, child: castIfNeeded(e, e.child, DoubleType) };
    case "In":
      return coerceIn(e, ansi);
    case "CaseWhen":
      return coerceCase(e, ansi);
    case "Cast": {
      const from = dataTypeOf(e.child);
      if (typeof e.dataType !== "string" && !canCast(from, e.dataType)) throw cannotCast(e, from, e.dataType);
      return e;
    }
    case "ScalarFunction": {
      if (e.name === "struct") return namedStruct(e.args);
      const targets = functionSpec(e.name).inputs(e.args.map(dataTypeOf), ansi);
      return withChildren(
        e,
        e.args.map((arg, i) => castIfNeeded(e, arg, targets[i])),
      );
    }
    case "AggregateExpression":
      return coerceAggregate(e);
    case "WindowFunction":
      return coerceWindowFunction(e);
    case "WindowExpression":
      return resolveWindow(e);
    case "Generator": {
      const type = dataTypeOf(e.child);
      if (type.kind !== "array") throw wrongInputType(e, e.child, type, "ARRAY");
      return e;
    }
    default:
      return e;
  }
}

/** `struct(a, b AS c)` names its fields after the columns, `col1`, `col2`, … where there is no name. */
function namedStruct(args: readonly Expression[]): Expression {
  const fields = args.flatMap((arg, i): readonly Expression[] => {
    if (arg.kind === "Alias") return [stringLiteral(arg.name), arg.child];
    const name = arg.kind === "AttributeReference" || arg.kind === "GetStructField" ? arg.name : `col${i + 1}`;
    return [stringLiteral(name), arg];
  });
  return scalarFunction("named_struct", fields);
}

/** The child under a cast to the target, unless it has that type already or the target is undefined. */
function castIfNeeded(parent: Expression, child: Expression, target: DataType | undefined): Expression {
  if (target === undefined) return child;
  const type = dataTypeOf(child);
  if (sameType(type, target)) return child;
  if (!canCast(type, target)) throw wrongInputType(parent, child, type, target.kind.toUpperCase());
  return child.kind === "Literal" && child.value === null ? literal(null, target) : implicitCast(child, target);
}

function toBoolean(parent: Expression, child: Expression): Expression {
  const type = dataTypeOf(child);
  if (type.kind !== "boolean" && type.kind !== "null") throw wrongInputType(parent, child, type, "BOOLEAN");
  return castIfNeeded(parent, child, BooleanType);
}

function coerceArithmetic(e: BinaryArithmetic, ansi: boolean): Expression {
  const [left, right] = [dataTypeOf(e.left), dataTypeOf(e.right)];
  if (left.kind === "date" || right.kind === "date") return dateArithmetic(e, left, right);
  const [l, r] = arithmeticTypes(e, left, right, ansi);
  return withChildren(e, [castIfNeeded(e, e.left, l), castIfNeeded(e, e.right, r)]);
}

/** `date + days`, `days + date`, `date - days` and `date - date`. */
function dateArithmetic(e: BinaryArithmetic, left: DataType, right: DataType): Expression {
  const days = (child: Expression) => castIfNeeded(e, child, IntegerType);
  if (e.op === "+" && isIntegral(right)) return scalarFunction("date_add", [e.left, days(e.right)]);
  if (e.op === "+" && isIntegral(left)) return scalarFunction("date_add", [e.right, days(e.left)]);
  if (e.op === "-" && isIntegral(right)) return scalarFunction("date_sub", [e.left, days(e.right)]);
  if (e.op === "-" && right.kind === left.kind) return scalarFunction("datediff", [e.left, e.right]);
  throw differentTypes(e, left, right);
}

function arithmeticTypes(e: BinaryArithmetic, left: DataType, right: DataType, ansi: boolean): [DataType, DataType] {
  const decimals = decimalOperands(e.left, left, e.right, right);
  if (decimals !== undefined) return decimals;
  if (e.op === "/") return requireNumeric(e, left, right, [DoubleType, DoubleType]);
  if (left.kind === "null" && right.kind === "null") return [DoubleType, DoubleType];
  const wider =
    !ansi && (left.kind === "string" || right.kind === "string") ? DoubleType : findWiderType(left, right, ansi);
  if (wider === undefined) throw differentTypes(e, left, right);
  const common = wider.kind === "string" ? DoubleType : wider;
  return requireNumeric(e, left, right, [common, common]);
}

function requireNumeric(
  e: BinaryArithmetic,
  left: DataType,
  right: DataType,
  types: [DataType, DataType],
): [DataType, DataType] {
  for (const [child, type] of [
    [e.left, left],
    [e.right, right],
  ] as const) {
    const usable = isNumeric(type) || type.kind === "string" || type.kind === "null";
    if (!usable) throw wrongInputType(e, child, type, "NUMERIC");
  }
  return types;
}

/** Decimal with decimal stays; an integral operand becomes a decimal, a literal one no wider than its digits. */
function decimalOperands(
  left: Expression,
  leftType: DataType,
  right: Expression,
  rightType: DataType,
): [DataType, DataType] | undefined {
  if (leftType.kind !== "decimal" && rightType.kind !== "decimal") return undefined;
  const l = asDecimal(left, leftType);
  const r = asDecimal(right, rightType);
  if (l !== undefined && r !== undefined) return [l, r];
  if (leftType.kind === "null" || rightType.kind === "null") {
    const type = l ?? r ?? DoubleType;
    return [type, type];
  }
  return [DoubleType, DoubleType];
}

function asDecimal(e: Expression, type: DataType): DecimalType | undefined {
  if (type.kind === "decimal") return type;
  if (!isIntegral(type)) return undefined;
  if (e.kind !== "Literal" || e.value === null) return decimalForIntegral(type);
  return decimalType(String(e.value).replace("-", "").length, 0);
}

function coerceComparison(e: BinaryComparison, ansi: boolean): Expression {
  const [left, right] = [dataTypeOf(e.left), dataTypeOf(e.right)];
  const [l, r] = decimalOperands(e.left, left, e.right, right) ?? [left, right];
  // Without ANSI a string is compared as what it is compared with.
  const toOther = !ansi && l.kind === "string" ? r : !ansi && r.kind === "string" ? l : undefined;
  const wider = toOther ?? findWiderType(l, r, ansi);
  if (wider === undefined) throw differentTypes(e, left, right);
  return withChildren(e, [castIfNeeded(e, e.left, wider), castIfNeeded(e, e.right, wider)]);
}

function coerceIn(e: In, ansi: boolean): Expression {
  const types = [e.value, ...e.list].map(dataTypeOf);
  const wider = findWiderCommonType(types, ansi);
  if (wider === undefined) throw differentTypes(e, types[0]!, types.find((t) => !sameType(t, types[0]!))!);
  return mapChildren(e, (child) => castIfNeeded(e, child, wider));
}

function coerceCase(e: CaseWhen, ansi: boolean): Expression {
  const results = e.otherwise === undefined ? e.values : [...e.values, e.otherwise];
  const types = results.map(dataTypeOf);
  const wider = findWiderCommonType(types, ansi);
  if (wider === undefined) throw differentTypes(e, types[0]!, types.find((t) => !sameType(t, types[0]!))!);
  const conditions = e.conditions.map((condition) => toBoolean(e, condition));
  return withChildren(e, [...conditions, ...results.map((result) => castIfNeeded(e, result, wider))]);
}

/** sum and avg take numbers; a string is added up as double. */
function coerceAggregate(e: AggregateExpression): Expression {
  const isMoment = e.name.startsWith("stddev") || e.name.startsWith("var");
  if (e.name !== "sum" && e.name !== "avg" && !isMoment) return e;
  const type = dataTypeOf(e.args[0]!);
  if (isMoment && isNumeric(type)) return { ...e, args: [castIfNeeded(e, e.args[0]!, DoubleType)] };
  if (isNumeric(type)) return e;
  if (type.kind !== "string" && type.kind !== "null") throw wrongInputType(e, e.args[0]!, type, "NUMERIC");
  return { ...e, args: [castIfNeeded(e, e.args[0]!, DoubleType)] };
}
