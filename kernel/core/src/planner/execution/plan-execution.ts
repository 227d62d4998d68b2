import type { DriverPort, JobRequest, JobRunner } from "../../backend.js";
import type { Cancellation } from "../../base/cancellation.js";
import type { RuntimeConfig } from "../../conf/runtime-config.js";
import type { ColumnarRelation } from "../../engine/columnar/index.js";
import type { KernelOptions } from "../../engine/operators/index.js";
import type { PhysicalPlan } from "../../plans/physical/index.js";
import type { FilePort } from "../../ports.js";
import type { ShuffleDependency } from "../../rdd/dependency.js";
import type { RangePartitioner } from "../../rdd/range-partitioner.js";
import type { RDDContext } from "../../rdd/rdd-context.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { InternalRow } from "../../types/data-type.js";
import type { DriverMetrics, SQLMetrics } from "./sql-metrics.js";
import type { Steps } from "./steps.js";

export type RowRDD = RDDLineage<InternalRow>;

/** What running physical plans needs from the application. */
export interface ExecutionServices {
  readonly rdds: RDDContext;
  readonly jobs: JobRunner;
  readonly files: FilePort;
  readonly driver: DriverPort;
  readonly conf: RuntimeConfig;
  /** Partitions of leaves when nothing else says (A3). */
  defaultParallelism(): number;
}

/** The action that a plan runs for; its jobs carry it. */
export type RunOf = Pick<JobRequest<unknown, unknown>, "callSite" | "executionId" | "description" | "cancellation">;

/**
 * What a query keeps from run to run: shuffles, broadcasts and range bounds, which a second action on the same DataFrame uses again
 * as Spark does.
 */
export class PlanState {
  readonly exchanges: Map<PhysicalPlan, RowRDD> = new Map();
  readonly shuffles: Map<PhysicalPlan, ShuffleDependency<InternalRow>> = new Map();
  /** What an exchange reads, made once for the sampling and for the shuffle. */
  readonly exchangeInputs: Map<PhysicalPlan, RowRDD> = new Map();
  readonly broadcasts: Map<PhysicalPlan, ColumnarRelation> = new Map();
  readonly ranges: Map<PhysicalPlan, RangePartitioner<InternalRow>> = new Map();
}

/** One run of a physical plan: what the executors of single operators ask for. */
export interface PlanExecution extends ExecutionServices {
  readonly run: RunOf;
  readonly state: PlanState;
  /** The same run, whose jobs can be taken back. */
  cancelledBy(cancellation: Cancellation): PlanExecution;
  /** The lineage of an operator's rows. Exchanges must have been prepared. */
  execute(plan: PhysicalPlan): RowRDD;
  /** Makes RDDs in the scope of an operator, which names their box in the DAG (A16). */
  scoped<T>(plan: PhysicalPlan, body: () => T): T;
  kernelOptions(plan: PhysicalPlan): KernelOptions;
  /** Where operators count. */
  readonly metrics: SQLMetrics;
  /** Tells listeners what the driver counted of an operator. */
  driverMetrics(plan: PhysicalPlan, values: DriverMetrics): void;
  /** Runs a job for this query. */
  runJob<T, U>(rdd: RDDLineage<T>, options: QueryJob<T, U>): Promise<U[]>;
  /** The same as a step of work that may also be done at once. */
  job<T, U>(rdd: RDDLineage<T>, options: QueryJob<T, U>): Steps<U[]>;
}

/** A job of a query: what is not the same for all of them. */
export type QueryJob<T, U> = Pick<JobRequest<T, U>, "task" | "cause" | "partitions" | "resultBytes" | "unpackedBytes">;
