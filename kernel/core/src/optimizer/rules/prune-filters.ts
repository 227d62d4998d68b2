import { logicalTree, outputOf } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** A filter that is always true is none; one that is never true leaves no rows. */
export const PruneFilters: Rule = {
  name: "PruneFilters",
  apply: (plan) =>
    logicalTree.transformUp(plan, (node) => {
      if (node.kind !== "Filter" || node.condition.kind !== "Literal") return node;
      return node.condition.value === true
        ? node.child
        : { kind: "LocalRelation", output: outputOf(node.child), rows: [] };
    }),
};
