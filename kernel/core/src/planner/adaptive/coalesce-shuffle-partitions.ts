import type { Bytes } from "../../base/brand.js";
import { outputPartitioning, type PhysicalPlan, physicalTree } from "../../plans/physical/index.js";
import type { ShufflePartitionSpec } from "../../rdd/shuffle-partition-spec.js";
import { type CoalesceTargets, coalesceBetweenSkewed, coalescePartitions } from "./coalesce-partitions.js";
import {
  isRead,
  type StageRead,
  type StageRuleContext,
  shuffleOf,
  shuffleReads,
  stageOf,
  withReads,
} from "./shuffle-reads.js";

/** Reads small neighbouring partitions in one task (H5). */
export function coalesceShufflePartitions(plan: PhysicalPlan, context: StageRuleContext): PhysicalPlan {
  const { conf, defaultParallelism } = context;
  if (!conf.getBoolean("spark.sql.adaptive.coalescePartitions.enabled")) return plan;
  const groups = coalesceGroups(plan, false);
  const sizes = groups.map(({ reads }) => sum(reads.flatMap((read) => sizesOf(read) ?? [])));
  const total = sum(sizes);
  const fallback = conf.getBoolean("spark.sql.adaptive.coalescePartitions.parallelismFirst") ? defaultParallelism() : 1;
  const minNum = conf.getOptionalInt("spark.sql.adaptive.coalescePartitions.minPartitionNum") ?? fallback;
  const minPartitionSize = conf.getBytes("spark.sql.adaptive.coalescePartitions.minPartitionSize");
  const advisory = conf.getBytes("spark.sql.adaptive.advisoryPartitionSizeInBytes");
  const maxReducers = conf.getInt("spark.sql.adaptive.coalescePartitions.maxReducerPartitionsPerTask");
  const found = new Map<number, readonly ShufflePartitionSpec[]>();
  for (const [i, { reads, belowNestedLoop }] of groups.entries()) {
    // Groups share the cores by their size.
    const share = groups.length === 1 || total === 0 ? minNum : Math.round((minNum * sizes[i]!) / total);
    const target = belowNestedLoop ? Math.min(advisory, minPartitionSize) : advisory;
    const specs = specsOf(reads, {
      advisory: target,
      minPartitionSize,
      minNumPartitions: Math.max(1, share),
      maxReducers,
    });
    if (specs !== undefined) for (const [at, read] of reads.entries()) found.set(stageOf(read).id, specs[at]!);
  }
  return found.size === 0 ? plan : withReads(plan, found);
}

function specsOf(
  reads: readonly StageRead[],
  targets: CoalesceTargets,
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
  if (children.length === 1 && !isRead(plan)) return coalesceGroups(children[0]!, belowNestedLoop);
  // A union that keeps how its inputs are spread reads them side by side, too (G9).
  const isPlainUnion = plan.kind === "UnionExec" && outputPartitioning(plan).kind === "Unknown";
  if (isPlainUnion || plan.kind === "BroadcastHashJoinExec") {
    return children.flatMap((child) => coalesceGroups(child, belowNestedLoop));
  }
  if (plan.kind === "BroadcastNestedLoopJoinExec" || plan.kind === "CartesianProductExec") {
    return children.flatMap((child) => coalesceGroups(child, true));
  }
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

/** A number of partitions that the user gave stays (H5). */
function mayChangeNumber(read: StageRead): boolean {
  const { origin, outputPartitioning } = shuffleOf(read);
  return origin !== "REPARTITION_BY_NUM" && outputPartitioning.kind !== "Single";
}

function sizesOf(read: StageRead): readonly Bytes[] | undefined {
  return stageOf(read).result.mapStats?.bytesByPartition;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
