import {
  type Alias,
  alias,
  type Expression,
  type ExprIdGenerator,
  isFoldable,
  mapChildren,
  semanticKey,
} from "../../plans/expressions/index.js";
import {
  type Aggregate,
  type LogicalPlan,
  logicalTree,
  outputOf,
  project,
  toAttribute,
} from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** Computes grouping keys that are no plain columns in a projection below, as `_groupingexpression` (golden d24). */
export function PullOutGroupingExpressions(ids: ExprIdGenerator): Rule {
  return {
    name: "PullOutGroupingExpressions",
    apply: (plan) => logicalTree.transformUp(plan, (node) => (node.kind === "Aggregate" ? pullOut(node, ids) : node)),
  };
}

function pullOut(plan: Aggregate, ids: ExprIdGenerator): LogicalPlan {
  const pulled = new Map<string, Alias>();
  const groupingExpressions = plan.groupingExpressions.map((e) => {
    if (e.kind === "AttributeReference" || isFoldable(e)) return e;
    const key = semanticKey(e);
    const known = pulled.get(key) ?? alias(e, "_groupingexpression", ids.next());
    pulled.set(key, known);
    return toAttribute(known);
  });
  if (pulled.size === 0) return plan;
  const replace = (e: Expression): Expression => {
    const known = e.kind === "AggregateExpression" ? undefined : pulled.get(semanticKey(e));
    if (e.kind === "AggregateExpression") return e;
    return known === undefined || e.kind === "Alias" ? mapChildren(e, replace) : toAttribute(known);
  };
  return {
    ...plan,
    groupingExpressions,
    aggregateExpressions: plan.aggregateExpressions.map(replace),
    child: project([...outputOf(plan.child), ...pulled.values()], plan.child),
  };
}
