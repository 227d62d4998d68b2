import { typeSql } from "../../types/type-name.js";
import type { Expression } from "./expression.js";
import { FUNCTIONS } from "./functions/index.js";
import { literalSql } from "./literal-text.js";
import { caseText, sortText } from "./plan-text.js";
import { frameSql, type WindowExpression } from "./window-expression.js";

/**
 * An expression as Spark writes it into a column's name (`toPrettySQL`): names without qualifier, casts only where the user
 * wrote them.
 *
 * @example
 * prettyName(arithmetic("+", a, intLiteral(1))); // "(a + 1)"
 */
export function prettyName(e: Expression): string {
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
      return literalSql(e.value, e.dataType);
    case "Alias":
      return `${prettyName(e.child)} AS ${e.name}`;
    case "Cast":
      if (!e.userSpecified) return prettyName(e.child);
      return `CAST(${prettyName(e.child)} AS ${typeof e.dataType === "string" ? e.dataType.toUpperCase() : typeSql(e.dataType)})`;
    case "BinaryArithmetic":
    case "BinaryComparison":
      return `(${prettyName(e.left)} ${e.op} ${prettyName(e.right)})`;
    case "UnaryMinus":
      return `(- ${prettyName(e.child)})`;
    case "And":
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
      return (FUNCTIONS[e.name]?.sql ?? ((args) => call(e.name, args)))(e.args.map(prettyName));
    case "GetStructField":
      return `${prettyName(e.child)}.${e.name}`;
    case "UnresolvedExtractValue":
      return `${prettyName(e.child)}[${prettyName(e.extraction)}]`;
    case "Generator":
      return call(e.name, [prettyName(e.child)]);
    case "SortOrder":
      return sortText(prettyName(e.child), e.ascending, e.nullsFirst);
    case "UnresolvedFunction":
      return call(e.name, e.args.map(prettyName), e.distinct);
    case "AggregateExpression": {
      const filter = e.filter === undefined ? "" : ` FILTER (WHERE ${prettyName(e.filter)})`;
      return call(e.name, e.args.map(prettyName), e.distinct) + filter;
    }
    case "WindowFunction":
      return call(e.name.endsWith("rank") ? e.name.toUpperCase() : e.name, e.args.map(prettyName));
    case "WindowExpression":
      return overText(e);
  }
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
 * (`select(col("a").cast("string"))` is called `a`), `col` for an exploded array, the pretty name for anything else.
 */
export function autoName(e: Expression): string {
  if (e.kind === "Alias" || e.kind === "AttributeReference") return e.name;
  if (e.kind === "Cast" && (e.child.kind === "AttributeReference" || e.child.kind === "Alias")) return e.child.name;
  return e.kind === "Generator" ? "col" : prettyName(e);
}
