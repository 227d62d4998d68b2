import { typeSql } from "../../types/type-name.js";
import { aggregateSpec } from "./aggregate-functions.js";
import type { And, Cast, Expression, ScalarFunction } from "./expression.js";
import { FUNCTIONS } from "./functions/index.js";
import { literalSql } from "./literal-text.js";
import { caseText, sortText } from "./plan-text.js";
import { children } from "./tree.js";
import { frameSql, type WindowExpression } from "./window-expression.js";

/**
 * An expression as Spark writes it into a column's name (`toPrettySQL`): names without qualifier, casts only where the user
 * wrote them.
 *
 * @example
 * prettyName(arithmetic("+", a, intLiteral(1))); // "(a + 1)"
 */
export function prettyName(e: Expression): string {
  if ("writtenAs" in e && e.writtenAs !== undefined) return e.writtenAs;
  switch (e.kind) {
    case "UnresolvedAttribute":
      return e.parts.join(".");
    case "UnresolvedStar":
      return [...e.qualifier, "*"].join(".");
    case "UnresolvedSqlText":
      return e.text;
    case "AttributeReference":
      return e.name;
    case "BoundReference":
      return `input[${e.ordinal}]`;
    case "Literal":
      return literalSql(e.value, e.dataType, e.timeZone);
    case "Alias":
      return `${prettyName(e.child)} AS ${e.name}`;
    case "Cast":
      if (!e.userSpecified || isNested(e)) return prettyName(e.child);
      return `${e.isTry === true ? "TRY_CAST" : "CAST"}(${prettyName(e.child)} AS ${typeof e.dataType === "string" ? e.dataType.toUpperCase() : typeSql(e.dataType)})`;
    case "BinaryArithmetic":
    case "BinaryComparison":
      return `(${prettyName(e.left)} ${e.op} ${prettyName(e.right)})`;
    case "UnaryMinus":
      return `(- ${prettyName(e.child)})`;
    case "And":
      if (e.isBetween === true) return betweenText(e);
      return `(${prettyName(e.left)} AND ${prettyName(e.right)})`;
    case "Or":
      return `(${prettyName(e.left)} OR ${prettyName(e.right)})`;
    case "Not":
      return `(NOT ${prettyName(e.child)})`;
    case "IsNull":
      return `(${prettyName(e.child)} IS NULL)`;
    case "IsNotNull":
      return `(${prettyName(e.child)} IS NOT NULL)`;
    case "In":
      return `(${prettyName(e.value)} IN (${e.list.map(prettyName).join(", ")}))`;
    case "CaseWhen":
      return caseText(e, prettyName);
    case "ScalarFunction":
      return functionText(e);
    case "ScalaUDF":
      return call(e.name ?? "UDF", e.args.map(prettyName));
    case "LambdaFunction":
      return call("lambdafunction", [e.body, ...e.params].map(prettyName));
    case "LambdaVariable":
      return "namedlambdavariable()";
    case "GetStructField":
      return `${prettyName(e.child)}.${e.name}`;
    case "UnresolvedExtractValue":
      return `${prettyName(e.child)}[${prettyName(e.extraction)}]`;
    case "Generator":
      return call(e.name, e.args.map(prettyName));
    case "SortOrder":
      return sortText(prettyName(e.child), e.ascending, e.nullsFirst);
    case "UnresolvedFunction":
      return call(e.name, e.args.map(prettyName), e.distinct);
    case "AggregateExpression": {
      const filter = e.filter === undefined ? "" : ` FILTER (WHERE ${prettyName(e.filter)})`;
      const shown = aggregateSpec(e.name).sqlArgs?.(e) ?? e.args;
      return call(e.alias ?? e.name, shown.map(prettyName), e.distinct) + filter;
    }
    case "WindowFunction":
      return call(e.name.endsWith("rank") ? e.name.toUpperCase() : e.name, e.args.map(prettyName));
    case "WindowExpression":
      return overText(e);
  }
}

/** A call as the user wrote it, with the arguments that stand for missing ones. */
function functionText(e: ScalarFunction): string {
  const args = e.args.map(prettyName);
  const spec = FUNCTIONS[e.name];
  return spec?.sql === undefined ? call(e.alias ?? e.name, args) : spec.sql(args, e);
}

/** `between(a, b, c)`, of the comparisons that it stands for. */
function betweenText({ left, right }: And): string {
  const [value, lower] = children(left).map(prettyName);
  return call("between", [value!, lower!, prettyName(children(right)[1]!)]);
}

/** `sum(a) OVER (PARTITION BY b ORDER BY c ASC NULLS FIRST ROWS BETWEEN …)`. */
function overText({ windowFunction, partitionSpec, orderSpec, frame }: WindowExpression): string {
  const parts = [
    ...(partitionSpec.length === 0 ? [] : [`PARTITION BY ${partitionSpec.map(prettyName).join(", ")}`]),
    ...(orderSpec.length === 0 ? [] : [`ORDER BY ${orderSpec.map(prettyName).join(", ")}`]),
    ...(frame === undefined ? [] : [frameSql(frame)]),
  ];
  return `${prettyName(windowFunction)} OVER (${parts.join(" ")})`;
}

function call(name: string, args: readonly string[], distinct = false): string {
  return `${name}(${distinct ? "DISTINCT " : ""}${args.join(", ")})`;
}

/**
 * The name that an output column gets when the user gave none: a column's own name, also under a cast
 * (`select(col("a").cast("string"))` is called `a`), a struct's field its own, anything else the pretty name.
 */
export function autoName(e: Expression): string {
  if (e.kind === "Alias" || e.kind === "AttributeReference") return e.name;
  if (e.kind === "Cast" && e.writtenAs === undefined && isNamed(e.child)) return autoName(e.child);
  return prettyName(e);
}

const isNamed = (e: Expression): boolean => ["AttributeReference", "Alias", "GetStructField"].includes(e.kind);
/** Spark writes no cast between nested types. */
const isNested = ({ dataType }: Cast): boolean =>
  typeof dataType !== "string" && ["array", "map", "struct"].includes(dataType.kind);
