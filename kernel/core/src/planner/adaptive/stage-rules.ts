import type { RuntimeConfig } from "../../conf/runtime-config.js";
import {
  type AQEShuffleReadExec,
  exchangeOf,
  isQueryStage,
  type PhysicalPlan,
  physicalTree,
  type ShuffleQueryStageExec,
} from "../../plans/physical/index.js";
import type { ShufflePartitionSpec } from "../../rdd/shuffle-partition-spec.js";
import { coalesceBetweenSkewed, coalescePartitions } from "./coalesce-partitions.js";
import { localReadSpecs } from "./local-read.js";
import { splitSkewed } from "./split-skewed.js";
import { meetsRequirements } from "./validate-requirements.js";

/** What the rules of a stage look at beside its plan. */
export interface StageRuleContext {
  readonly conf: RuntimeConfig;
  defaultParallelism(): number;
}

type StageRead = ShuffleQueryStageExec | AQEShuffleReadExec;

/** How a stage reads the shuffles below it, now that their sizes are known: coalesced, then local where it may (H5, H8). */
export function optimizeReads(plan: PhysicalPlan, context: StageRuleContext): PhysicalPlan {
  let current = plan;
  for (const rule of [coalesceShufflePartitions, readLocally]) {
    const changed = rule(current, context);
    if (changed === current || meetsRequirements(changed)) current = changed;
  }
  return current;
}

/** Reads small neighbouring partitions in one task (H5). */
function coalesceShufflePartitions(plan: PhysicalPlan, { conf, defaultParallelism }: StageRuleContext): PhysicalPlan {
  if (!conf.getBoolean("spark.sql.adaptive.coalescePartitions.enabled")) return plan;
  const groups = coalesceGroups(plan, false);
  const sizes = groups.map(({ reads }) => sum(reads.flatMap((read) => sizesOf(read) ?? [])));
  const total = sum(sizes);
  const fallback = conf.getBoolean("spark.sql.adaptive.coalescePartitions.parallelismFirst") ? defaultParallelism() : 1;
  const minNum = conf.getOptionalInt("spark.sql.adaptive.coalescePartitions.minPartitionNum") ?? fallback;
  const minPartitionSize = conf.getBytes("spark.sql.adaptive.coalescePartitions.minPartitionSize");
  const advisory = conf.getBytes("spark.sql.adaptive.advisoryPartitionSizeInBytes");
  const found = new Map<number, readonly ShufflePartitionSpec[]>();
  for (const [i, { reads, belowNestedLoop }] of groups.entries()) {
    // Groups share the cores by their size.
    const share = groups.length === 1 || total === 0 ? minNum : Math.round((minNum * sizes[i]!) / total);
    const target = belowNestedLoop ? Math.min(advisory, minPartitionSize) : advisory;
    const targets = { advisory: target, minPartitionSize, minNumPartitions: Math.max(1, share) };
    const specs = specsOf(reads, targets);
    if (specs !== undefined) for (const [at, read] of reads.entries()) found.set(stageOf(read).id, specs[at]!);
  }
  return found.size === 0 ? plan : withReads(plan, found);
}

function specsOf(
  reads: readonly StageRead[],
  targets: Parameters<typeof coalescePartitions>[1],
): readonly (readonly ShufflePartitionSpec[])[] | undefined {
  const known = reads.flatMap((read) => {
    const sizes = sizesOf(read);
    return sizes === undefined ? [] : [sizes];
  });
  if (reads.every((read) => read.kind === "ShuffleQueryStageExec")) {
    const specs = coalescePartitions(known, targets);
    return specs && reads.map(() => specs);
  }
  const pieces = reads.flatMap((read) => (read.kind === "AQEShuffleReadExec" ? [read.specs] : []));
  if (pieces.length < reads.length || known.length < reads.length) return undefined;
  return coalesceBetweenSkewed(known, pieces, targets);
}

/** Shuffles that are read side by side and must stay aligned. */
interface CoalesceGroup {
  readonly reads: readonly StageRead[];
  readonly belowNestedLoop: boolean;
}

function coalesceGroups(plan: PhysicalPlan, belowNestedLoop: boolean): CoalesceGroup[] {
  const children = physicalTree.children(plan);
  const isRead = plan.kind === "AQEShuffleReadExec";
  if (children.length === 1 && !isRead) return coalesceGroups(children[0]!, belowNestedLoop);
  if (plan.kind === "UnionExec" || plan.kind === "BroadcastHashJoinExec") {
    return children.flatMap((child) => coalesceGroups(child, belowNestedLoop));
  }
  if (plan.kind === "BroadcastNestedLoopJoinExec") return children.flatMap((child) => coalesceGroups(child, true));
  if (!leaves(plan).every((leaf) => leaf.kind === "ShuffleQueryStageExec" || leaf.kind === "BroadcastQueryStageExec")) {
    return [];
  }
  const reads = shuffleReads(plan);
  return reads.length > 0 && reads.every(mayChangeNumber) ? [{ reads, belowNestedLoop }] : [];
}

function leaves(plan: PhysicalPlan): readonly PhysicalPlan[] {
  const children = physicalTree.children(plan);
  return children.length === 0 ? [plan] : children.flatMap(leaves);
}

function shuffleReads(plan: PhysicalPlan): readonly StageRead[] {
  if (plan.kind === "AQEShuffleReadExec" || plan.kind === "ShuffleQueryStageExec") return [plan];
  return physicalTree.children(plan).flatMap(shuffleReads);
}

/** A number of partitions that the user gave stays (H5). */
function mayChangeNumber(read: StageRead): boolean {
  const { origin, outputPartitioning } = exchangeOf(stageOf(read).plan);
  return origin !== "REPARTITION_BY_NUM" && outputPartitioning.kind !== "Single";
}

function stageOf(read: StageRead): ShuffleQueryStageExec {
  return read.kind === "AQEShuffleReadExec" ? read.child : read;
}

function sizesOf(read: StageRead): readonly number[] | undefined {
  return stageOf(read).result.mapStats?.bytesByPartition;
}

function withReads(plan: PhysicalPlan, specs: ReadonlyMap<number, readonly ShufflePartitionSpec[]>): PhysicalPlan {
  if (plan.kind === "AQEShuffleReadExec" || plan.kind === "ShuffleQueryStageExec") {
    const stage = stageOf(plan);
    const own = specs.get(stage.id);
    return own === undefined ? plan : { kind: "AQEShuffleReadExec", specs: own, child: stage };
  }
  return physicalTree.mapChildren(plan, (child) => withReads(child, specs));
}

/** Where the rows need no longer be together by key, each map's output is read where it lies (H8). */
function readLocally(plan: PhysicalPlan, { conf }: StageRuleContext): PhysicalPlan {
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
  if (plan.kind !== "AQEShuffleReadExec" && plan.kind !== "ShuffleQueryStageExec") return undefined;
  const stage = stageOf(plan);
  const { mapStats } = stage.result;
  const { origin, outputPartitioning } = exchangeOf(stage.plan);
  if (mapStats === undefined || origin !== "ENSURE_REQUIREMENTS" || outputPartitioning.kind === "Single")
    return undefined;
  const numReducers = mapStats.bytesByPartition.length;
  const parallelism = plan.kind === "AQEShuffleReadExec" ? plan.specs.length : numReducers;
  const specs = localReadSpecs(mapStats.bytesByMap.length, numReducers, parallelism);
  return { kind: "AQEShuffleReadExec", specs, child: stage };
}

/** Splits the skewed partitions of joins whose sides are written (H6), unless that would cost another shuffle. */
export function optimizeSkewedJoins(plan: PhysicalPlan, { conf }: StageRuleContext): PhysicalPlan {
  if (!conf.getBoolean("spark.sql.adaptive.skewJoin.enabled")) return plan;
  const thresholds = {
    factor: conf.getDouble("spark.sql.adaptive.skewJoin.skewedPartitionFactor"),
    threshold: conf.getBytes("spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes"),
    advisory: conf.getBytes("spark.sql.adaptive.advisoryPartitionSizeInBytes"),
  };
  const split = physicalTree.transformUp(plan, (node) => {
    if ((node.kind !== "SortMergeJoinExec" && node.kind !== "ShuffledHashJoinExec") || node.isSkewJoin === true)
      return node;
    const [left, right] = [directStage(node.left, node.kind), directStage(node.right, node.kind)];
    const [leftStats, rightStats] = [left?.result.mapStats, right?.result.mapStats];
    if (leftStats === undefined || rightStats === undefined) return node;
    const pieces = splitSkewed(leftStats, rightStats, node.joinType, thresholds);
    if (pieces === undefined) return node;
    return {
      ...node,
      isSkewJoin: true,
      left: readIn(node.left, pieces.left),
      right: readIn(node.right, pieces.right),
    };
  });
  return split !== plan && meetsRequirements(split) ? split : plan;
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

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
