import type { LogicalPlan } from "../plans/logical/index.js";
import { type PhysicalPlan, withLogicalLink } from "../plans/physical/index.js";
import { queryStages } from "./adaptive/logical-query-stage.js";
import { choiceReason } from "./choice-reason.js";
import type { PlanningContext } from "./planning-context.js";
import { aggregation } from "./strategies/aggregation.js";
import { basicOperators } from "./strategies/basic-operators.js";
import { fileSource } from "./strategies/file-source.js";
import { inMemoryScans } from "./strategies/in-memory-scans.js";
import { joinSelection } from "./strategies/join-selection.js";
import { specialLimits } from "./strategies/special-limits.js";
import type { Strategy } from "./strategy.js";

/** In the order in which they are asked, by their names in Spark. */
const STRATEGIES: readonly (readonly [name: string, strategy: Strategy])[] = [
  ["LogicalQueryStageStrategy", queryStages],
  ["FileSourceStrategy", fileSource],
  ["InMemoryScans", inMemoryScans],
  ["SpecialLimits", specialLimits],
  ["Aggregation", aggregation],
  ["JoinSelection", joinSelection],
  ["BasicOperators", basicOperators],
];

/** Chooses the physical operators of an optimized plan (Spark's SparkPlanner); exchanges and sorts come after. */
export function planQuery(plan: LogicalPlan, context: PlanningContext): PhysicalPlan {
  const choose = (node: LogicalPlan, isRoot: boolean): PhysicalPlan => {
    const strategyContext = { ...context, isRoot, planLater: (child: LogicalPlan) => choose(child, false) };
    for (const [name, strategy] of STRATEGIES) {
      const physical = strategy(node, strategyContext);
      if (physical === undefined) continue;
      const reason = choiceReason(node, physical, context.conf);
      if (reason !== undefined) context.log?.chosen(name, node, physical, reason);
      return withLogicalLink(physical, node);
    }
    throw new Error(`No plan for ${node.kind}.`);
  };
  return choose(plan, true);
}
