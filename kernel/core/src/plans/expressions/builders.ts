import { BooleanType, type DataType, IntegerType, LongType, NullType, StringType } from "../../types/data-type.js";
import { type ExprId, NO_EXPR_ID } from "./expr-id.js";
import type {
  AggregateExpression,
  AggregateFunctionName,
  Alias,
  ArithmeticOperator,
  AttributeReference,
  BinaryArithmetic,
  BinaryComparison,
  BoundReference,
  Cast,
  ComparisonOperator,
  Expression,
  LambdaVariable,
  Literal,
  NamedExpression,
  ScalarFunction,
  SortOrder,
  UnresolvedAttribute,
  UnresolvedFunction,
} from "./expression.js";

export function unresolvedAttribute(...parts: readonly string[]): UnresolvedAttribute {
  return { kind: "UnresolvedAttribute", parts };
}

export function unresolvedStar(qualifier: readonly string[] = []): Expression {
  return { kind: "UnresolvedStar", qualifier };
}

export function unresolvedFunction(
  name: string,
  args: readonly Expression[],
  options: {
    readonly distinct?: boolean;
    readonly ignoreNulls?: boolean;
    readonly filter?: Expression | undefined;
  } = {},
): UnresolvedFunction {
  const { distinct = false, ignoreNulls = false, filter } = options;
  return { kind: "UnresolvedFunction", name, args, distinct, ignoreNulls, ...(filter === undefined ? {} : { filter }) };
}

export function attributeReference(
  name: string,
  dataType: DataType,
  nullable: boolean,
  exprId: ExprId,
  qualifier: readonly string[] = [],
): AttributeReference {
  return { kind: "AttributeReference", name, dataType, nullable, exprId, qualifier };
}

export function boundReference(ordinal: number, dataType: DataType, nullable: boolean): BoundReference {
  return { kind: "BoundReference", ordinal, dataType, nullable };
}

export function literal(value: unknown, dataType: DataType): Literal {
  return { kind: "Literal", value, dataType };
}

export const intLiteral = (value: number): Literal => literal(value, IntegerType);
export const longLiteral = (value: number | bigint): Literal => literal(value, LongType);
export const stringLiteral = (value: string): Literal => literal(value, StringType);
export const booleanLiteral = (value: boolean): Literal => literal(value, BooleanType);

export function alias(child: Expression, name: string, exprId: ExprId = NO_EXPR_ID): Alias {
  return { kind: "Alias", child, name, exprId };
}

/** A cast that the user wrote. */
export function cast(child: Expression, dataType: DataType | string): Cast {
  return { kind: "Cast", child, dataType, userSpecified: true };
}

/** A cast that type coercion puts in; it does not show in column names. */
export function implicitCast(child: Expression, dataType: DataType): Cast {
  return { kind: "Cast", child, dataType, userSpecified: false };
}

export function arithmetic(op: ArithmeticOperator, left: Expression, right: Expression): BinaryArithmetic {
  return { kind: "BinaryArithmetic", op, left, right };
}

export function comparison(op: ComparisonOperator, left: Expression, right: Expression): BinaryComparison {
  return { kind: "BinaryComparison", op, left, right };
}

export const equalTo = (left: Expression, right: Expression): BinaryComparison => comparison("=", left, right);
export const and = (left: Expression, right: Expression): Expression => ({ kind: "And", left, right });
export const or = (left: Expression, right: Expression): Expression => ({ kind: "Or", left, right });
export const not = (child: Expression): Expression => ({ kind: "Not", child });
export const isNull = (child: Expression): Expression => ({ kind: "IsNull", child });
export const isNotNull = (child: Expression): Expression => ({ kind: "IsNotNull", child });
export const unaryMinus = (child: Expression): Expression => ({ kind: "UnaryMinus", child });
export const inList = (value: Expression, list: readonly Expression[]): Expression => ({ kind: "In", value, list });

export function caseWhen(
  branches: readonly (readonly [condition: Expression, value: Expression])[],
  otherwise?: Expression,
): Expression {
  const conditions = branches.map(([condition]) => condition);
  const values = branches.map(([, value]) => value);
  return { kind: "CaseWhen", conditions, values, otherwise };
}

export function scalarFunction(name: string, args: readonly Expression[]): ScalarFunction {
  return { kind: "ScalarFunction", name, args };
}

/** A parameter of a lambda whose type the analyzer finds. */
export function lambdaVariable(name: string): LambdaVariable {
  return { kind: "LambdaVariable", name, dataType: NullType, nullable: true, exprId: NO_EXPR_ID };
}

/** Spark's default: nulls first when ascending, last when descending. */
export function sortOrder(child: Expression, ascending = true, nullsFirst: boolean = ascending): SortOrder {
  return { kind: "SortOrder", child, ascending, nullsFirst };
}

export function aggregateExpression(
  name: AggregateFunctionName,
  args: readonly Expression[],
  options: Partial<Pick<AggregateExpression, "mode" | "distinct" | "ignoreNulls" | "filter" | "resultId">> = {},
): AggregateExpression {
  const { mode = "complete", distinct = false, ignoreNulls = false, filter, resultId = NO_EXPR_ID } = options;
  return { kind: "AggregateExpression", name, args, mode, distinct, ignoreNulls, filter, resultId };
}

/** Joins conditions with AND, left to right; undefined when there is none. */
export function conjunction(conditions: readonly Expression[]): Expression | undefined {
  return conditions.length === 0 ? undefined : conditions.reduce(and);
}

/** The conditions that AND joins, left to right (`splitConjunctivePredicates`). */
export function splitConjunctivePredicates(condition: Expression): Expression[] {
  const found: Expression[] = [];
  const visit = (e: Expression): void => {
    if (e.kind === "And") {
      visit(e.left);
      visit(e.right);
    } else found.push(e);
  };
  visit(condition);
  return found;
}

export function isNamedExpression(e: Expression): e is NamedExpression {
  return e.kind === "AttributeReference" || e.kind === "Alias";
}
