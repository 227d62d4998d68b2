import { physicalTree } from "../../plans/physical/index.js";
import type { PreparationRule } from "./preparation-rule.js";

/** Two group limits with no exchange between them are one. */
export const removeRedundantWindowGroupLimits: PreparationRule = (plan) =>
  physicalTree.transformUp(plan, (node) =>
    node.kind === "WindowGroupLimitExec" && node.child.kind === "WindowGroupLimitExec"
      ? { ...node, child: node.child.child }
      : node,
  );
