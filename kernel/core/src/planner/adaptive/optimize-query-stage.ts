import { type Distribution, type PhysicalPlan, UNSPECIFIED } from "../../plans/physical/index.js";
import { coalesceShufflePartitions } from "./coalesce-shuffle-partitions.js";
import { optimizeShuffleWithLocalRead } from "./optimize-shuffle-with-local-read.js";
import { optimizeSkewInRebalancePartitions } from "./optimize-skew-in-rebalance-partitions.js";
import type { StageRuleContext } from "./shuffle-reads.js";
import { meetsRequirements } from "./validate-requirements.js";

/** In Spark's order: what is split is coalesced around, what is coalesced says how many local reads there are. */
const READ_RULES: readonly ((plan: PhysicalPlan, context: StageRuleContext) => PhysicalPlan)[] = [
  optimizeSkewInRebalancePartitions,
  coalesceShufflePartitions,
  optimizeShuffleWithLocalRead,
];

/**
 * How a stage reads the shuffles below it, now that their sizes are known (H5, H7, H8). A rule that would leave an operator without the
 * rows that it needs together does nothing.
 *
 * @param required how the rows of the stage must be spread
 */
export function optimizeQueryStage(
  plan: PhysicalPlan,
  context: StageRuleContext,
  required: Distribution = UNSPECIFIED,
): PhysicalPlan {
  return READ_RULES.reduce((current, rule) => {
    const changed = rule(current, context);
    return changed === current || meetsRequirements(changed, required) ? changed : current;
  }, plan);
}
