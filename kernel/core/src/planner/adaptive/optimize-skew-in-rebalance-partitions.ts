import { type PhysicalPlan, physicalTree, type ShuffleQueryStageExec } from "../../plans/physical/index.js";
import type { ShufflePartitionSpec } from "../../rdd/shuffle-partition-spec.js";
import { type StageRuleContext, shuffleOf, withReads } from "./shuffle-reads.js";
import { splitReducer } from "./split-skewed.js";

/** Splits the partitions of a rebalance that are larger than the advisory size (H7). */
export function optimizeSkewInRebalancePartitions(plan: PhysicalPlan, { conf }: StageRuleContext): PhysicalPlan {
  if (!conf.getBoolean("spark.sql.adaptive.optimizeSkewsInRebalancePartitions.enabled")) return plan;
  const advisory = conf.getBytes("spark.sql.adaptive.advisoryPartitionSizeInBytes");
  const smallFactor = conf.getDouble("spark.sql.adaptive.rebalancePartitionsSmallPartitionFactor");
  const found = new Map<number, readonly ShufflePartitionSpec[]>();
  for (const stage of physicalTree.collect(plan, isRebalance) as readonly ShuffleQueryStageExec[]) {
    const { mapStats } = stage.result;
    if (mapStats === undefined || mapStats.bytesByPartition.every((bytes) => bytes <= advisory)) continue;
    const specs = mapStats.bytesByPartition.flatMap((bytes, reducer) =>
      splitReducer(mapStats, reducer, bytes > advisory ? { target: advisory, smallFactor } : undefined),
    );
    if (specs.length > mapStats.bytesByPartition.length) found.set(stage.id, specs);
  }
  return found.size === 0 ? plan : withReads(plan, found);
}

function isRebalance(plan: PhysicalPlan): boolean {
  return plan.kind === "ShuffleQueryStageExec" && shuffleOf(plan).origin.startsWith("REBALANCE_");
}
