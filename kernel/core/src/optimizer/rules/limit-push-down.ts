import { type LogicalPlan, logicalTree, maxRows } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** Cuts the inputs of a union, and the preserved side of an outer join, to the limit already; of one that only must exist, one row is enough. */
export const LimitPushDown: Rule = {
  name: "LimitPushDown",
  apply: (plan) =>
    logicalTree.transformDown(plan, (node) => {
      if (isExistenceTest(node)) return withRight(node, limited(node.right, 1));
      if (node.kind !== "LocalLimit") return node;
      const { child, limit } = node;
      if (child.kind === "Offset") {
        return { ...child, child: { kind: "LocalLimit", limit: limit + child.offset, child: child.child } };
      }
      if (child.kind === "Union")
        return changed(node, child, { ...child, children: child.children.map((c) => limited(c, limit)) });
      if (child.kind !== "Join") return node;
      if (child.joinType === "LeftOuter") return changed(node, child, { ...child, left: limited(child.left, limit) });
      if (child.joinType === "RightOuter")
        return changed(node, child, { ...child, right: limited(child.right, limit) });
      return node;
    }),
};

type Join = Extract<LogicalPlan, { kind: "Join" }>;

/** Whether a semi or anti join only asks if the right side has any row. */
function isExistenceTest(plan: LogicalPlan): plan is Join {
  return plan.kind === "Join" && plan.condition === undefined && /^Left(Semi|Anti)$/.test(plan.joinType);
}

function withRight(plan: Join, right: LogicalPlan): LogicalPlan {
  return right === plan.right ? plan : { ...plan, right };
}

function limited(plan: LogicalPlan, limit: number): LogicalPlan {
  if (plan.kind === "LocalLimit" && plan.limit <= limit) return plan;
  return (maxRows(plan) ?? Number.POSITIVE_INFINITY) <= limit ? plan : { kind: "LocalLimit", limit, child: plan };
}

function changed(node: LogicalPlan & { child: LogicalPlan }, before: LogicalPlan, after: LogicalPlan): LogicalPlan {
  const [old, now] = [logicalTree.children(before), logicalTree.children(after)];
  return old.every((child, i) => child === now[i]) ? node : ({ ...node, child: after } as LogicalPlan);
}
