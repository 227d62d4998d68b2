import { castCanFail } from "../../types/cast.js";
import {
  arrayType,
  BooleanType,
  type DataType,
  DoubleType,
  IntegerType,
  NullType,
  structType,
} from "../../types/data-type.js";
import { decimalArithmeticType } from "../../types/type-coercion.js";
import { aggregateSpec } from "./aggregate-functions.js";
import type { AggregateExpression, Expression, ScalarFunction } from "./expression.js";
import { functionSpec } from "./functions/index.js";
import { generatorFields } from "./generators.js";
import { children } from "./tree.js";
import type { WindowFunction } from "./window-expression.js";

/** True when neither the node nor anything below it still waits for the analyzer. */
export function isResolved(e: Expression): boolean {
  const namedType = (e.kind === "Cast" || e.kind === "ScalaUDF") && typeof e.dataType === "string";
  if (e.kind.startsWith("Unresolved") || namedType) return false;
  return children(e).every(isResolved);
}

/**
 * The type of a resolved expression whose operands have been coerced.
 * @throws Error for an unresolved one: asking is a mistake of the caller.
 */
export function dataTypeOf(e: Expression): DataType {
  switch (e.kind) {
    case "AttributeReference":
    case "BoundReference":
    case "Literal":
      return e.dataType;
    case "Alias":
    case "UnaryMinus":
    case "SortOrder":
      return dataTypeOf(e.child);
    case "Cast":
    case "ScalaUDF":
      if (typeof e.dataType === "string") break;
      return e.dataType;
    case "LambdaFunction":
      return dataTypeOf(e.body);
    case "LambdaVariable":
      return e.dataType;
    case "BinaryArithmetic": {
      const [left, right] = [dataTypeOf(e.left), dataTypeOf(e.right)];
      return left.kind === "decimal" && right.kind === "decimal" ? decimalArithmeticType(e.op, left, right) : left;
    }
    case "BinaryComparison":
    case "And":
    case "Or":
    case "Not":
    case "IsNull":
    case "IsNotNull":
    case "In":
      return BooleanType;
    case "CaseWhen":
      return dataTypeOf(e.values[0]!);
    case "ScalarFunction":
      return functionType(e);
    case "GetStructField": {
      const struct = dataTypeOf(e.child);
      return struct.kind === "struct" ? struct.fields[e.ordinal]!.dataType : NullType;
    }
    case "Generator":
      return structType(generatorFields(e));
    case "AggregateExpression":
      return aggregateType(e);
    case "WindowFunction":
      return windowFunctionType(e);
    case "WindowExpression":
      return dataTypeOf(e.windowFunction);
  }
  throw new Error(`The type of an unresolved expression was asked for: ${e.kind}.`);
}

function aggregateType({ name, args }: AggregateExpression): DataType {
  const types = args.map(dataTypeOf);
  return aggregateSpec(name).dataType(types[0] ?? NullType, types, args);
}

function windowFunctionType({ name, args }: WindowFunction): DataType {
  if (name === "lag" || name === "lead" || name === "nth_value") return dataTypeOf(args[0]!);
  return name === "percent_rank" || name === "cume_dist" ? DoubleType : IntegerType;
}

function functionType(e: ScalarFunction): DataType {
  const type = functionSpec(e.name).dataType(e.args.map(dataTypeOf), e.args);
  // What is made of values holds nulls only if one of the values may be null.
  if (e.name === "array" && type.kind === "array") return arrayType(type.elementType, e.args.some(nullableOf));
  const values = e.args.filter((_, i) => i % 2 === 1);
  if (e.name === "map" && type.kind === "map") return { ...type, valueContainsNull: values.some(nullableOf) };
  if (e.name !== "named_struct" || type.kind !== "struct") return type;
  return { ...type, fields: type.fields.map((field, i) => ({ ...field, nullable: nullableOf(values[i]!) })) };
}

/** Whether a resolved expression can be null. */
export function nullableOf(e: Expression): boolean {
  switch (e.kind) {
    case "AttributeReference":
    case "BoundReference":
      return e.nullable;
    case "Literal":
      return e.value === null;
    case "IsNull":
    case "IsNotNull":
      return false;
    case "BinaryArithmetic":
      return e.op === "/" || e.op === "%" || nullableOf(e.left) || nullableOf(e.right);
    case "BinaryComparison":
      return e.op !== "<=>" && (nullableOf(e.left) || nullableOf(e.right));
    case "CaseWhen":
      return e.otherwise === undefined || nullableOf(e.otherwise) || e.values.some(nullableOf);
    case "ScalarFunction": {
      const { nullable } = functionSpec(e.name);
      if (typeof nullable === "boolean") return nullable;
      if (typeof nullable === "function") return nullable(e.args.map(nullableOf), e.args.map(dataTypeOf), e.args);
      return nullable === "allArgs" ? e.args.every(nullableOf) : e.args.some(nullableOf);
    }
    case "GetStructField": {
      const struct = dataTypeOf(e.child);
      return nullableOf(e.child) || (struct.kind === "struct" && struct.fields[e.ordinal]!.nullable);
    }
    case "Generator":
      return e.outer;
    case "AggregateExpression":
      return aggregateSpec(e.name).nullable;
    case "ScalaUDF":
      return true;
    case "LambdaVariable":
      return e.nullable;
    case "LambdaFunction":
      return nullableOf(e.body);
    case "Cast":
      return e.isTry === true || nullableOf(e.child) || castCanFail(dataTypeOf(e.child), dataTypeOf(e));
    case "WindowFunction":
      if (e.name === "lag" || e.name === "lead") return nullableOf(e.args[0]!) || nullableOf(e.args[2]!);
      return e.name === "nth_value";
    case "WindowExpression":
      return nullableOf(e.windowFunction);
    default:
      return children(e).some(nullableOf);
  }
}
