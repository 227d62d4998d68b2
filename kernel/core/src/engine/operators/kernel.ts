import type { AccumulatorId } from "../../base/brand.js";
import type { TaskContext } from "../../rdd/task-context.js";
import type { InternalRow } from "../../types/data-type.js";
import type { OperatorMemory } from "./operator-memory.js";

export type Rows = Iterable<InternalRow>;

/** What a physical operator does with one partition: its inputs' rows to its own, pulled one by one. */
export type Kernel = (inputs: readonly Rows[], context: TaskContext, partition: number) => Rows;

/** Where an operator counts what it does: ids of its SQL metrics (I7), absent where it has none of the kind. */
export interface OperatorMetrics {
  /** "number of output rows". */
  readonly outputRows?: AccumulatorId | undefined;
  /** What it works itself, without its inputs: Spark's timing where there is one ("sort time"), else one of our own. */
  readonly time: AccumulatorId;
  readonly peakMemory?: AccumulatorId | undefined;
  readonly spillSize?: AccumulatorId | undefined;
  /** "number of sort fallback tasks": those whose groups did not fit into memory. */
  readonly sortFallbacks?: AccumulatorId | undefined;
  /** "data size of build side". */
  readonly buildSize?: AccumulatorId | undefined;
}

/** What every kernel is made with, beside its own parameters. */
export interface KernelOptions extends OperatorMetrics {
  /** `spark.sql.ansi.enabled`. */
  readonly ansi: boolean;
  /** When operators move rows to pages, and how they sort them there. */
  readonly memory: OperatorMemory;
}

/** Adds to a SQL metric of the running task, where the operator has it. */
export function addToMetric(context: TaskContext, id: AccumulatorId | undefined, amount: number): void {
  if (id !== undefined) context.metrics.count(id, amount);
}
