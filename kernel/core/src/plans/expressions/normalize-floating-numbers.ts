import { scalarFunction } from "./builders.js";
import { dataTypeOf } from "./data-type-of.js";
import type { Expression } from "./expression.js";

const NORMALIZED = "knownfloatingpointnormalized";

/** Functions whose result is one of their arguments, or made of them: these are normalized in their place. */
const MADE_OF_ARGUMENTS: readonly string[] = ["coalesce", "array", "named_struct", "map"];

/** Whether NaNs and zeros of several bit patterns can come out of the expression (Spark's `needNormalize`). */
export function needsNormalizing(e: Expression): boolean {
  if (e.kind === "ScalarFunction") {
    if (e.name === NORMALIZED) return false;
    if (MADE_OF_ARGUMENTS.includes(e.name)) return e.args.some(needsNormalizing);
  }
  const { kind } = dataTypeOf(e);
  return kind === "double" || kind === "float";
}

/**
 * A key to group, join or partition by, with each NaN and each zero made the same bits: rows are compared as bytes there (Spark's
 * NormalizeFloatingNumbers, golden d29). Keys without floating point stay as they are.
 */
export function normalizeFloatingNumbers(e: Expression): Expression {
  if (!needsNormalizing(e)) return e;
  switch (e.kind) {
    case "Alias":
      return { ...e, child: normalizeFloatingNumbers(e.child) };
    case "CaseWhen":
      return {
        ...e,
        values: e.values.map(normalizeFloatingNumbers),
        otherwise: e.otherwise && normalizeFloatingNumbers(e.otherwise),
      };
    case "ScalarFunction":
      if (MADE_OF_ARGUMENTS.includes(e.name)) return { ...e, args: e.args.map(normalizeFloatingNumbers) };
      break;
  }
  return scalarFunction(NORMALIZED, [scalarFunction("normalizenanandzero", [e])]);
}
