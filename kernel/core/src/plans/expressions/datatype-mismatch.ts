import { AnalysisException } from "../../errors/spark-error.js";
import type { DataType } from "../../types/data-type.js";
import { isNumeric, sameType } from "../../types/type-coercion.js";
import { typeSql } from "../../types/type-name.js";
import type { Expression, ScalarFunction } from "./expression.js";
import { prettyName } from "./pretty-name.js";

/** Two operands that no common type holds. */
export function differentTypes(e: Expression, left: DataType, right: DataType): AnalysisException {
  const [l, r] = [typeSql(left), typeSql(right)];
  return mismatch(
    prettyName(e),
    "BINARY_OP_DIFF_TYPES",
    `the left and right operands have incompatible types ("${l}" and "${r}")`,
    `Cast one side, e.g. .cast("${l.toLowerCase()}").`,
    { left: l, right: r },
  );
}

/** An operand or argument of a type that the operator does not take. */
export function wrongInputType(
  e: Expression,
  input: Expression,
  actual: DataType,
  required: string,
): AnalysisException {
  return mismatch(
    prettyName(e),
    "UNEXPECTED_INPUT_TYPE",
    `"${prettyName(input)}" has the type "${typeSql(actual)}", but "${required}" is required`,
    `Give a value of type ${required.toLowerCase()}, or cast it.`,
    { inputSql: prettyName(input), inputType: typeSql(actual), requiredType: required },
  );
}

/** Functions for what ANSI mode has no cast for. */
const CASTS_BY_FUNCTION: Readonly<Record<string, string>> = {
  "date numeric": "UNIX_DATE",
  "numeric date": "DATE_FROM_UNIX_DATE",
  "boolean timestamp": "TIMESTAMP_SECONDS",
};

export function cannotCast(e: Expression, from: DataType, to: DataType): AnalysisException {
  const [f, t] = [typeSql(from), typeSql(to)];
  const parameters = { srcType: f, targetType: t };
  const what = `cannot cast "${f}" to "${t}"`;
  const instead =
    CASTS_BY_FUNCTION[`${from.kind} ${to.kind}`] ??
    CASTS_BY_FUNCTION[`${isNumeric(from) ? "numeric" : from.kind} ${isNumeric(to) ? "numeric" : to.kind}`];
  if (instead !== undefined) {
    return mismatch(
      prettyName(e),
      "CAST_WITH_FUNC_SUGGESTION",
      `${what} with ANSI mode on`,
      `Use ${instead} instead.`,
      {
        ...parameters,
        functionNames: `\`${instead}\``,
      },
    );
  }
  const legacy = isNumeric(from) && to.kind === "binary";
  if (legacy) {
    const next = "Write it as text first: cast(cast(x as string) as binary).";
    return mismatch(prettyName(e), "CAST_WITH_CONF_SUGGESTION", `${what} with ANSI mode on`, next, parameters);
  }
  return mismatch(prettyName(e), "CAST_WITHOUT_SUGGESTION", what, "Cast to another type.", parameters);
}

/** Values of one function that no common type holds. */
export function dataDiffTypes(e: Expression, functionName: string, types: readonly DataType[]): AnalysisException {
  const dataType = `(${types.map((type) => `"${typeSql(type)}"`).join(" or ")})`;
  return mismatch(
    prettyName(e),
    "DATA_DIFF_TYPES",
    `input to \`${functionName}\` should all be the same type, but it's ${dataType}`,
    "Cast the values to one type.",
    { functionName, dataType },
  );
}

/** @throws AnalysisException when arguments of a call, already brought together, still differ in type */
export function requireSameTypes(call: ScalarFunction, types: readonly DataType[]): void {
  const first = types.find((type) => type.kind !== "null");
  if (first === undefined || types.every((type) => type.kind === "null" || sameType(type, first))) return;
  throw dataDiffTypes(call, call.name, types);
}

/** Any other DATATYPE_MISMATCH; `sqlExpr` is what cannot be resolved. */
export function mismatch(
  sqlExpr: string,
  condition: string,
  what: string,
  nextStep: string,
  parameters: Readonly<Record<string, string>>,
): AnalysisException {
  return new AnalysisException({
    condition: `DATATYPE_MISMATCH.${condition}`,
    message: `Cannot resolve "${sqlExpr}" due to data type mismatch: ${what}.`,
    nextStep,
    parameters: { sqlExpr, ...parameters },
  });
}
