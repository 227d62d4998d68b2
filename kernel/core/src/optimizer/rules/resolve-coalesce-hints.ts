import type { RuntimeConfig } from "../../conf/runtime-config.js";
import { logicalTree } from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

/** A rebalance needs adaptive execution; without it the hint is dropped (H7). */
export function ResolveCoalesceHints(conf: RuntimeConfig): Rule {
  return {
    name: "ResolveCoalesceHints",
    apply: (plan) =>
      conf.getBoolean("spark.sql.adaptive.enabled")
        ? plan
        : logicalTree.transformUp(plan, (node) => (node.kind === "RebalancePartitions" ? node.child : node)),
  };
}
