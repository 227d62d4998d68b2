import {
  type AttributeReference,
  booleanLiteral,
  type Expression,
  isDeterministic,
  not,
  references,
  scalarFunction,
} from "../../plans/expressions/index.js";
import {
  filter,
  type LogicalPlan,
  logicalText,
  logicalTree,
  outputOf,
  type SetOperation,
} from "../../plans/logical/index.js";
import { planKey } from "../../plans/plan-key.js";
import type { Rule } from "../rule.js";
import { substitute } from "../substitute.js";

/** `df.except(df.filter(c))` keeps the rows of `df` for which c is not true: no join is needed. */
export const ReplaceExceptWithFilter: Rule = {
  name: "ReplaceExceptWithFilter",
  apply: (plan) => logicalTree.transformUp(plan, (node) => (node.kind === "Except" ? (asFilter(node) ?? node) : node)),
};

function asFilter({ left, right }: SetOperation): LogicalPlan | undefined {
  const [condition, unfiltered] = withoutFilter(right);
  if (condition === undefined || unfiltered === undefined || !isDeterministic(condition)) return undefined;
  if (!givesSame(unfiltered, left)) return undefined;
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

/** Whether two plans are the same but for the numbers of their columns. */
function givesSame(a: LogicalPlan, b: LogicalPlan): boolean {
  const [left, right] = [leavesOf(a).map(sourceOf), leavesOf(b).map(sourceOf)];
  const sameSources = left.length === right.length && left.every((source, i) => source === right[i]);
  return sameSources && planKey(a, logicalTree, logicalText) === planKey(b, logicalTree, logicalText);
}

const leavesOf = (plan: LogicalPlan): readonly LogicalPlan[] =>
  logicalTree.collect(plan, (node) => logicalTree.children(node).length === 0);

/** What a leaf reads, as far as its text does not say it. */
function sourceOf(leaf: LogicalPlan): unknown {
  switch (leaf.kind) {
    case "LogicalRelation":
      return leaf.relation.files;
    case "LocalRelation":
      return leaf.rows;
    case "LogicalRDD":
      return leaf.source;
    case "InMemoryRelation":
      return leaf.cached;
    default:
      return leaf.kind;
  }
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
