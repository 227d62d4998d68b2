import {
  type AttributeReference,
  conjunction,
  type Expression,
  isDeterministic,
  references,
  semanticKey,
  splitConjunctivePredicates,
} from "../../plans/expressions/index.js";
import { type Filter, filter, type Join, type LogicalPlan, logicalTree } from "../../plans/logical/index.js";
import { canEvaluate } from "../attribute-set.js";
import { type Constraints, constraintSet, constraintsOf, notNulls } from "../constraints.js";
import { DROPPED_BY_CONDITION, filtered } from "../join-sides.js";
import type { Rule } from "../rule.js";
import { substitute } from "../substitute.js";

/** Adds conditions that follow from others: `isnotnull(key)` on what a join or filter compares, `b = 5` from `a = 5 AND a = b`. */
export const InferFiltersFromConstraints: Rule = {
  name: "InferFiltersFromConstraints",
  apply: (plan) =>
    logicalTree.transformUp(plan, (node) => {
      if (node.kind === "Filter") return inferForFilter(node);
      return node.kind === "Join" ? inferForJoin(node) : node;
    }),
};

function inferForFilter(plan: Filter): LogicalPlan {
  const own = splitConjunctivePredicates(plan.condition);
  const known = constraintsOf(plan.child);
  const added = conjunction(notNulls(own).filter((e) => !known.has(semanticKey(e))));
  return added === undefined ? plan : filter({ kind: "And", left: added, right: plan.condition }, plan.child);
}

function inferForJoin(plan: Join): LogicalPlan {
  if (plan.condition === undefined) return plan;
  const [left, right] = [constraintsOf(plan.left), constraintsOf(plan.right)];
  const all = allConstraints(left, right, plan.condition);
  const sides = DROPPED_BY_CONDITION[plan.joinType];
  const newLeft = sides.left ? withInferred(plan.left, left, all) : plan.left;
  const newRight = sides.right ? withInferred(plan.right, right, all) : plan.right;
  return newLeft === plan.left && newRight === plan.right ? plan : { ...plan, left: newLeft, right: newRight };
}

function allConstraints(left: Constraints, right: Constraints, condition: Expression): Constraints {
  const own = splitConjunctivePredicates(condition);
  const base = new Map([...left, ...right, ...constraintSet(own)]);
  const equalities = own.flatMap((e) =>
    e.kind === "BinaryComparison" &&
    e.op === "=" &&
    e.left.kind === "AttributeReference" &&
    e.right.kind === "AttributeReference"
      ? [[e.left, e.right] as const]
      : [],
  );
  const inferred = equalities.flatMap(([a, b]) =>
    [...base.values()].flatMap((e) => [...moved(e, a, b), ...moved(e, b, a)]),
  );
  return new Map([...base, ...constraintSet(inferred)]);
}

/** The condition on `a` alone, said about `b`. */
function moved(e: Expression, a: AttributeReference, b: AttributeReference): readonly Expression[] {
  const reads = references(e);
  const movable = reads.length === 1 && reads[0]!.exprId === a.exprId && e.kind !== "IsNotNull" && isDeterministic(e);
  return movable ? [substitute(e, new Map([[a.exprId, b]]))] : [];
}

function withInferred(side: LogicalPlan, known: Constraints, all: Constraints): LogicalPlan {
  // What must not be null comes last.
  const candidates = new Map([...all, ...constraintSet(notNulls([...all.values()]))]);
  const added = [...candidates].filter(
    ([key, e]) => !known.has(key) && references(e).length > 0 && canEvaluate(e, side),
  );
  return filtered(
    added.map(([, e]) => e),
    side,
  );
}
