import type { DataType } from "../../types/data-type.js";
import { simpleString } from "../../types/type-name.js";
import { aggregateSpec } from "./aggregate-functions.js";
import { dataTypeOf, isResolved } from "./data-type-of.js";
import type { ExprId } from "./expr-id.js";
import type { AggregateExpression, AggregateMode, CaseWhen, Expression, ScalarFunction } from "./expression.js";
import { FUNCTIONS } from "./functions/index.js";
import { literalText } from "./literal-text.js";
import { frameText, type WindowExpression, type WindowFunction } from "./window-expression.js";

export interface PlanTextOptions {
  /** Adds `#17` after names, as `explain()` shows them; golden plans have the ids removed. */
  readonly ids?: boolean;
}

/**
 * An expression as Spark prints it inside a plan (`Expression.toString`).
 *
 * @example
 * planText(alias(arithmetic("%", id, longLiteral(10)), "k")); // "(id % 10) AS k"
 */
export function planText(e: Expression, options: PlanTextOptions = {}): string {
  const text = (child: Expression): string => planText(child, options);
  switch (e.kind) {
    case "UnresolvedAttribute":
      return `'${e.parts.join(".")}`;
    case "UnresolvedStar":
      return [...e.qualifier, "*"].join(".");
    case "UnresolvedFunction":
      return `'${e.name}(${e.distinct ? "distinct " : ""}${e.args.map(text).join(", ")})`;
    case "UnresolvedSqlText":
      return `'${e.text}`;
    case "UnresolvedExtractValue":
      return `${text(e.child)}[${text(e.extraction)}]`;
    case "AttributeReference":
      return e.name + idSuffix(e.exprId, e.dataType, options);
    case "BoundReference":
      return `input[${e.ordinal}, ${simpleString(e.dataType)}, ${e.nullable}]`;
    case "Literal":
      return literalText(e.value, e.dataType, e.timeZone);
    case "Alias":
      return `${text(e.child)} AS ${e.name}${idSuffix(e.exprId, typeIfKnown(e.child), options)}`;
    case "Cast":
      return `${e.isTry === true ? "try_cast" : "cast"}(${text(e.child)} as ${typeof e.dataType === "string" ? e.dataType : simpleString(e.dataType)})`;
    case "BinaryArithmetic":
    case "BinaryComparison":
      return `(${text(e.left)} ${e.op} ${text(e.right)})`;
    case "UnaryMinus":
      return `-${text(e.child)}`;
    case "And":
      return `(${text(e.left)} AND ${text(e.right)})`;
    case "Or":
      return `(${text(e.left)} OR ${text(e.right)})`;
    case "Not":
      return `NOT ${text(e.child)}`;
    case "IsNull":
      return `isnull(${text(e.child)})`;
    case "IsNotNull":
      return `isnotnull(${text(e.child)})`;
    case "In":
      if (e.asSet === true) return `${text(e.value)} INSET ${e.list.map(text).sort().join(", ")}`;
      return `${text(e.value)} IN (${e.list.map(text).join(",")})`;
    case "CaseWhen":
      return caseText(e, text);
    case "ScalarFunction":
      return (FUNCTIONS[e.name]?.planText ?? callText)(e.args.map(text), e);
    case "ScalaUDF":
      return `${e.name ?? "UDF"}(${e.args.map(text).join(", ")})`;
    case "LambdaFunction":
      return `lambdafunction(${[e.body, ...e.params].map(text).join(", ")}, false)`;
    case "LambdaVariable":
      return `lambda ${e.name}${idSuffix(e.exprId, e.dataType, options)}`;
    case "GetStructField":
      return `${text(e.child)}.${e.name}`;
    case "Generator":
      return `${e.name}(${e.args.map(text).join(", ")})`;
    case "SortOrder":
      return sortText(text(e.child), e.ascending, e.nullsFirst);
    case "AggregateExpression":
      return aggregateText(e, text);
    case "WindowFunction":
      return windowFunctionText(e, [], text);
    case "WindowExpression":
      return windowText(e, text);
  }
}

function callText(args: readonly string[], { name, alias }: ScalarFunction): string {
  return `${alias ?? name}(${args.join(", ")})`;
}

/** `CASE WHEN a THEN b ELSE c END`. */
export function caseText(e: CaseWhen, text: (child: Expression) => string): string {
  const branches = e.conditions.map((condition, i) => ` WHEN ${text(condition)} THEN ${text(e.values[i]!)}`);
  return `CASE${branches.join("")}${e.otherwise === undefined ? "" : ` ELSE ${text(e.otherwise)}`} END`;
}

/** `country ASC NULLS FIRST`. */
export function sortText(child: string, ascending: boolean, nullsFirst: boolean): string {
  return `${child} ${ascending ? "ASC" : "DESC"} NULLS ${nullsFirst ? "FIRST" : "LAST"}`;
}

const MODE_PREFIX: Readonly<Record<AggregateMode, string>> = {
  partial: "partial_",
  partialMerge: "merge_",
  final: "",
  complete: "",
};

function aggregateText(e: AggregateExpression, text: (child: Expression) => string): string {
  const args = [...e.args.map(text), ...(aggregateSpec(e.name).shownInPlans?.(e) ?? [])];
  const filter = e.filter === undefined ? "" : ` FILTER (WHERE ${text(e.filter)})`;
  return `${MODE_PREFIX[e.mode]}${aggregateName(e)}(${e.distinct ? "distinct " : ""}${args.join(", ")})${filter}`;
}

function aggregateName(e: AggregateExpression): string {
  return e.alias ?? e.name;
}

/** The function alone, without mode, filter and inner arguments: the name of the column that holds its result. */
export function aggregateFunctionText(e: AggregateExpression, text: (child: Expression) => string): string {
  const call = `${aggregateName(e)}(${e.args.map(text).join(", ")})`;
  if (e.name !== "first" && e.name !== "last") return call;
  // These two are shown as a call of a call (golden explain, drop-duplicates).
  return `${call}${e.ignoreNulls ? " ignore nulls" : ""}()`;
}

const RANKS: readonly string[] = ["rank", "dense_rank", "percent_rank"];

/** A window function as plans print it; the rank functions show what they rank by (golden d14). */
export function windowFunctionText(
  { name, args }: WindowFunction,
  orderSpec: readonly Expression[],
  text: (child: Expression) => string,
): string {
  const keys = orderSpec.map((order) => text(order.kind === "SortOrder" ? order.child : order));
  const shown = RANKS.includes(name) ? keys : args.map(text);
  if (name === "lag") shown[1] = `-${shown[1]}`;
  if (name === "nth_value") shown.push("false");
  return `${name}(${shown.join(", ")})`;
}

function windowText(e: WindowExpression, text: (child: Expression) => string): string {
  const f = e.windowFunction;
  const head = f.kind === "WindowFunction" ? windowFunctionText(f, e.orderSpec, text) : text(f);
  const frame = e.frame === undefined ? ["unspecifiedframe$()"] : [frameText(e.frame)];
  return `${head} windowspecdefinition(${[...e.partitionSpec.map(text), ...e.orderSpec.map(text), ...frame].join(", ")})`;
}

function typeIfKnown(e: Expression): DataType | undefined {
  return isResolved(e) ? dataTypeOf(e) : undefined;
}

/** `#17`, and `#17L` for a long. */
function idSuffix(exprId: ExprId, type: DataType | undefined, options: PlanTextOptions): string {
  return options.ids === true ? `#${exprId}${type?.kind === "long" ? "L" : ""}` : "";
}
