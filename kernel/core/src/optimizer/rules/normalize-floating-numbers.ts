import {
  conjunction,
  type Expression,
  equalTo,
  needsNormalizing,
  normalizeFloatingNumbers,
} from "../../plans/expressions/index.js";
import { equiJoinKeys, type Join, type LogicalPlan, logicalTree } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/**
 * Makes equal numbers equal bits where joins and windows compare them: NaNs, and the two zeros. Keys of aggregates are
 * normalized when they are planned.
 */
export const NormalizeFloatingNumbers: Rule = {
  name: "NormalizeFloatingNumbers",
  apply: (plan) =>
    logicalTree.transformUp(plan, (node): LogicalPlan => {
      if (node.kind === "Join") return normalizedJoin(node);
      if (node.kind !== "Window" || !node.partitionSpec.some(needsNormalizing)) return node;
      return { ...node, partitionSpec: node.partitionSpec.map(normalizeFloatingNumbers) };
    }),
};

function normalizedJoin(plan: Join): LogicalPlan {
  const { leftKeys, rightKeys, condition } = equiJoinKeys(plan);
  if (!leftKeys.some(needsNormalizing)) return plan;
  const equal: readonly Expression[] = leftKeys.map((key, i) =>
    equalTo(normalizeFloatingNumbers(key), normalizeFloatingNumbers(rightKeys[i]!)),
  );
  return { ...plan, condition: conjunction(condition === undefined ? equal : [...equal, condition]) };
}
