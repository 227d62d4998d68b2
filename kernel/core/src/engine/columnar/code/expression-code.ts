import {
  type CaseWhen,
  children,
  dataTypeOf,
  type Expression,
  isDeterministic,
  type Literal,
  type ScalarFunction,
} from "../../../plans/expressions/index.js";
import { vectorKind } from "../../../types/column-vector.js";
import { arithmeticCode, negationCode } from "./arithmetic-code.js";
import { castCode } from "./cast-code.js";
import { comparisonCode } from "./comparison-code.js";
import { dictionaryCode, onlyDictionary } from "./dictionary-code.js";
import { evaluatedCode } from "./evaluated-code.js";
import type { FunctionCode } from "./function-code.js";
import { andCode, caseCode, inCode, notCode, nullTestCode, orCode } from "./logic-code.js";
import { type Columns, NEVER, type ValueCode } from "./value-code.js";

/**
 * Writes the code that computes an expression over the columns of the current row, and says where its value is. What has no code of its own
 * calls the row-wise evaluator with the values that it needs; what depends on one text column only is computed once for each text of its
 * dictionary.
 */
export function expressionCode(e: Expression, columns: Columns, fn: FunctionCode): ValueCode {
  if (e.kind === "BoundReference") return columns[e.ordinal]!;
  if (e.kind === "Alias") return expressionCode(e.child, columns, fn);
  if (e.kind === "Literal") return literalCode(e, fn);
  if (isDeterministic(e)) {
    const text = onlyDictionary(e, columns);
    if (text !== undefined && e.kind !== "IsNull" && e.kind !== "IsNotNull") return dictionaryCode(e, text, fn);
    const own = ownCode(e, columns, fn);
    if (own !== undefined) return own;
  }
  return evaluatedCode(e, columns, fn);
}

function ownCode(e: Expression, columns: Columns, fn: FunctionCode): ValueCode | undefined {
  const of = (child: Expression): ValueCode => expressionCode(child, columns, fn);
  switch (e.kind) {
    case "Cast":
      // One that may fail without harm is tried by the row-wise evaluator.
      if (e.isTry === true) return undefined;
      return castCode(dataTypeOf(e.child), dataTypeOf(e), () => of(e.child), fn, e.timeZone);
    case "BinaryArithmetic":
      return arithmeticCode(e, of, fn);
    case "UnaryMinus":
      return negationCode(e, of, fn);
    case "BinaryComparison":
      return comparisonCode(e, of, fn);
    case "And":
      return andCode(e, of, fn);
    case "Or":
      return orCode(e, of, fn);
    case "Not":
      return notCode(of(e.child));
    case "IsNull":
    case "IsNotNull":
      return nullTestCode(of(e.child), e.kind === "IsNull");
    case "In":
      return inCode(e, of, fn);
    case "CaseWhen":
      return caseCode(e, of, fn);
    case "ScalarFunction":
      return functionCode(e, of, fn);
    default:
      return undefined;
  }
}

/** Functions that choose among their arguments are cases. */
function functionCode(e: ScalarFunction, of: (e: Expression) => ValueCode, fn: FunctionCode): ValueCode | undefined {
  switch (e.name) {
    case "coalesce":
    case "ifnull":
    case "nvl": {
      const last = e.args.at(-1)!;
      const tried = e.args.slice(0, -1);
      if (tried.some((arg) => children(arg).length > 0)) return undefined;
      const conditions = tried.map((child): Expression => ({ kind: "IsNotNull", child }));
      return caseCode({ kind: "CaseWhen", conditions, values: tried, otherwise: last }, of, fn);
    }
    case "if": {
      const [condition, then, otherwise] = e.args;
      const choice: CaseWhen = { kind: "CaseWhen", conditions: [condition!], values: [then!], otherwise: otherwise! };
      return caseCode(choice, of, fn);
    }
    default:
      return undefined;
  }
}

function literalCode({ value, dataType: type }: Literal, fn: FunctionCode): ValueCode {
  const kind = vectorKind(type);
  const held = kind === "string" ? "any" : kind;
  if (value === null) return { type, kind: held, value: held === "any" ? "null" : "0", isNull: "true" };
  if (typeof value === "boolean") return { type, kind: held, value: String(value), isNull: NEVER };
  const mayBeBig = typeof value === "bigint";
  return { type, kind: held, value: fn.constant(value), isNull: NEVER, ...(mayBeBig && { mayBeBig }) };
}
