import { type AQEShuffleReadExec, type PhysicalPlan, physicalTree } from "../../plans/physical/index.js";
import { localReadSpecs } from "./local-read.js";
import { isRead, type StageRead, type StageRuleContext, shuffleOf, stageOf } from "./shuffle-reads.js";

/** Where the rows need no longer be together by key, each map's output is read where it lies (H8). */
export function optimizeShuffleWithLocalRead(plan: PhysicalPlan, { conf }: StageRuleContext): PhysicalPlan {
  if (!conf.getBoolean("spark.sql.adaptive.localShuffleReader.enabled")) return plan;
  const whole = localRead(plan);
  if (whole !== undefined) return whole;
  return physicalTree.transformDown(plan, (node) => {
    if (node.kind !== "BroadcastHashJoinExec") return node;
    const probe = node.buildSide === "BuildRight" ? node.left : node.right;
    const local = localRead(probe);
    if (local === undefined) return node;
    return node.buildSide === "BuildRight" ? { ...node, left: local } : { ...node, right: local };
  });
}

function localRead(plan: PhysicalPlan): AQEShuffleReadExec | undefined {
  if (!isRead(plan) || !mayBeLocal(plan)) return undefined;
  const stage = stageOf(plan);
  const { mapStats } = stage.result;
  if (mapStats === undefined) return undefined;
  const numReducers = mapStats.bytesByPartition.length;
  const parallelism = plan.kind === "AQEShuffleReadExec" ? plan.specs.length : numReducers;
  const specs = localReadSpecs(mapStats.bytesByMap.length, numReducers, parallelism);
  return { kind: "AQEShuffleReadExec", specs, child: stage };
}

/** A rebalance that was cut into pieces keeps them. */
function mayBeLocal(read: StageRead): boolean {
  const { origin, outputPartitioning } = shuffleOf(read);
  if (outputPartitioning.kind === "Single") return false;
  return (
    origin === "ENSURE_REQUIREMENTS" ||
    (origin === "REBALANCE_PARTITIONS_BY_NONE" && read.kind === "ShuffleQueryStageExec")
  );
}
