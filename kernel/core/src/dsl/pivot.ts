import { AnalysisException } from "../errors/index.js";
import type { CallSite } from "../events/listener.js";
import {
  type AttributeReference,
  aggregateExpression,
  alias,
  comparison,
  dataTypeOf,
  type Expression,
  intLiteral,
  type Literal,
  literal,
  literalText,
  mapChildren,
  prettyName,
  scalarFunction,
} from "../plans/expressions/index.js";
import { type Aggregate, type LogicalPlan, limit, outputOf, project } from "../plans/logical/index.js";
import { castFunction } from "../types/cast.js";
import { type DataType, NullType, StringType } from "../types/data-type.js";
import type { Column } from "./column.js";
import type { QueryContext } from "./query-context.js";

/** `pivot(column, values)` of a grouping. */
export interface Pivot {
  readonly column: Expression;
  readonly values: readonly Expression[];
}

/** `spark.sql.pivotMaxValues`. */
const MAX_VALUES = 10_000;

/** The distinct values of a column, sorted (N3): distinct, a limit of one more than allowed, a sort. */
export async function pivotValues(
  context: QueryContext,
  child: LogicalPlan,
  column: Column,
  callSite: CallSite,
): Promise<readonly Literal[]> {
  const distinct: LogicalPlan = { kind: "Distinct", child: project([column.expr], child) };
  const sorted: LogicalPlan = {
    kind: "Sort",
    order: [column.expr],
    global: true,
    child: limit(MAX_VALUES + 1, distinct),
  };
  const plan = context.analyze(sorted);
  const rows = await context.run(plan, callSite);
  if (rows.length > MAX_VALUES) throw tooManyValues(prettyName(column.expr));
  const type = outputOf(plan)[0]!.dataType;
  return rows.map((row) => literal(row[0], type));
}

/** Types that PivotFirst holds in its buffer. */
const HELD: readonly DataType["kind"][] = ["boolean", "byte", "short", "integer", "long", "float", "double", "decimal"];

/**
 * The plan of a pivot (Spark's ResolvePivot). Values of fixed width are aggregated by group and pivot column first, then laid out
 * by PivotFirst; others are aggregated under a condition for each pivot value.
 */
export function pivotPlan(
  context: QueryContext,
  child: LogicalPlan,
  keys: readonly Expression[],
  { column, values }: Pivot,
  aggregates: readonly Expression[],
): LogicalPlan {
  const named = aggregates.map((e) => alias(e.kind === "Alias" ? e.child : e, aggregateSql(e)));
  const first = context.analyze({
    kind: "Aggregate",
    groupingExpressions: [...keys, column],
    aggregateExpressions: [
      ...keys,
      column.kind === "UnresolvedAttribute" ? column : alias(column, "__pivot_col"),
      ...named,
    ],
    child,
  });
  const output = outputOf(first);
  const pivotColumn = output[keys.length]!;
  const literals = values.map((value) => pivotLiteral(value, pivotColumn.dataType));
  const results = output.slice(keys.length + 1);
  const nameOf = (value: Literal, i: number): string =>
    aggregates.length === 1 ? valueText(value) : `${valueText(value)}_${nameOfAggregate(aggregates[i]!)}`;
  if (results.every((a) => HELD.includes(a.dataType.kind))) {
    return twoPhase(context, first, output.slice(0, keys.length), pivotColumn, results, literals, nameOf);
  }
  const conditional = literals.flatMap((value) =>
    aggregates.map((e, i) => alias(onlyWhere(e.kind === "Alias" ? e.child : e, column, value), nameOf(value, i))),
  );
  return { kind: "Aggregate", groupingExpressions: keys, aggregateExpressions: [...keys, ...conditional], child };
}

function twoPhase(
  context: QueryContext,
  first: LogicalPlan,
  keys: readonly AttributeReference[],
  pivotColumn: AttributeReference,
  results: readonly AttributeReference[],
  values: readonly Literal[],
  nameOf: (value: Literal, i: number) => string,
): LogicalPlan {
  const laidOut = results.map((a) =>
    alias(aggregateExpression("pivotfirst", [pivotColumn, a, ...values]), `__pivot_${a.name} AS \`${a.name}\``),
  );
  const aggregate: Aggregate = {
    kind: "Aggregate",
    groupingExpressions: keys,
    aggregateExpressions: [...keys, ...laidOut],
    child: first,
  };
  const second = context.analyze(aggregate);
  const arrays = outputOf(second).slice(keys.length);
  const columns = values.flatMap((value, at) =>
    arrays.map((array, i) => alias(scalarFunction("getarrayitem", [array, intLiteral(at)]), nameOf(value, i))),
  );
  return project([...keys, ...columns], second);
}

/** The aggregate over the rows with the value: its arguments are null for the others. */
function onlyWhere(e: Expression, column: Expression, value: Literal): Expression {
  if (e.kind !== "UnresolvedFunction" && e.kind !== "AggregateExpression") {
    return mapChildren(e, (child) => onlyWhere(child, column, value));
  }
  const isThere = comparison("<=>", column, value);
  const arg = (given: Expression): Expression => scalarFunction("if", [isThere, given, literal(null, NullType)]);
  return { ...e, args: e.args.map(arg) };
}

function aggregateSql(e: Expression): string {
  return e.kind === "Alias" ? `${prettyName(e.child)} AS ${e.name}` : prettyName(e);
}

const nameOfAggregate = (e: Expression): string => (e.kind === "Alias" ? e.name : prettyName(e));

/** A pivot value as one of the column's type. */
function pivotLiteral(value: Expression, type: DataType): Literal {
  const given = value as Literal;
  return literal(castFunction(dataTypeOf(given), type)(given.value), type);
}

/** A value as the name of its column. */
function valueText({ value, dataType }: Literal): string {
  return value === null ? "null" : literalText(castFunction(dataType, StringType)(value), StringType);
}

export function repeatedPivot(): AnalysisException {
  return new AnalysisException({
    condition: "REPEATED_CLAUSE",
    message: "The PIVOT clause may be used at most once per SUBQUERY operation.",
    nextStep: "Pivot by one column; join its values with concat_ws to pivot by several.",
    parameters: { clause: "PIVOT", operation: "SUBQUERY" },
  });
}

function tooManyValues(column: string): AnalysisException {
  return new AnalysisException({
    condition: "_LEGACY_ERROR_TEMP_1324",
    message: `The pivot column ${column} has more than ${MAX_VALUES} distinct values, this could indicate an error.`,
    nextStep: "Give the values that you want as columns: pivot(column, values).",
  });
}
