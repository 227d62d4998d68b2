import type { InternalRow } from "../../types/data-type.js";
import type {
  AggregateExpression,
  AttributeReference,
  Expression,
  SortOrder,
  WindowFunction,
} from "../expressions/index.js";
import type { CachedRelation, FileRelation, JoinType, OutputTarget, RowSource } from "../logical/index.js";
import type {
  AdaptiveSparkPlanExec,
  AQEShuffleReadExec,
  BroadcastQueryStageExec,
  EmptyRelationExec,
  ResultQueryStageExec,
  ShuffleQueryStageExec,
  TableCacheQueryStageExec,
} from "./adaptive-nodes.js";
import type { Partitioning } from "./partitioning.js";

/**
 * Spark's physical operators as immutable plain trees, tagged by `kind` (the name of Spark's class). Walk them with
 * `tree.ts`; `output.ts`, `requirements.ts` and `physical-text.ts` tell what they give, what they need and how they print.
 */
export type PhysicalPlan =
  | AdaptiveSparkPlanExec
  | ShuffleQueryStageExec
  | BroadcastQueryStageExec
  | TableCacheQueryStageExec
  | ResultQueryStageExec
  | AQEShuffleReadExec
  | EmptyRelationExec
  | FileSourceScanExec
  | RangeExec
  | LocalTableScanExec
  | RDDScanExec
  | InMemoryTableScanExec
  | ColumnarToRowExec
  | DeserializeToObjectExec
  | ProjectExec
  | FilterExec
  | AggregateExec
  | SortExec
  | ShuffleExchangeExec
  | BroadcastExchangeExec
  | ReusedExchangeExec
  | BroadcastHashJoinExec
  | ShuffledHashJoinExec
  | SortMergeJoinExec
  | BroadcastNestedLoopJoinExec
  | CartesianProductExec
  | TakeOrderedAndProjectExec
  | CollectLimitExec
  | CollectTailExec
  | SampleExec
  | LocalLimitExec
  | GlobalLimitExec
  | UnionExec
  | CoalesceExec
  | GenerateExec
  | ExpandExec
  | WindowExec
  | WindowGroupLimitExec
  | WholeStageCodegenExec
  | InputAdapter
  | WriteFilesExec
  | DataWritingCommandExec;

export type PhysicalPlanKind = PhysicalPlan["kind"];

/** A scan of data files, `FileScan parquet […]`. */
export interface FileSourceScanExec {
  readonly kind: "FileSourceScanExec";
  readonly relation: FileRelation;
  readonly output: readonly AttributeReference[];
  readonly dataFilters: readonly Expression[];
}

export interface RangeExec {
  readonly kind: "RangeExec";
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly numSlices: number;
  readonly output: readonly AttributeReference[];
}

export interface LocalTableScanExec {
  readonly kind: "LocalTableScanExec";
  readonly output: readonly AttributeReference[];
  readonly rows: readonly InternalRow[];
}

export interface RDDScanExec {
  readonly kind: "RDDScanExec";
  readonly output: readonly AttributeReference[];
  readonly source: RowSource;
}

/** A read of a persisted plan (G10). */
export interface InMemoryTableScanExec {
  readonly kind: "InMemoryTableScanExec";
  readonly output: readonly AttributeReference[];
  readonly predicates: readonly Expression[];
  /** All columns of the cached plan, in the order of the cached rows. */
  readonly relationOutput: readonly AttributeReference[];
  readonly cached: CachedRelation;
}

/** From the batches of a vectorised scan to rows. */
export interface ColumnarToRowExec {
  readonly kind: "ColumnarToRowExec";
  readonly child: PhysicalPlan;
}

/** Rows as objects: below `df.rdd`, and lines below the typed operations with which CSV files are inspected (G16). */
export interface DeserializeToObjectExec {
  readonly kind: "DeserializeToObjectExec";
  /** Lines as texts, not rows as Rows. */
  readonly isText?: true;
  readonly child: PhysicalPlan;
}

export interface ProjectExec {
  readonly kind: "ProjectExec";
  readonly projectList: readonly Expression[];
  readonly child: PhysicalPlan;
}

export interface FilterExec {
  readonly kind: "FilterExec";
  readonly condition: Expression;
  readonly child: PhysicalPlan;
}

/** Hash, object-hash or sort aggregate (G6): one shape, three ways of finding the group of a row. */
export interface AggregateExec {
  readonly kind: "HashAggregateExec" | "ObjectHashAggregateExec" | "SortAggregateExec";
  readonly groupingExpressions: readonly Expression[];
  /** All in one step of the aggregation, but for the distinct step, which mixes merging with partial. */
  readonly aggregateExpressions: readonly AggregateExpression[];
  /** The keys as columns of the operator's own rows. */
  readonly groupingAttributes: readonly AttributeReference[];
  /** The columns of each function's buffer: given by the steps before the last, taken by all but the first. */
  readonly bufferAttributes: readonly (readonly AttributeReference[])[];
  /** The columns that the step computes, as `explain("formatted")` lists them: its own buffers, or results. */
  readonly aggregateAttributes: readonly AttributeReference[];
  /** The result of each function, which the result expressions read. */
  readonly resultAttributes: readonly AttributeReference[];
  /** What the operator gives for each group: keys and buffers, or keys and results. */
  readonly resultExpressions: readonly Expression[];
  /** Whether the input is clustered by the keys: for merging and complete steps. */
  readonly requiresClustering: boolean;
  readonly child: PhysicalPlan;
}

export interface SortExec {
  readonly kind: "SortExec";
  readonly order: readonly SortOrder[];
  readonly global: boolean;
  readonly child: PhysicalPlan;
}

/** Why there is an exchange: what may be done to its partitions depends on it (H5). */
export type ShuffleOrigin =
  | "ENSURE_REQUIREMENTS"
  | "REPARTITION_BY_NUM"
  | "REPARTITION_BY_COL"
  | "REBALANCE_PARTITIONS_BY_NONE"
  | "REBALANCE_PARTITIONS_BY_COL";

export interface ShuffleExchangeExec {
  readonly kind: "ShuffleExchangeExec";
  readonly outputPartitioning: Partitioning;
  readonly origin: ShuffleOrigin;
  readonly planId: number;
  readonly child: PhysicalPlan;
}

export interface BroadcastExchangeExec {
  readonly kind: "BroadcastExchangeExec";
  /** Keys of the hash table, over the child's columns; none for a nested-loop join. */
  readonly keys: readonly Expression[];
  readonly planId: number;
  readonly child: PhysicalPlan;
}

/** The result of an equal exchange elsewhere in the plan (G5). */
export interface ReusedExchangeExec {
  readonly kind: "ReusedExchangeExec";
  readonly output: readonly AttributeReference[];
  readonly exchange: ShuffleExchangeExec | BroadcastExchangeExec;
}

export type BuildSide = "BuildLeft" | "BuildRight";

interface EquiJoin {
  /** Its skewed partitions are split, so its sides are not placed by the keys any more (H6). */
  readonly isSkewJoin?: boolean;
  readonly leftKeys: readonly Expression[];
  readonly rightKeys: readonly Expression[];
  readonly joinType: JoinType;
  /** What must hold besides equal keys. */
  readonly condition: Expression | undefined;
  readonly left: PhysicalPlan;
  readonly right: PhysicalPlan;
}

export interface BroadcastHashJoinExec extends EquiJoin {
  readonly kind: "BroadcastHashJoinExec";
  readonly buildSide: BuildSide;
}

export interface ShuffledHashJoinExec extends EquiJoin {
  readonly kind: "ShuffledHashJoinExec";
  readonly buildSide: BuildSide;
}

export interface SortMergeJoinExec extends EquiJoin {
  readonly kind: "SortMergeJoinExec";
}

/** For joins without equal keys (G4). */
export interface BroadcastNestedLoopJoinExec {
  readonly kind: "BroadcastNestedLoopJoinExec";
  readonly joinType: JoinType;
  readonly buildSide: BuildSide;
  readonly condition: Expression | undefined;
  readonly left: PhysicalPlan;
  readonly right: PhysicalPlan;
}

/** Every row of one side with every row of the other, partition by partition, where none is broadcast (G4). */
export interface CartesianProductExec {
  readonly kind: "CartesianProductExec";
  readonly joinType: JoinType;
  readonly condition: Expression | undefined;
  readonly left: PhysicalPlan;
  readonly right: PhysicalPlan;
}

export interface TakeOrderedAndProjectExec {
  readonly kind: "TakeOrderedAndProjectExec";
  readonly limit: number;
  /** Rows of these that are left out at the start. */
  readonly offset?: number;
  readonly order: readonly SortOrder[];
  readonly projectList: readonly Expression[];
  readonly child: PhysicalPlan;
}

export interface CollectLimitExec {
  readonly kind: "CollectLimitExec";
  /** -1 for all rows. */
  readonly limit: number;
  /** Rows that are left out at the start. */
  readonly offset?: number;
  readonly child: PhysicalPlan;
}

/** The last rows, on the driver: `df.tail(n)`. */
export interface CollectTailExec {
  readonly kind: "CollectTailExec";
  readonly limit: number;
  readonly child: PhysicalPlan;
}

/** The rows that were drawn, of each partition with a seed of its own. */
export interface SampleExec {
  readonly kind: "SampleExec";
  readonly lowerBound: number;
  readonly upperBound: number;
  readonly withReplacement: boolean;
  readonly seed: bigint;
  readonly child: PhysicalPlan;
}

export interface LocalLimitExec {
  readonly kind: "LocalLimitExec";
  readonly limit: number;
  readonly child: PhysicalPlan;
}

export interface GlobalLimitExec {
  readonly kind: "GlobalLimitExec";
  /** -1 for all rows. */
  readonly limit: number;
  /** Rows that are left out at the start. */
  readonly offset?: number;
  readonly child: PhysicalPlan;
}

export interface UnionExec {
  readonly kind: "UnionExec";
  readonly output: readonly AttributeReference[];
  readonly children: readonly PhysicalPlan[];
}

export interface CoalesceExec {
  readonly kind: "CoalesceExec";
  readonly numPartitions: number;
  readonly child: PhysicalPlan;
}

export interface GenerateExec {
  readonly kind: "GenerateExec";
  readonly generator: Expression;
  readonly requiredChildOutput: readonly AttributeReference[];
  readonly generatorOutput: readonly AttributeReference[];
  readonly child: PhysicalPlan;
}

export interface ExpandExec {
  readonly kind: "ExpandExec";
  readonly projections: readonly (readonly Expression[])[];
  readonly output: readonly AttributeReference[];
  readonly child: PhysicalPlan;
}

/** Functions over windows of sorted rows; each partition of the window specification is in one task. */
export interface WindowExec {
  readonly kind: "WindowExec";
  readonly windowExpressions: readonly Expression[];
  readonly partitionSpec: readonly Expression[];
  readonly orderSpec: readonly SortOrder[];
  readonly child: PhysicalPlan;
}

/** The best rows of each window partition: before the exchange (Partial), and after it (Final) (G9). */
export interface WindowGroupLimitExec {
  readonly kind: "WindowGroupLimitExec";
  readonly partitionSpec: readonly Expression[];
  readonly orderSpec: readonly SortOrder[];
  readonly rankLikeFunction: WindowFunction;
  readonly limit: number;
  readonly mode: "Partial" | "Final";
  readonly child: PhysicalPlan;
}

/** Operators whose rows flow through one generated function (G12). */
export interface WholeStageCodegenExec {
  readonly kind: "WholeStageCodegenExec";
  readonly id: number;
  readonly child: PhysicalPlan;
}

/** Where rows enter a generated function from an operator outside it. */
export interface InputAdapter {
  readonly kind: "InputAdapter";
  readonly child: PhysicalPlan;
}

export interface WriteFilesExec {
  readonly kind: "WriteFilesExec";
  readonly target: OutputTarget;
  readonly child: PhysicalPlan;
}

export interface DataWritingCommandExec {
  readonly kind: "DataWritingCommandExec";
  readonly target: OutputTarget;
  readonly columns: readonly AttributeReference[];
  readonly child: PhysicalPlan;
}

export function isAggregate(plan: PhysicalPlan): plan is AggregateExec {
  return (
    plan.kind === "HashAggregateExec" || plan.kind === "ObjectHashAggregateExec" || plan.kind === "SortAggregateExec"
  );
}
