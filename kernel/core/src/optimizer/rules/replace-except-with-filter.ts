import {
  type AttributeReference,
  booleanLiteral,
  type Expression,
  isDeterministic,
  not,
  references,
  scalarFunction,
} from "../../plans/expressions/index.js";
import { filter, type LogicalPlan, logicalTree, outputOf, type SetOperation } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";
import { sameResult } from "../same-result.js";
import { substitute } from "../substitute.js";

/** `df.except(df.filter(c))` keeps the rows of `df` for which c is not true: no join is needed. */
export const ReplaceExceptWithFilter: Rule = {
  name: "ReplaceExceptWithFilter",
  apply: (plan) => logicalTree.transformUp(plan, (node) => (node.kind === "Except" ? (asFilter(node) ?? node) : node)),
};

function asFilter({ left, right }: SetOperation): LogicalPlan | undefined {
  const [condition, unfiltered] = withoutFilter(right);
  if (condition === undefined || unfiltered === undefined || !isDeterministic(condition)) return undefined;
  if (!sameResult(unfiltered, left)) return undefined;
  const onLeft = translated(condition, outputOf(left));
  if (onLeft === undefined) return undefined;
  const isTrue = scalarFunction("coalesce", [onLeft, booleanLiteral(false)]);
  return { kind: "Distinct", child: filter(not(isTrue), left) };
}

/** The condition of the filter that is at the top, or right under a projection, and the plan without it. */
function withoutFilter(plan: LogicalPlan): readonly [Expression?, LogicalPlan?] {
  if (plan.kind === "Filter") return [plan.condition, plan.child];
  if (plan.kind !== "Project" || plan.child.kind !== "Filter") return [];
  return [plan.child.condition, { ...plan, child: plan.child.child }];
}

/** The condition over the left side's columns of the same names. */
function translated(condition: Expression, output: readonly AttributeReference[]): Expression | undefined {
  const byId = new Map<number, AttributeReference>();
  for (const a of references(condition)) {
    const same = output.find((o) => o.name === a.name);
    if (same === undefined) return undefined;
    byId.set(a.exprId, same);
  }
  return substitute(condition, byId);
}
