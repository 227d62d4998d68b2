import { isDeterministic } from "../../plans/expressions/index.js";
import { type LogicalPlan, logicalTree } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** Projects before a limit or an offset rather than after, where a scan may take the projection in. */
export const PushProjectionThroughLimit: Rule = {
  name: "PushProjectionThroughLimitAndOffset",
  apply: (plan) =>
    logicalTree.transformDown(plan, (node): LogicalPlan => {
      if (node.kind !== "Project" || !node.projectList.every(isDeterministic)) return node;
      const { child } = node;
      if (child.kind !== "GlobalLimit" && child.kind !== "LocalLimit" && child.kind !== "Offset") return node;
      return { ...child, child: { ...node, child: child.child } };
    }),
};
