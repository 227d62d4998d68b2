import { editDistance } from "../base/nearest-name.js";
import { AnalysisException } from "../errors/spark-error.js";
import { type AttributeReference, type Expression, prettyName, quotedName } from "../plans/expressions/index.js";
import type { DataType } from "../types/data-type.js";
import { typeSql } from "../types/type-name.js";

/** A column that no input has; the nearest names are suggested. */
export function unresolvedColumn(parts: readonly string[], input: readonly AttributeReference[]): AnalysisException {
  const name = parts.join(".");
  const objectName = quotedName(parts);
  const message = `A column, variable, or function parameter with name ${objectName} cannot be resolved.`;
  // Qualified names are suggested only to who wrote a qualifier.
  const candidates = input.map((a) => quotedName(parts.length > 1 ? [...a.qualifier, a.name] : [a.name]));
  if (candidates.length === 0) {
    return new AnalysisException({
      condition: "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION",
      message,
      nextStep: "The input has no columns.",
      parameters: { objectName },
    });
  }
  const proposal = suggestions(name, candidates).join(", ");
  return new AnalysisException({
    condition: "UNRESOLVED_COLUMN.WITH_SUGGESTION",
    message: `${message} Did you mean one of the following? [${proposal}].`,
    nextStep: "Use one of these names, or printSchema() to see all columns.",
    parameters: { objectName, proposal },
  });
}

/** The five nearest, as Spark finds them: the name as written against names in backquotes, equally near ones by the alphabet. */
function suggestions(name: string, quoted: readonly string[]): readonly string[] {
  const sorted = [...new Set(quoted)].sort(compareStrings);
  return sorted
    .map((candidate) => ({ candidate, distance: editDistance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 5)
    .map(({ candidate }) => candidate);
}

const compareStrings = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function ambiguousReference(
  parts: readonly string[],
  matches: readonly AttributeReference[],
): AnalysisException {
  const name = quotedName(parts);
  const referenceNames = matches.map((a) => quotedName([...a.qualifier, a.name])).join(", ");
  return new AnalysisException({
    condition: "AMBIGUOUS_REFERENCE",
    message: `Reference ${name} is ambiguous, could be: [${referenceNames}].`,
    nextStep: 'Give the two sides names with alias("a") and write "a.column", or join on column names.',
    parameters: { name, referenceNames },
  });
}

export function filterNotBoolean(condition: Expression, type: DataType): AnalysisException {
  const sqlExpr = prettyName(condition);
  return new AnalysisException({
    condition: "DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN",
    message: `Cannot resolve "${sqlExpr}" due to data type mismatch: Filter expression "${sqlExpr}" of type "${typeSql(type)}" is not a boolean.`,
    nextStep: "Filter by a condition, e.g. a comparison.",
    parameters: { sqlExpr, filter: sqlExpr, type: typeSql(type) },
  });
}

export function missingAggregation(e: Expression): AnalysisException {
  const expression = prettyName(e);
  return new AnalysisException({
    condition: "MISSING_AGGREGATION",
    message: `The non-aggregating expression "${expression}" is based on columns which are not participating in the GROUP BY clause.`,
    nextStep: "Add the columns to groupBy, or aggregate them, e.g. with first().",
    parameters: { expression },
  });
}

export function missingGroupBy(): AnalysisException {
  return new AnalysisException({
    condition: "MISSING_GROUP_BY",
    message:
      "The query does not include a GROUP BY clause. Add GROUP BY or turn it into the window functions using OVER clauses.",
    nextStep: "Group by the columns, aggregate them all, or write the aggregate .over(window).",
  });
}

export function aggregateNotAllowed(where: string): AnalysisException {
  return new AnalysisException({
    condition: "INVALID_WHERE_CONDITION",
    message: `An aggregate function cannot be used in ${where}.`,
    nextStep: "Aggregate first, with groupBy(…).agg(…), and use its result.",
  });
}

export function windowWithoutOver(f: Expression): AnalysisException {
  const funcName = prettyName(f);
  return new AnalysisException({
    condition: "WINDOW_FUNCTION_WITHOUT_OVER_CLAUSE",
    message: `Window function "${funcName}" requires an OVER clause.`,
    nextStep: 'Say over which window: .over(Window.partitionBy("a").orderBy("b")).',
    parameters: { funcName },
  });
}

export function windowNotAllowed(where: string): AnalysisException {
  return new AnalysisException({
    condition: "WINDOW_FUNCTION_NOT_ALLOWED_IN_CLAUSE",
    message: `It is not allowed to use window functions in ${where}.`,
    nextStep: "Add the value with withColumn first, then use that column.",
  });
}

export function columnCountMismatch(operator: string, counts: readonly [number, number]): AnalysisException {
  return new AnalysisException({
    condition: "NUM_COLUMNS_MISMATCH",
    message: `${operator} can only be performed on inputs with the same number of columns, but the first input has ${counts[0]} columns and the second input has ${counts[1]} columns.`,
    nextStep: "Select the same columns on both sides.",
    parameters: { firstNumColumns: String(counts[0]), invalidNumColumns: String(counts[1]) },
  });
}

export function incompatibleColumns(
  operator: string,
  ordinal: number,
  first: DataType,
  second: DataType,
): AnalysisException {
  return new AnalysisException({
    condition: "INCOMPATIBLE_COLUMN_TYPE",
    message: `${operator} can only be performed on tables with compatible column types. Column ${ordinal + 1} has the type "${typeSql(second)}", which is not compatible with "${typeSql(first)}".`,
    nextStep: "Cast one of the two columns.",
  });
}

export function tooManyGenerators(generators: readonly Expression[]): AnalysisException {
  const names = generators.map((e) => `"${prettyName(e.kind === "Alias" ? e.child : e)}"`).join(", ");
  return new AnalysisException({
    condition: "UNSUPPORTED_GENERATOR.MULTI_GENERATOR",
    message: `The generator is not supported: only one generator allowed per SELECT clause but found ${generators.length}: ${names}.`,
    nextStep: "Use one in each select: withColumn for the first, select for the second.",
    parameters: { num: String(generators.length), generators: names },
  });
}

export function nestedGenerator(e: Expression): AnalysisException {
  const expression = prettyName(e);
  return new AnalysisException({
    condition: "UNSUPPORTED_GENERATOR.NESTED_IN_EXPRESSIONS",
    message: `The generator is not supported: nested in expressions "${expression}".`,
    nextStep: "Select the generator on its own first, then compute with its column.",
    parameters: { expression },
  });
}

export function wrongNames(names: readonly string[], columns: number): AnalysisException {
  return new AnalysisException({
    condition: "UDTF_ALIAS_NUMBER_MISMATCH",
    message: `The number of aliases supplied in the AS clause does not match the number of columns output by the UDTF. Expected ${columns} aliases, but got ${names.join(",")}.`,
    nextStep: `Give ${columns} names.`,
    parameters: { aliasesSize: String(columns), aliasesNames: names.join(",") },
  });
}

export function invalidStar(): AnalysisException {
  return new AnalysisException({
    condition: "INVALID_USAGE_OF_STAR_OR_REGEX",
    message: "Invalid usage of '*' inside an expression.",
    nextStep: 'Use "*" on its own in select(), or count("*").',
  });
}
