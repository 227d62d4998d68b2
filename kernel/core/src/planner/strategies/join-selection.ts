import {
  type EquiJoinKeys,
  equiJoinKeys,
  type Join,
  type JoinStrategyHint,
  type JoinType,
  type LogicalPlan,
  sizeInBytes,
} from "../../plans/logical/index.js";
import type { BuildSide, PhysicalPlan } from "../../plans/physical/index.js";
import { isBroadcastStage } from "../adaptive/logical-query-stage.js";
import { numShufflePartitions } from "../num-shuffle-partitions.js";
import type { Strategy, StrategyContext } from "../strategy.js";

/** Joins by the side that they may build (G3). A broadcast side is in every task, so it cannot give rows of its own; a hashed one can. */
interface Buildable {
  readonly left: readonly JoinType[];
  readonly right: readonly JoinType[];
}
const BROADCAST: Buildable = {
  left: ["Inner", "Cross", "RightOuter"],
  right: ["Inner", "Cross", "LeftOuter", "LeftSemi", "LeftAnti"],
};
const HASHED: Buildable = {
  left: ["Inner", "Cross", "LeftOuter", "RightOuter", "FullOuter"],
  right: ["Inner", "Cross", "LeftOuter", "RightOuter", "FullOuter", "LeftSemi", "LeftAnti"],
};

/** How a join is done: what hints ask for, then by the sizes of the sides (G2, G3, G4). */
export const joinSelection: Strategy = (plan, context) => {
  if (plan.kind !== "Join") return undefined;
  const keys = equiJoinKeys(plan);
  if (keys.leftKeys.length === 0) return nestedLoop(plan, context);
  return (
    broadcastHash(plan, keys, broadcastStage(plan), context) ??
    broadcastHash(
      plan,
      keys,
      sideToBuild(plan, BROADCAST, (side) => plan.hint[side] === "broadcast"),
      context,
    ) ??
    hinted(plan, keys, context) ??
    broadcastHash(
      plan,
      keys,
      sideToBuild(plan, BROADCAST, (side) => isSmall(plan, side, context)),
      context,
    ) ??
    shuffledHashBySize(plan, keys, context) ??
    sortMerge(plan, keys, context)
  );
};

type Side = "left" | "right";

/** The side to build of those that are eligible: the smaller one, the right one of equals. */
function sideToBuild(plan: Join, buildable: Buildable, eligible: (side: Side) => boolean): BuildSide | undefined {
  const left = buildable.left.includes(plan.joinType) && eligible("left");
  const right = buildable.right.includes(plan.joinType) && eligible("right");
  if (left && right) return smallerSide(plan);
  return left ? "BuildLeft" : right ? "BuildRight" : undefined;
}

function smallerSide(plan: Join): BuildSide {
  return sizeInBytes(plan.right) <= sizeInBytes(plan.left) ? "BuildRight" : "BuildLeft";
}

function isSmall(plan: Join, side: Side, { conf }: StrategyContext): boolean {
  if (plan.hint[side] === "no_broadcast_hash") return false;
  const atRuntime = isRuntime(plan[side]) ? conf.getOption("spark.sql.adaptive.autoBroadcastJoinThreshold") : undefined;
  const threshold = conf.getBytes(
    atRuntime === undefined ? "spark.sql.autoBroadcastJoinThreshold" : "spark.sql.adaptive.autoBroadcastJoinThreshold",
  );
  return threshold >= 0 && sizeInBytes(plan[side]) <= threshold;
}

/** Whether the size is that of rows that exist. */
function isRuntime(plan: LogicalPlan): boolean {
  return plan.kind === "LogicalQueryStage" && plan.stage.statistics !== undefined;
}

/** The side that is broadcast already, while the query runs. */
function broadcastStage({ left, right }: Join): BuildSide | undefined {
  if (isBroadcastStage(left)) return "BuildLeft";
  return isBroadcastStage(right) ? "BuildRight" : undefined;
}

function broadcastHash(
  plan: Join,
  keys: EquiJoinKeys,
  buildSide: BuildSide | undefined,
  context: StrategyContext,
): PhysicalPlan | undefined {
  if (buildSide === undefined) return undefined;
  return { kind: "BroadcastHashJoinExec", ...common(plan, keys, context), buildSide };
}

function sortMerge(plan: Join, keys: EquiJoinKeys, context: StrategyContext): PhysicalPlan {
  return { kind: "SortMergeJoinExec", ...common(plan, keys, context) };
}

function hinted(plan: Join, keys: EquiJoinKeys, context: StrategyContext): PhysicalPlan | undefined {
  const asks = (strategy: JoinStrategyHint): boolean => plan.hint.left === strategy || plan.hint.right === strategy;
  if (asks("merge")) return sortMerge(plan, keys, context);
  const buildSide = sideToBuild(plan, HASHED, (side) => plan.hint[side] === "shuffle_hash");
  if (buildSide !== undefined) return shuffledHash(plan, keys, buildSide, context);
  return asksForProduct(plan) ? cartesianProduct(plan, context) : undefined;
}

function shuffledHash(plan: Join, keys: EquiJoinKeys, buildSide: BuildSide, context: StrategyContext): PhysicalPlan {
  return { kind: "ShuffledHashJoinExec", ...common(plan, keys, context), buildSide };
}

/** A side that is known to fit in memory (H8) or, where sort-merge is not preferred, one that should, and is much smaller than the other. */
function shuffledHashBySize(plan: Join, keys: EquiJoinKeys, context: StrategyContext): PhysicalPlan | undefined {
  const { conf } = context;
  const prefersSortMerge = conf.getBoolean("spark.sql.join.preferSortMergeJoin");
  const limit = conf.getBytes("spark.sql.autoBroadcastJoinThreshold") * numShufflePartitions(conf);
  const buildSide = sideToBuild(plan, HASHED, (side) => {
    if (plan.hint[side] === "prefer_shuffle_hash") return true;
    const [size, other] = [sizeInBytes(plan[side]), sizeInBytes(plan[side === "left" ? "right" : "left"])];
    return !prefersSortMerge && size < limit && 3 * size <= other;
  });
  return buildSide && shuffledHash(plan, keys, buildSide, context);
}

function asksForProduct({ hint, joinType }: Join): boolean {
  const inner = joinType === "Inner" || joinType === "Cross";
  return inner && (hint.left === "shuffle_replicate_nl" || hint.right === "shuffle_replicate_nl");
}

function cartesianProduct(plan: Join, context: StrategyContext): PhysicalPlan {
  const { joinType, condition } = plan;
  return { kind: "CartesianProductExec", joinType, condition, ...children(plan, context) };
}

function nestedLoop(plan: Join, context: StrategyContext): PhysicalPlan {
  const byHint = broadcastStage(plan) ?? sideToBuild(plan, BROADCAST, (side) => plan.hint[side] === "broadcast");
  const forced: BuildSide = plan.joinType === "RightOuter" ? "BuildLeft" : "BuildRight";
  const anyLegal = plan.joinType === "Inner" || plan.joinType === "Cross" ? smallerSide(plan) : forced;
  const { left, right } = children(plan, context);
  const { joinType, condition } = plan;
  const small = (["left", "right"] as const).some((side) => isSmall(plan, side, context));
  const isProduct = (joinType === "Inner" || joinType === "Cross") && byHint === undefined;
  if (isProduct && (!small || asksForProduct(plan))) return cartesianProduct(plan, context);
  return { kind: "BroadcastNestedLoopJoinExec", joinType, condition, buildSide: byHint ?? anyLegal, left, right };
}

function common(plan: Join, keys: EquiJoinKeys, context: StrategyContext) {
  return { ...keys, joinType: plan.joinType, ...children(plan, context) };
}

function children({ left, right }: Join, { planLater }: StrategyContext): { left: PhysicalPlan; right: PhysicalPlan } {
  return { left: planLater(left), right: planLater(right) };
}
