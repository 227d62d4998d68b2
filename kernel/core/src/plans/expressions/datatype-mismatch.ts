import { AnalysisException } from "../../errors/spark-error.js";
import type { DataType } from "../../types/data-type.js";
import { typeSql } from "../../types/type-name.js";
import type { Expression } from "./expression.js";
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

export function cannotCast(e: Expression, from: DataType, to: DataType): AnalysisException {
  const [f, t] = [typeSql(from), typeSql(to)];
  const parameters = { srcType: f, targetType: t };
  const what = `cannot cast "${f}" to "${t}"`;
  return mismatch(prettyName(e), "CAST_WITHOUT_SUGGESTION", what, "Cast to another type.", parameters);
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
