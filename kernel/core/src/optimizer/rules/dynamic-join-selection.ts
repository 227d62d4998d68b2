import type { RuntimeConfig } from "../../conf/runtime-config.js";
import {
  equiJoinKeys,
  type Join,
  type JoinStrategyHint,
  type JoinType,
  type LogicalPlan,
  logicalTree,
} from "../../plans/logical/index.js";
import type { Rule } from "../rule.js";

type Side = "left" | "right";

/** Joins whose rows come from the streamed side alone: they gain when most of *its* partitions are empty. */
const BY_OTHER_SIDE: readonly JoinType[] = ["LeftOuter", "RightOuter", "LeftAnti"];
const BROADCASTS: Readonly<Record<Side, readonly JoinType[]>> = {
  left: ["Inner", "Cross", "RightOuter"],
  right: ["Inner", "Cross", "LeftOuter", "LeftSemi", "LeftAnti"],
};

/** How a join whose sides are written should be done, by the sizes of their partitions (H8). */
export function DynamicJoinSelection(conf: RuntimeConfig): Rule {
  return {
    name: "DynamicJoinSelection",
    apply: (plan) =>
      logicalTree.transformUp(plan, (node) => {
        if (node.kind !== "Join" || equiJoinKeys(node).leftKeys.length === 0) return node;
        return withStrategy(withStrategy(node, "left", conf), "right", conf);
      }),
  };
}

function withStrategy(plan: Join, side: Side, conf: RuntimeConfig): Join {
  if (plan.hint[side] !== undefined) return plan;
  const strategy = strategyFor(plan, side, conf);
  return strategy === undefined ? plan : { ...plan, hint: { ...plan.hint, [side]: strategy } };
}

function strategyFor(plan: Join, side: Side, conf: RuntimeConfig): JoinStrategyHint | undefined {
  const bytes = partitionBytes(plan[side]);
  if (bytes === undefined) return undefined;
  const ratio = conf.getDouble("spark.sql.adaptive.nonEmptyPartitionRatioForBroadcastJoin");
  const own = hasManyEmpty(bytes, ratio);
  const other = hasManyEmpty(partitionBytes(plan[side === "left" ? "right" : "left"]), ratio);
  const skipsEmpty = BY_OTHER_SIDE.includes(plan.joinType) ? other && !own : own;
  const demote = BROADCASTS[side].includes(plan.joinType) && skipsEmpty;
  const fits = fitsLocalMaps(bytes, conf);
  if (demote) return fits ? "shuffle_hash" : "no_broadcast_hash";
  return fits ? "prefer_shuffle_hash" : undefined;
}

function partitionBytes(plan: LogicalPlan): readonly number[] | undefined {
  return plan.kind === "LogicalQueryStage" ? plan.stage.partitionBytes : undefined;
}

function hasManyEmpty(bytes: readonly number[] | undefined, ratio: number): boolean {
  if (bytes === undefined) return false;
  const nonEmpty = bytes.filter((size) => size > 0).length;
  return nonEmpty > 0 && nonEmpty / bytes.length < ratio;
}

/** Whether each partition fits into a hash table in memory. */
function fitsLocalMaps(bytes: readonly number[], conf: RuntimeConfig): boolean {
  const threshold = conf.getBytes("spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold");
  const advisory = conf.getBytes("spark.sql.adaptive.advisoryPartitionSizeInBytes");
  return advisory <= threshold && bytes.every((size) => size <= threshold);
}
