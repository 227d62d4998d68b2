import {
  booleanLiteral,
  type CaseWhen,
  comparison,
  dataTypeOf,
  type Expression,
  isFoldable,
  literal,
  not,
  nullableOf,
} from "../../plans/expressions/index.js";
import type { Rule } from "../rule.js";
import { expressionRule, isBoolean } from "./expression-rule.js";

/** Branches of a CASE that cannot be taken are dropped; a CASE that only says true or false is its condition. */
export const SimplifyConditionals: Rule = expressionRule("SimplifyConditionals", (e) =>
  e.kind === "CaseWhen" ? simplified(e) : e,
);

function simplified(e: CaseWhen): Expression {
  const otherwise = e.otherwise ?? literal(null, dataTypeOf(e.values[0]!));
  const possible = e.conditions.flatMap((condition, i) =>
    isBoolean(condition, false) || isNullLiteral(condition) ? [] : [[condition, e.values[i]!] as const],
  );
  if (possible.length === 0) return otherwise;
  const certain = possible.findIndex(([condition]) => isBoolean(condition, true));
  if (certain === 0) return possible[0]![1];
  const branches = certain < 0 ? possible : possible.slice(0, certain);
  const last = certain < 0 ? e.otherwise : possible[certain]![1];
  const [condition, value] = branches[0]!;
  if (branches.length === 1 && last !== undefined) {
    const isTrue = nullableOf(condition) ? comparison("<=>", condition, booleanLiteral(true)) : condition;
    if (isBoolean(value, true) && isBoolean(last, false)) return isTrue;
    if (isBoolean(value, false) && isBoolean(last, true)) return not(isTrue);
  }
  if (branches.length === e.conditions.length && certain < 0) return e;
  return { ...e, conditions: branches.map(([c]) => c), values: branches.map(([, v]) => v), otherwise: last };
}

/** `CASE … END = 'big'` compares in each branch, where at most one of the results is not a constant. */
export const PushFoldableIntoBranches: Rule = expressionRule("PushFoldableIntoBranches", (e) => {
  switch (e.kind) {
    case "IsNull":
    case "IsNotNull":
    case "Cast":
      return mapBranches(e.child, (child) => ({ ...e, child })) ?? e;
    case "BinaryComparison":
    case "BinaryArithmetic":
      if (isFoldable(e.right)) return mapBranches(e.left, (left) => ({ ...e, left })) ?? e;
      return (isFoldable(e.left) ? mapBranches(e.right, (right) => ({ ...e, right })) : undefined) ?? e;
    default:
      return e;
  }
});

function mapBranches(e: Expression, f: (value: Expression) => Expression): Expression | undefined {
  if (e.kind !== "CaseWhen") return undefined;
  const otherwise = e.otherwise ?? literal(null, dataTypeOf(e.values[0]!));
  const open = [...e.values, otherwise].filter((value) => !isFoldable(value));
  if (open.length > 1) return undefined;
  return { ...e, values: e.values.map(f), otherwise: f(otherwise) };
}

function isNullLiteral(e: Expression): boolean {
  return e.kind === "Literal" && e.value === null;
}
