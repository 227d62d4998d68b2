import {
  type Join,
  type JoinStrategyHint,
  type JoinType,
  type LogicalPlan,
  sizeInBytes,
} from "../../plans/logical/index.js";
import type { BuildSide, PhysicalPlan } from "../../plans/physical/index.js";
import { isBroadcastStage } from "../adaptive/logical-query-stage.js";
import type { Strategy, StrategyContext } from "../strategy.js";
import { type EquiJoinKeys, equiJoinKeys } from "./equi-join-keys.js";

/** Sides that may be built: broadcast or hashed (G3). */
const BROADCAST_LEFT: readonly JoinType[] = ["Inner", "Cross", "RightOuter"];
const BROADCAST_RIGHT: readonly JoinType[] = ["Inner", "Cross", "LeftOuter", "LeftSemi", "LeftAnti"];

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
      broadcastSide(plan, (side) => plan.hint[side] === "broadcast"),
      context,
    ) ??
    hinted(plan, keys, context) ??
    broadcastHash(
      plan,
      keys,
      broadcastSide(plan, (side) => isSmall(plan, side, context)),
      context,
    ) ??
    shuffledHashBySize(plan, keys, context) ??
    sortMerge(plan, keys, context)
  );
};

type Side = "left" | "right";

/** The side to broadcast of those that are eligible: the smaller one, the right one of equals. */
function broadcastSide(plan: Join, eligible: (side: Side) => boolean): BuildSide | undefined {
  const left = BROADCAST_LEFT.includes(plan.joinType) && eligible("left");
  const right = BROADCAST_RIGHT.includes(plan.joinType) && eligible("right");
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
  if (!asks("shuffle_hash")) return asksForProduct(plan) ? cartesianProduct(plan, context) : undefined;
  const buildSide = broadcastSide(plan, (side) => plan.hint[side] === "shuffle_hash");
  return buildSide && { kind: "ShuffledHashJoinExec", ...common(plan, keys, context), buildSide };
}

/** Only where sort-merge is not preferred: a side that fits in memory by partition and is much smaller than the other. */
function shuffledHashBySize(plan: Join, keys: EquiJoinKeys, context: StrategyContext): PhysicalPlan | undefined {
  const { conf } = context;
  if (conf.getBoolean("spark.sql.join.preferSortMergeJoin")) return undefined;
  const limit = conf.getBytes("spark.sql.autoBroadcastJoinThreshold") * conf.getInt("spark.sql.shuffle.partitions");
  const buildSide = broadcastSide(plan, (side) => {
    const [size, other] = [sizeInBytes(plan[side]), sizeInBytes(plan[side === "left" ? "right" : "left"])];
    return size < limit && 3 * size <= other;
  });
  return buildSide && { kind: "ShuffledHashJoinExec", ...common(plan, keys, context), buildSide };
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
  const byHint = broadcastStage(plan) ?? broadcastSide(plan, (side) => plan.hint[side] === "broadcast");
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
