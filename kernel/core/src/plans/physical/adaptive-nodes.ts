import type { MapOutputStatistics } from "../../rdd/map-output-statistics.js";
import type { ShufflePartitionSpec } from "../../rdd/shuffle-partition-spec.js";
import type { AttributeReference } from "../expressions/index.js";
import type { LogicalPlan, RuntimeStatistics } from "../logical/index.js";
import type {
  BroadcastExchangeExec,
  InMemoryTableScanExec,
  PhysicalPlan,
  ReusedExchangeExec,
  ShuffleExchangeExec,
} from "./physical-plan.js";

/** A plan that changes while it runs (H10); what it is now, whoever runs it says. */
export interface AdaptiveSparkPlanExec {
  readonly kind: "AdaptiveSparkPlanExec";
  readonly adaptive: {
    readonly initialPlan: PhysicalPlan;
    readonly currentPlan: PhysicalPlan;
    readonly isFinalPlan: boolean;
  };
}

/** What is known of a query stage once it has run. */
export interface QueryStageResult {
  readonly isMaterialized: boolean;
  /** Undefined until the stage has run. */
  readonly statistics: RuntimeStatistics | undefined;
}

/** Of a shuffle stage: also sizes of its blocks; none when its input had no partitions. */
export interface ShuffleStageResult extends QueryStageResult {
  readonly mapStats: MapOutputStatistics | undefined;
}

/** An exchange that runs, or ran, as a job of its own (H2): a leaf of the plan around it. */
export interface ShuffleQueryStageExec {
  readonly kind: "ShuffleQueryStageExec";
  readonly id: number;
  readonly plan: ShuffleExchangeExec | ReusedExchangeExec;
  readonly result: ShuffleStageResult;
}

export interface BroadcastQueryStageExec {
  readonly kind: "BroadcastQueryStageExec";
  readonly id: number;
  readonly plan: BroadcastExchangeExec | ReusedExchangeExec;
  readonly result: QueryStageResult;
}

/** A cached table that is filled, in a job of its own, before the plan reads it (G10). */
export interface TableCacheQueryStageExec {
  readonly kind: "TableCacheQueryStageExec";
  readonly id: number;
  readonly plan: InMemoryTableScanExec;
  readonly result: QueryStageResult;
}

/** The last stage of a plan, whose rows the action takes (4.x). */
export interface ResultQueryStageExec {
  readonly kind: "ResultQueryStageExec";
  readonly id: number;
  readonly plan: PhysicalPlan;
}

export type QueryStageExec = ShuffleQueryStageExec | BroadcastQueryStageExec | TableCacheQueryStageExec;

/** Reads a written shuffle in other pieces than its reducers (H5, H6, H8). */
export interface AQEShuffleReadExec {
  readonly kind: "AQEShuffleReadExec";
  readonly specs: readonly ShufflePartitionSpec[];
  readonly child: ShuffleQueryStageExec;
}

/** Rows that were found not to exist while the query ran (H9). */
export interface EmptyRelationExec {
  readonly kind: "EmptyRelationExec";
  readonly output: readonly AttributeReference[];
  /** The plan that gives no rows. */
  readonly logical: LogicalPlan;
  readonly planId: number;
}

export function isQueryStage(plan: PhysicalPlan): plan is QueryStageExec {
  return (
    plan.kind === "ShuffleQueryStageExec" ||
    plan.kind === "BroadcastQueryStageExec" ||
    plan.kind === "TableCacheQueryStageExec"
  );
}

/** The exchange behind a stage, which may have been made for an equal one elsewhere in the plan. */
export function exchangeOf<E extends ShuffleExchangeExec | BroadcastExchangeExec>(plan: E | ReusedExchangeExec): E {
  return plan.kind === "ReusedExchangeExec" ? (plan.exchange as E) : plan;
}
