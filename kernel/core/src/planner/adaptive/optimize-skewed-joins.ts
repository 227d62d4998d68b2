import {
  isQueryStage,
  type PhysicalPlan,
  physicalTree,
  type ShuffledHashJoinExec,
  type ShuffleQueryStageExec,
  type SortMergeJoinExec,
} from "../../plans/physical/index.js";
import type { ShufflePartitionSpec } from "../../rdd/shuffle-partition-spec.js";
import type { StageRuleContext } from "./shuffle-reads.js";
import { type SkewThresholds, splitSkewed } from "./split-skewed.js";
import { meetsRequirements } from "./validate-requirements.js";

/**
 * Splits the skewed partitions of joins whose sides are written (H6), unless that would cost another shuffle.
 *
 * @param withShuffles puts those shuffles in, where `forceOptimizeSkewedJoin` asks for it
 */
export function optimizeSkewedJoins(
  plan: PhysicalPlan,
  { conf }: StageRuleContext,
  withShuffles: (plan: PhysicalPlan) => PhysicalPlan,
): PhysicalPlan {
  if (!conf.getBoolean("spark.sql.adaptive.skewJoin.enabled")) return plan;
  const thresholds = {
    factor: conf.getDouble("spark.sql.adaptive.skewJoin.skewedPartitionFactor"),
    threshold: conf.getBytes("spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes"),
    advisory: conf.getBytes("spark.sql.adaptive.advisoryPartitionSizeInBytes"),
  };
  const split = physicalTree.transformUp(plan, (node) =>
    node.kind === "SortMergeJoinExec" || node.kind === "ShuffledHashJoinExec" ? splitJoin(node, thresholds) : node,
  );
  if (split === plan || meetsRequirements(split)) return split;
  return conf.getBoolean("spark.sql.adaptive.forceOptimizeSkewedJoin") ? withShuffles(split) : plan;
}

function splitJoin(join: SortMergeJoinExec | ShuffledHashJoinExec, thresholds: SkewThresholds): PhysicalPlan {
  if (join.isSkewJoin === true) return join;
  const [left, right] = [directStage(join.left, join.kind), directStage(join.right, join.kind)];
  const [leftStats, rightStats] = [left?.result.mapStats, right?.result.mapStats];
  if (leftStats === undefined || rightStats === undefined) return join;
  const pieces = splitSkewed(leftStats, rightStats, join.joinType, thresholds);
  if (pieces === undefined) return join;
  return { ...join, isSkewJoin: true, left: readIn(join.left, pieces.left), right: readIn(join.right, pieces.right) };
}

/** The shuffle right below a side of a join: a merge join has a sort in between. */
function directStage(side: PhysicalPlan, join: PhysicalPlan["kind"]): ShuffleQueryStageExec | undefined {
  const below = join === "SortMergeJoinExec" && side.kind === "SortExec" ? side.child : side;
  if (join === "SortMergeJoinExec" && below === side) return undefined;
  return below.kind === "ShuffleQueryStageExec" ? below : undefined;
}

function readIn(side: PhysicalPlan, specs: readonly ShufflePartitionSpec[]): PhysicalPlan {
  if (side.kind === "ShuffleQueryStageExec") return { kind: "AQEShuffleReadExec", specs, child: side };
  return physicalTree.mapChildren(side, (child) => (isQueryStage(child) ? readIn(child, specs) : child));
}
