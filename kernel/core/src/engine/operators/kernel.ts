import type { AccumulatorId } from "../../base/brand.js";
import type { TaskContext } from "../../rdd/task-context.js";
import type { InternalRow } from "../../types/data-type.js";
import type { OperatorMemory } from "./operator-memory.js";

export type Rows = Iterable<InternalRow>;

/** What a physical operator does with one partition: its inputs' rows to its own, pulled one by one. */
export type Kernel = (inputs: readonly Rows[], context: TaskContext, partition: number) => Rows;

/** What every kernel is made with, beside its own parameters. */
export interface KernelOptions {
  /** `spark.sql.ansi.enabled`. */
  readonly ansi: boolean;
  /** SQL metric "number of output rows" of the operator. */
  readonly outputRows: AccumulatorId;
  /** When operators move rows to pages, and how they sort them there. */
  readonly memory: OperatorMemory;
}

/** Adds to a SQL metric of the running task. */
export function addToMetric(context: TaskContext, id: AccumulatorId, amount: number): void {
  const { accumulators } = context.metrics;
  accumulators.set(id, (accumulators.get(id) ?? 0) + amount);
}
