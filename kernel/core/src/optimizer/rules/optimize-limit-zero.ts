import { logicalTree, outputOf } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** A limit of 0 has no rows, whatever is below (G1). */
export const OptimizeLimitZero: Rule = {
  name: "OptimizeLimitZero",
  apply: (plan) =>
    logicalTree.transformUp(plan, (node) => {
      const isLimit = node.kind === "GlobalLimit" || node.kind === "LocalLimit";
      return isLimit && node.limit === 0 ? { kind: "LocalRelation", output: outputOf(node), rows: [] } : node;
    }),
};
