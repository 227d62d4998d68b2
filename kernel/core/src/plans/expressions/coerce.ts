import { AnalysisException } from "../../errors/spark-error.js";
import { canCast } from "../../types/cast.js";
import {
  BooleanType,
  type DataType,
  type DecimalType,
  DoubleType,
  decimalType,
  IntegerType,
  StringType,
} from "../../types/data-type.js";
import {
  decimalForIntegral,
  findWiderCommonType,
  findWiderType,
  isAtomic,
  isFractional,
  isIntegral,
  isNumeric,
  sameType,
} from "../../types/type-coercion.js";
import { typeSql } from "../../types/type-name.js";
import { aggregateSpec } from "./aggregate-functions.js";
import { implicitCast, literal, scalarFunction, stringLiteral } from "./builders.js";
import { dataTypeOf } from "./data-type-of.js";
import { cannotCast, dataDiffTypes, differentTypes, mismatch, wrongInputType } from "./datatype-mismatch.js";
import type {
  AggregateExpression,
  BinaryArithmetic,
  BinaryComparison,
  CaseWhen,
  Expression,
  Generator,
  In,
  ScalarFunction,
} from "./expression.js";
import { NUMERIC } from "./functions/abstract-types.js";
import type { InputType } from "./functions/function-spec.js";
import { functionSpec } from "./functions/index.js";
import { prettyName } from "./pretty-name.js";
import { coerceWindowFunction, resolveWindow } from "./resolve-window.js";
import { children, collectNodes, mapChildren, withChildren } from "./tree.js";

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
    case "Or": {
      const [left, right] = [dataTypeOf(e.left), dataTypeOf(e.right)];
      const fits = (type: DataType): boolean => type.kind === "boolean" || type.kind === "null";
      if (fits(left) !== fits(right)) throw differentTypes(e, left, right);
      return mapChildren(e, (child) => toBoolean(e, child));
    }
    case "Not":
      return mapChildren(e, (child) => toBoolean(e, child));
    case "UnaryMinus":
      return { ...e, child: coerceArgument(e, e.child, NUMERIC) };
    case "In":
      return coerceIn(e, ansi);
    case "CaseWhen":
      return coerceCase(e, ansi);
    case "Cast": {
      const from = dataTypeOf(e.child);
      if (typeof e.dataType !== "string" && !canCast(from, e.dataType)) throw cannotCast(e, from, e.dataType);
      return e;
    }
    case "ScalarFunction":
      return e.name === "struct" ? namedStruct(e.args) : coerceFunction(e, ansi);
    case "AggregateExpression":
      return coerceAggregate(e);
    case "WindowFunction":
      return coerceWindowFunction(e);
    case "WindowExpression":
      return resolveWindow(e);
    case "Generator":
      return coerceGenerator(e);
    default:
      return e;
  }
}

/** `struct(a, b AS c)` names its fields after the columns, `col1`, `col2`, … where there is no name. */
function namedStruct(args: readonly Expression[]): Expression {
  const fields = args.flatMap((arg, i): readonly Expression[] => {
    if (arg.kind === "Alias") return [stringLiteral(arg.name), arg.child];
    const isNamed = arg.kind === "AttributeReference" || arg.kind === "GetStructField" || arg.kind === "LambdaVariable";
    const name = isNamed ? arg.name : `col${i + 1}`;
    return [stringLiteral(name), arg];
  });
  const writtenAs = `struct(${args.map(prettyName).join(", ")})`;
  return { ...scalarFunction("named_struct", fields), alias: "struct", writtenAs };
}

function coerceFunction(e: ScalarFunction, ansi: boolean): Expression {
  const spec = functionSpec(e.name);
  const targets = remainderTypes(e) ?? spec.inputs(e.args.map(dataTypeOf), ansi);
  const coerced = withChildren(
    e,
    e.args.map((arg, i) => coerceArgument(e, arg, targets[i])),
  ) as ScalarFunction;
  for (const at of spec.constants ?? []) {
    const arg = coerced.args[at];
    if (arg !== undefined && !isConstant(arg)) throw notConstant(e, arg);
  }
  spec.check?.(coerced, coerced.args.map(dataTypeOf));
  return coerced;
}

/** mod and pmod of decimals: a literal is no wider than its digits, as in `a % 2`. */
function remainderTypes({ name, args }: ScalarFunction): [DataType, DataType] | undefined {
  if (name !== "mod" && name !== "pmod") return undefined;
  const [left, right] = args as [Expression, Expression];
  return decimalOperands(left, dataTypeOf(left), right, dataTypeOf(right));
}

const isConstant = (e: Expression): boolean =>
  e.kind === "Literal" ||
  (!["AttributeReference", "LambdaVariable", "AggregateExpression"].includes(e.kind) &&
    children(e).length > 0 &&
    children(e).every(isConstant));

function notConstant(e: ScalarFunction, arg: Expression): Error {
  const what = `the input of \`${e.name}\` should be a foldable expression, but it's "${prettyName(arg)}"`;
  return mismatch(prettyName(e), "NON_FOLDABLE_INPUT", what, "Write a constant there.", { inputName: prettyName(arg) });
}

/** Implicit casts: what could be stored into the wanted type, and strings read as values (Spark's AnsiTypeCoercion). */
function coerceArgument(parent: Expression, arg: Expression, target: InputType): Expression {
  if (target === undefined) return arg;
  const type = dataTypeOf(arg);
  if (target.kind !== "abstract") {
    if (sameType(type, target)) return arg;
    const implicit = canStore(type, target) || (type.kind === "string" && isAtomic(target));
    if (!implicit) throw wrongInputType(parent, arg, type, typeSql(target));
    return castIfNeeded(parent, arg, target);
  }
  if (target.accepts(type)) return arg;
  const readable =
    (target.isLenient === true && isNumeric(type)) ||
    type.kind === "null" ||
    type.kind === "string" ||
    (target.otherwise?.kind === "string" && isAtomic(type));
  if (target.otherwise !== undefined && readable) return castIfNeeded(parent, arg, target.otherwise);
  if (type.kind === "null") return arg;
  throw wrongInputType(parent, arg, type, target.name);
}

/** Whether values of a type can be stored into a column of another (Spark's `Cast.canANSIStoreAssign`). */
function canStore(from: DataType, to: DataType): boolean {
  if (from.kind === "null" || sameType(from, to)) return true;
  if (isNumeric(from) && isNumeric(to)) return !(isFractional(from) && isIntegral(to));
  if (from.kind === "date" || from.kind === "timestamp") {
    if (to.kind === "date" || to.kind === "timestamp") return true;
  }
  if (to.kind === "string") return isAtomic(from) && from.kind !== "binary";
  if (from.kind === "array" && to.kind === "array") return canStore(from.elementType, to.elementType);
  if (from.kind === "map" && to.kind === "map") {
    return canStore(from.keyType, to.keyType) && canStore(from.valueType, to.valueType);
  }
  return from.kind === "struct" && to.kind === "struct" && canCast(from, to);
}

function coerceGenerator(e: Generator): Expression {
  const [input] = e.args;
  const type = dataTypeOf(input!);
  if (e.name === "replicaterows") return e;
  if (e.name === "stack") {
    if (input!.kind !== "Literal" || type.kind !== "integer")
      throw notConstant({ kind: "ScalarFunction", name: "stack", args: e.args }, input!);
    return e;
  }
  if (e.name === "json_tuple")
    return withChildren(
      e,
      e.args.map((arg) => coerceArgument(e, arg, StringType)),
    );
  const inline = e.name === "inline";
  const fits = inline
    ? type.kind === "array" && type.elementType.kind === "struct"
    : type.kind === "array" || type.kind === "map";
  if (!fits) throw wrongInputType(e, input!, type, inline ? "ARRAY<STRUCT>" : '("ARRAY" or "MAP")');
  return e;
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
  if (wider.kind === "map") throw notOrdered(e, wider);
  return withChildren(e, [castIfNeeded(e, e.left, wider), castIfNeeded(e, e.right, wider)]);
}

function coerceIn(e: In, ansi: boolean): Expression {
  const types = [e.value, ...e.list].map(dataTypeOf);
  const wider = findWiderCommonType(types, ansi);
  if (wider === undefined) throw dataDiffTypes(e, "in", types);
  return mapChildren(e, (child) => castIfNeeded(e, child, wider));
}

function coerceCase(e: CaseWhen, ansi: boolean): Expression {
  const results = e.otherwise === undefined ? e.values : [...e.values, e.otherwise];
  const types = results.map(dataTypeOf);
  const wider = findWiderCommonType(types, ansi);
  if (wider === undefined) throw dataDiffTypes(e, "casewhen", types);
  const conditions = e.conditions.map((condition) => toBoolean(e, condition));
  return withChildren(e, [...conditions, ...results.map((result) => castIfNeeded(e, result, wider))]);
}

/** What the function asks for: sum and avg take numbers, and a string is added up as double. */
function coerceAggregate(e: AggregateExpression): Expression {
  const nested = e.args.flatMap((arg) => collectNodes(arg, isAggregate))[0];
  if (nested !== undefined) throw nestedAggregate(e);
  const { inputs = [], needsOrder } = aggregateSpec(e.name);
  const args = e.args.map((arg, i) => coerceArgument(e, arg, inputs[i]));
  const compared = needsOrder === true ? args[0] : e.name.endsWith("_by") ? args[1] : undefined;
  if (compared !== undefined) checkOrdered(e, compared);
  return withChildren(e, [...args, ...(e.filter === undefined ? [] : [e.filter])]);
}

const isAggregate = (e: Expression): e is AggregateExpression => e.kind === "AggregateExpression";

function checkOrdered(e: AggregateExpression, arg: Expression): void {
  const type = dataTypeOf(arg);
  if (type.kind === "map") throw notOrdered(e, type);
}

/** Maps cannot be compared. */
function notOrdered(e: AggregateExpression | BinaryComparison, type: DataType): Error {
  const functionName = e.kind === "BinaryComparison" ? e.op : e.name;
  const what = `The \`${functionName}\` does not support ordering on type "${typeSql(type)}"`;
  return mismatch(prettyName(e), "INVALID_ORDERING_TYPE", what, "Use map_entries(m), or a value of the map.", {
    functionName,
  });
}

function nestedAggregate(e: AggregateExpression): AnalysisException {
  return new AnalysisException({
    condition: "NESTED_AGGREGATE_FUNCTION",
    message: "It is not allowed to use an aggregate function in the argument of another aggregate function.",
    nextStep: `Aggregate twice: first in a groupBy of its own, then ${e.name} over the result.`,
  });
}
