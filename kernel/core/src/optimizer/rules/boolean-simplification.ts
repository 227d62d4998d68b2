import {
  and,
  booleanLiteral,
  type ComparisonOperator,
  comparison,
  type Expression,
  isNotNull,
  isNull,
  not,
  or,
  semanticEquals,
} from "../../plans/expressions/index.js";
import type { Rule } from "../rule.js";
import { expressionRule, isBoolean } from "./expression-rule.js";

/** `x AND true`, `x OR x`, `NOT (a OR b)`, `(a AND b) OR (a AND c)`. */
export const BooleanSimplification: Rule = expressionRule("BooleanSimplification", (e) => {
  if (e.kind === "Not") return negated(e.child) ?? e;
  if (e.kind !== "And" && e.kind !== "Or") return e;
  const absorbing = e.kind === "Or";
  if (isBoolean(e.left, absorbing) || isBoolean(e.right, absorbing)) return booleanLiteral(absorbing);
  if (isBoolean(e.left, !absorbing) || semanticEquals(e.left, e.right)) return e.right;
  return isBoolean(e.right, !absorbing) ? e.left : factoredOut(e);
});

const OPPOSITE: Readonly<Partial<Record<ComparisonOperator, ComparisonOperator>>> = {
  ">": "<=",
  ">=": "<",
  "<": ">=",
  "<=": ">",
};

/** What says the opposite without a NOT at its top; undefined where nothing does. */
function negated(e: Expression): Expression | undefined {
  switch (e.kind) {
    case "Literal":
      return typeof e.value === "boolean" ? booleanLiteral(!e.value) : undefined;
    case "Not":
      return e.child;
    case "Or":
      return and(not(e.left), not(e.right));
    case "And":
      return or(not(e.left), not(e.right));
    case "IsNull":
      return isNotNull(e.child);
    case "IsNotNull":
      return isNull(e.child);
    case "BinaryComparison": {
      const op = OPPOSITE[e.op];
      return op === undefined ? undefined : comparison(op, e.left, e.right);
    }
    default:
      return undefined;
  }
}

type Connective = Extract<Expression, { kind: "And" | "Or" }>;

/** Takes out what both sides have in common, so that it can be pushed down alone. */
function factoredOut(e: Connective): Expression {
  const [inner, outer] = e.kind === "Or" ? (["And", and] as const) : (["Or", or] as const);
  const [left, right] = [split(e.left, inner), split(e.right, inner)];
  const isIn = (list: readonly Expression[]) => (item: Expression) => list.some((other) => semanticEquals(item, other));
  const common = left.filter(isIn(right));
  if (common.length === 0) return e;
  const [leftRest, rightRest] = [left, right].map((side) => side.filter((item) => !isIn(common)(item)));
  if (leftRest!.length === 0 || rightRest!.length === 0) return common.reduce(outer);
  const rest: Expression = { kind: e.kind, left: leftRest!.reduce(outer), right: rightRest!.reduce(outer) };
  return [...common, rest].reduce(outer);
}

function split(e: Expression, kind: Connective["kind"]): readonly Expression[] {
  return e.kind === kind ? [...split(e.left, kind), ...split(e.right, kind)] : [e];
}
