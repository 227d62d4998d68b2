import type { InternalRow } from "../../types/data-type.js";
import type { AttributeReference, Expression, SortOrder, WindowFunction } from "../expressions/index.js";
import type {
  CachedRelation,
  FileRelation,
  JoinStrategyHint,
  OutputTarget,
  PlannedStage,
  RowSource,
} from "./relation.js";

/**
 * Catalyst's logical plans as immutable plain trees, tagged by `kind` (the name of Spark's class). Build them with
 * `builders.ts`, walk them with `tree.ts`, ask `output.ts` for the columns they give.
 */
export type LogicalPlan =
  | LogicalQueryStage
  | EmptyRelation
  | LocalRelation
  | Range
  | LogicalRelation
  | LogicalRDD
  | InMemoryRelation
  | SubqueryAlias
  | Project
  | Filter
  | Aggregate
  | Distinct
  | Deduplicate
  | Sort
  | DeserializeToObject
  | Sample
  | Offset
  | Tail
  | GlobalLimit
  | LocalLimit
  | Repartition
  | RepartitionByExpression
  | RebalancePartitions
  | ResolvedHint
  | Generate
  | Expand
  | Window
  | WindowGroupLimit
  | Join
  | Union
  | SetOperation
  | InsertIntoHadoopFsRelationCommand;

export type LogicalPlanKind = LogicalPlan["kind"];

/** A part of the plan that runs, or has run, as a query stage (H4). */
export interface LogicalQueryStage {
  readonly kind: "LogicalQueryStage";
  readonly output: readonly AttributeReference[];
  /** What was planned as the stage. */
  readonly logical: LogicalPlan;
  readonly stage: PlannedStage;
}

/** A plan that was found to give no rows (H9). */
export interface EmptyRelation {
  readonly kind: "EmptyRelation";
  readonly output: readonly AttributeReference[];
  readonly logical: LogicalPlan;
}

/** Rows that the driver holds: `createDataFrame(rows)`. */
export interface LocalRelation {
  readonly kind: "LocalRelation";
  readonly output: readonly AttributeReference[];
  readonly rows: readonly InternalRow[];
}

/** `spark.range(…)`. */
export interface Range {
  readonly kind: "Range";
  readonly output: readonly AttributeReference[];
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly numSlices: number;
}

/** Data files: `spark.read.parquet(…)`. */
export interface LogicalRelation {
  readonly kind: "LogicalRelation";
  readonly output: readonly AttributeReference[];
  readonly relation: FileRelation;
}

/** Rows of an RDD: `rdd.toDF(…)`. */
export interface LogicalRDD {
  readonly kind: "LogicalRDD";
  readonly output: readonly AttributeReference[];
  readonly source: RowSource;
}

/** A persisted plan, in place of the plan itself (G10). */
export interface InMemoryRelation {
  readonly kind: "InMemoryRelation";
  readonly output: readonly AttributeReference[];
  readonly cached: CachedRelation;
}

/** `df.alias("o")`: its name qualifies the columns. */
export interface SubqueryAlias {
  readonly kind: "SubqueryAlias";
  readonly alias: string;
  readonly child: LogicalPlan;
}

export interface Project {
  readonly kind: "Project";
  readonly projectList: readonly Expression[];
  readonly child: LogicalPlan;
}

export interface Filter {
  readonly kind: "Filter";
  readonly condition: Expression;
  readonly child: LogicalPlan;
}

export interface Aggregate {
  readonly kind: "Aggregate";
  readonly groupingExpressions: readonly Expression[];
  /** The output: grouping columns and aggregates. */
  readonly aggregateExpressions: readonly Expression[];
  /** `rollup` and `cube`: positions of the grouping expressions of each set, until the analyzer has made an Expand of them. */
  readonly groupingSets?: readonly (readonly number[])[];
  readonly child: LogicalPlan;
}

export interface Distinct {
  readonly kind: "Distinct";
  /** Made by `df.distinct()`, which Spark calls a Deduplicate of all columns; SQL's is a Distinct. */
  readonly allColumns?: true;
  readonly child: LogicalPlan;
}

/** `dropDuplicates(columns)`: the first row of each combination of keys. */
export interface Deduplicate {
  readonly kind: "Deduplicate";
  readonly keys: readonly Expression[];
  readonly child: LogicalPlan;
}

export interface Sort {
  readonly kind: "Sort";
  readonly order: readonly Expression[];
  /** False for `sortWithinPartitions`. */
  readonly global: boolean;
  readonly child: LogicalPlan;
}

/** A limit is a GlobalLimit over a LocalLimit, as in Spark; {@link limit} builds the pair. */
export interface GlobalLimit {
  readonly kind: "GlobalLimit";
  readonly limit: number;
  readonly child: LogicalPlan;
}

export interface LocalLimit {
  readonly kind: "LocalLimit";
  readonly limit: number;
  readonly child: LogicalPlan;
}

/** `df.rdd`: rows as the user's objects. */
export interface DeserializeToObject {
  readonly kind: "DeserializeToObject";
  readonly child: LogicalPlan;
}

/** `df.sample(…)` and the parts of `df.randomSplit(…)`: the rows whose draws lie between the bounds. */
export interface Sample {
  readonly kind: "Sample";
  readonly lowerBound: number;
  readonly upperBound: number;
  readonly withReplacement: boolean;
  readonly seed: bigint;
  readonly child: LogicalPlan;
}

/** `df.offset(n)`: without the first rows. */
export interface Offset {
  readonly kind: "Offset";
  readonly offset: number;
  readonly child: LogicalPlan;
}

/** `df.tail(n)`: the last rows. */
export interface Tail {
  readonly kind: "Tail";
  readonly limit: number;
  readonly child: LogicalPlan;
}

/** `repartition(n)` (shuffle) and `coalesce(n)` (no shuffle). */
export interface Repartition {
  readonly kind: "Repartition";
  readonly numPartitions: number;
  readonly shuffle: boolean;
  readonly child: LogicalPlan;
}

/** `repartition(n, columns)`, `repartition(columns)`. */
export interface RepartitionByExpression {
  readonly kind: "RepartitionByExpression";
  readonly partitionExpressions: readonly Expression[];
  /** `spark.sql.shuffle.partitions` when undefined. */
  readonly numPartitions: number | undefined;
  readonly child: LogicalPlan;
}

/** `df.hint("rebalance", columns)`: partitions of about the advisory size, whatever their number, with adaptive execution alone (H7). */
export interface RebalancePartitions {
  readonly kind: "RebalancePartitions";
  /** None for an even spread. */
  readonly partitionExpressions: readonly Expression[];
  /** Partitions before they are cut and joined; `spark.sql.shuffle.partitions` when undefined. */
  readonly numPartitions: number | undefined;
  readonly child: LogicalPlan;
}

/** `broadcast(df)`, `df.hint("merge")`. */
export interface ResolvedHint {
  readonly kind: "ResolvedHint";
  readonly strategy: JoinStrategyHint;
  readonly child: LogicalPlan;
}

/** Each input row with each element that the generator makes of it. */
export interface Generate {
  readonly kind: "Generate";
  readonly generator: Expression;
  readonly generatorOutput: readonly AttributeReference[];
  /** Input columns that nobody above reads, by id (set by column pruning). */
  readonly unrequired: readonly number[];
  readonly child: LogicalPlan;
}

/** Each input row once for every projection; the optimizer makes it for distinct aggregates. */
export interface Expand {
  readonly kind: "Expand";
  readonly projections: readonly (readonly Expression[])[];
  readonly output: readonly AttributeReference[];
  readonly child: LogicalPlan;
}

/** Functions over the partitions of one window specification; the rows keep their columns and get one more a function. */
export interface Window {
  readonly kind: "Window";
  /** Named WindowExpressions. */
  readonly windowExpressions: readonly Expression[];
  readonly partitionSpec: readonly Expression[];
  readonly orderSpec: readonly Expression[];
  readonly child: LogicalPlan;
}

/** The rows whose rank is at most `limit`, so that a filter above a Window has less to come (G9). */
export interface WindowGroupLimit {
  readonly kind: "WindowGroupLimit";
  readonly partitionSpec: readonly Expression[];
  readonly orderSpec: readonly Expression[];
  readonly rankLikeFunction: WindowFunction;
  readonly limit: number;
  readonly child: LogicalPlan;
}

export type JoinType = "Inner" | "LeftOuter" | "RightOuter" | "FullOuter" | "LeftSemi" | "LeftAnti" | "Cross";

export interface JoinHint {
  readonly left?: JoinStrategyHint;
  readonly right?: JoinStrategyHint;
}

export interface Join {
  readonly kind: "Join";
  readonly left: LogicalPlan;
  readonly right: LogicalPlan;
  readonly joinType: JoinType;
  readonly condition: Expression | undefined;
  /** Names of `join(right, ["id"])`, until the analyzer has turned them into a condition and a projection. */
  readonly using?: readonly string[];
  readonly hint: JoinHint;
}

export interface Union {
  readonly kind: "Union";
  readonly children: readonly LogicalPlan[];
}

/** Rows of both sides, each once (Intersect); rows of the left that the right has not, each once (Except). Null equals null. */
export interface SetOperation {
  readonly kind: "Intersect" | "Except";
  readonly left: LogicalPlan;
  readonly right: LogicalPlan;
}

/** `df.write.…`: a command without output. */
export interface InsertIntoHadoopFsRelationCommand {
  readonly kind: "InsertIntoHadoopFsRelationCommand";
  readonly target: OutputTarget;
  readonly child: LogicalPlan;
}

/** A Sort whose order is resolved holds SortOrder nodes only. */
export function sortOrders(order: readonly Expression[]): readonly SortOrder[] {
  return order as readonly SortOrder[];
}
