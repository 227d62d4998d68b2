import { type Expression, type ExprId, type SortOrder, sortOrder, transformUp } from "../expressions/index.js";
import type { AQEShuffleReadExec } from "./adaptive-nodes.js";
import { physicalOutput } from "./output.js";
import {
  ALL_TUPLES,
  type Distribution,
  type Partitioning,
  partitioningText,
  SINGLE,
  UNKNOWN,
  UNSPECIFIED,
} from "./partitioning.js";
import type { AggregateExec, InMemoryTableScanExec, PhysicalPlan } from "./physical-plan.js";
import { physicalTree } from "./tree.js";

/** How each child's rows must be spread (G5), in the order of the children. */
export function requiredChildDistribution(plan: PhysicalPlan): readonly Distribution[] {
  switch (plan.kind) {
    case "HashAggregateExec":
    case "ObjectHashAggregateExec":
    case "SortAggregateExec":
      return [aggregateDistribution(plan)];
    case "SortExec":
      return [plan.global ? { kind: "Ordered", ordering: plan.order } : UNSPECIFIED];
    case "GlobalLimitExec":
      return [ALL_TUPLES];
    case "WindowExec":
      return [clustered(plan.partitionSpec)];
    case "WindowGroupLimitExec":
      return [plan.mode === "Partial" ? UNSPECIFIED : clustered(plan.partitionSpec)];
    case "SortMergeJoinExec":
    case "ShuffledHashJoinExec":
      if (plan.isSkewJoin === true) return [UNSPECIFIED, UNSPECIFIED];
      return [
        { kind: "Clustered", expressions: plan.leftKeys },
        { kind: "Clustered", expressions: plan.rightKeys },
      ];
    case "BroadcastHashJoinExec":
    case "BroadcastNestedLoopJoinExec":
      return plan.buildSide === "BuildLeft"
        ? [{ kind: "Broadcast" }, UNSPECIFIED]
        : [UNSPECIFIED, { kind: "Broadcast" }];
    default:
      return physicalTree.children(plan).map(() => UNSPECIFIED);
  }
}

function aggregateDistribution({ requiresClustering, groupingExpressions }: AggregateExec): Distribution {
  return requiresClustering ? clustered(groupingExpressions) : UNSPECIFIED;
}

function clustered(keys: readonly Expression[]): Distribution {
  return keys.length === 0 ? ALL_TUPLES : { kind: "Clustered", expressions: keys };
}

const ascending = (keys: readonly Expression[]): readonly SortOrder[] => keys.map((key) => sortOrder(key));

/** In what order each child's partitions must be. */
export function requiredChildOrdering(plan: PhysicalPlan): readonly (readonly SortOrder[])[] {
  if (plan.kind === "SortMergeJoinExec") return [ascending(plan.leftKeys), ascending(plan.rightKeys)];
  if (plan.kind === "WindowExec" || plan.kind === "WindowGroupLimitExec") {
    return [[...ascending(plan.partitionSpec), ...plan.orderSpec]];
  }
  if (plan.kind === "SortAggregateExec") return [ascending(plan.groupingExpressions)];
  return physicalTree.children(plan).map(() => []);
}

/** How the operator's rows are spread. */
export function outputPartitioning(plan: PhysicalPlan): Partitioning {
  switch (plan.kind) {
    case "ShuffleExchangeExec":
      return plan.outputPartitioning;
    case "ShuffleQueryStageExec":
    case "ResultQueryStageExec":
    case "TableCacheQueryStageExec":
      return outputPartitioning(plan.plan);
    case "AdaptiveSparkPlanExec":
      return outputPartitioning(plan.adaptive.currentPlan);
    case "AQEShuffleReadExec":
      return readPartitioning(plan);
    case "InMemoryTableScanExec":
      return mapPartitioning(outputPartitioning(plan.cached.plan), cachedColumns(plan));
    case "ReusedExchangeExec": {
      if (plan.exchange.kind === "BroadcastExchangeExec") return UNKNOWN;
      const from = physicalOutput(plan.exchange);
      return mapPartitioning(
        plan.exchange.outputPartitioning,
        new Map(from.map((a, i) => [a.exprId, plan.output[i]!])),
      );
    }
    case "RangeExec":
      if (plan.numSlices === 1) return SINGLE;
      return { kind: "Range", ordering: ascending(plan.output), numPartitions: plan.numSlices };
    case "CoalesceExec":
      return plan.numPartitions === 1 ? SINGLE : { kind: "Unknown", numPartitions: plan.numPartitions };
    case "CollectLimitExec":
    case "CollectTailExec":
    case "TakeOrderedAndProjectExec":
      return SINGLE;
    case "UnionExec":
      return unionPartitioning(plan);
    case "ProjectExec":
      return visiblePartitioning(outputPartitioning(plan.child), plan.projectList);
    case "HashAggregateExec":
    case "ObjectHashAggregateExec":
    case "SortAggregateExec":
      return visiblePartitioning(outputPartitioning(plan.child), plan.resultExpressions);
    case "SortMergeJoinExec":
    case "ShuffledHashJoinExec":
      return joinPartitioning(plan);
    case "BroadcastHashJoinExec":
    case "BroadcastNestedLoopJoinExec":
      return outputPartitioning(plan.buildSide === "BuildLeft" ? plan.right : plan.left);
    case "FilterExec":
    case "SortExec":
    case "SampleExec":
    case "ColumnarToRowExec":
    case "LocalLimitExec":
    case "GlobalLimitExec":
    case "GenerateExec":
    case "WindowExec":
    case "WindowGroupLimitExec":
    case "WholeStageCodegenExec":
    case "InputAdapter":
      return outputPartitioning(plan.child);
    default:
      return UNKNOWN;
  }
}

/** Reading whole reducers together keeps rows with equal keys together; a cut through one does not (H5). */
function readPartitioning({ specs, child }: AQEShuffleReadExec): Partitioning {
  const p = outputPartitioning(child);
  const unknown: Partitioning = { kind: "Unknown", numPartitions: specs.length };
  if (!specs.every((spec) => spec.kind === "CoalescedPartitionSpec")) return unknown;
  return p.kind === "Single" || p.kind === "Collection" ? p : { ...p, numPartitions: specs.length };
}

/** A union of rows that are spread alike keeps them so (G9). */
function unionPartitioning(plan: Extract<PhysicalPlan, { kind: "UnionExec" }>): Partitioning {
  const all = plan.children.map((child) =>
    mapPartitioning(
      outputPartitioning(child),
      new Map(physicalOutput(child).map((a, i) => [a.exprId, plan.output[i]!])),
    ),
  );
  const [first, ...rest] = all;
  if (first === undefined || (first.kind !== "Single" && first.kind !== "Hash")) return UNKNOWN;
  const text = partitioningText(first, { ids: true });
  return rest.every((p) => p.kind === first.kind && partitioningText(p, { ids: true }) === text) ? first : UNKNOWN;
}

function joinPartitioning(
  plan: Extract<PhysicalPlan, { kind: "SortMergeJoinExec" | "ShuffledHashJoinExec" }>,
): Partitioning {
  if (plan.isSkewJoin === true) return UNKNOWN;
  const [left, right] = [outputPartitioning(plan.left), outputPartitioning(plan.right)];
  switch (plan.joinType) {
    case "Inner":
    case "Cross":
      return { kind: "Collection", partitionings: [left, right] };
    case "RightOuter":
      return right;
    case "FullOuter":
      return UNKNOWN;
    default:
      return left;
  }
}

/** In what order the rows of each partition are. */
export function outputOrdering(plan: PhysicalPlan): readonly SortOrder[] {
  switch (plan.kind) {
    case "ResultQueryStageExec":
    case "TableCacheQueryStageExec":
      return outputOrdering(plan.plan);
    case "AdaptiveSparkPlanExec":
      return outputOrdering(plan.adaptive.currentPlan);
    case "InMemoryTableScanExec":
      return renamedOrdering(outputOrdering(plan.cached.plan), cachedColumns(plan));
    case "SortExec":
    case "TakeOrderedAndProjectExec":
      return plan.order;
    case "RangeExec":
      return plan.step > 0 ? ascending(plan.output) : plan.output.map((a) => sortOrder(a, false));
    case "SortMergeJoinExec":
      return plan.joinType === "FullOuter"
        ? []
        : ascending(plan.joinType === "RightOuter" ? plan.rightKeys : plan.leftKeys);
    case "SortAggregateExec":
      return visibleOrdering(ascending(plan.groupingExpressions), plan.resultExpressions);
    case "ProjectExec":
      return visibleOrdering(outputOrdering(plan.child), plan.projectList);
    case "BroadcastHashJoinExec":
      return plan.buildSide === "BuildRight" && plan.joinType !== "FullOuter" ? outputOrdering(plan.left) : [];
    case "FilterExec":
    case "ColumnarToRowExec":
    case "LocalLimitExec":
    case "GlobalLimitExec":
    case "WindowExec":
    case "WindowGroupLimitExec":
    case "WholeStageCodegenExec":
    case "InputAdapter":
      return outputOrdering(plan.child);
    default:
      return [];
  }
}

type Renaming = ReadonlyMap<ExprId, Expression>;

/** What each input column is called in the output of a select list; columns that are not in it are missing. */
function renaming(list: readonly Expression[]): Renaming {
  const names = new Map<ExprId, Expression>();
  for (const e of list) {
    if (e.kind === "AttributeReference") names.set(e.exprId, e);
    else if (e.kind === "Alias" && e.child.kind === "AttributeReference" && !names.has(e.child.exprId)) {
      names.set(e.child.exprId, { ...e.child, name: e.name, exprId: e.exprId });
    }
  }
  return names;
}

function rename<E extends Expression>(e: E, names: Renaming): E | undefined {
  let complete = true;
  const renamed = transformUp(e, (node) => {
    if (node.kind !== "AttributeReference") return node;
    const name = names.get(node.exprId);
    if (name === undefined) complete = false;
    return name ?? node;
  });
  return complete ? (renamed as E) : undefined;
}

function visiblePartitioning(p: Partitioning, list: readonly Expression[]): Partitioning {
  return mapPartitioning(p, renaming(list));
}

function mapPartitioning(p: Partitioning, names: Renaming): Partitioning {
  const unknown: Partitioning = {
    kind: "Unknown",
    numPartitions: p.kind === "Single" || p.kind === "Collection" ? 0 : p.numPartitions,
  };
  switch (p.kind) {
    case "Hash": {
      const expressions = p.expressions.map((e) => rename(e, names));
      return expressions.every((e) => e !== undefined) ? { ...p, expressions } : unknown;
    }
    case "Range": {
      const ordering = p.ordering.map((o) => rename(o, names));
      return ordering.every((o) => o !== undefined) ? { ...p, ordering } : unknown;
    }
    case "Collection": {
      const kept = p.partitionings.map((one) => mapPartitioning(one, names)).filter((one) => one.kind !== "Unknown");
      return kept.length === 0 ? UNKNOWN : kept.length === 1 ? kept[0]! : { kind: "Collection", partitionings: kept };
    }
    default:
      return p;
  }
}

function visibleOrdering(ordering: readonly SortOrder[], list: readonly Expression[]): readonly SortOrder[] {
  return renamedOrdering(ordering, renaming(list));
}

/** What the columns of a cached plan are called where the cache is read. */
function cachedColumns({ cached, relationOutput }: InMemoryTableScanExec): Renaming {
  return new Map(physicalOutput(cached.plan).map((a, i) => [a.exprId, relationOutput[i]!]));
}

function renamedOrdering(ordering: readonly SortOrder[], names: Renaming): readonly SortOrder[] {
  const renamed = ordering.map((o) => rename(o, names));
  const end = renamed.indexOf(undefined);
  return (end < 0 ? renamed : renamed.slice(0, end)) as readonly SortOrder[];
}
