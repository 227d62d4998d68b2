import type { CallSite } from "../events/listener.js";
import type { LogicalPlan } from "../plans/logical/index.js";
import type { RDDContext } from "../rdd/rdd-context.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";

/** What the jobs of a reader are run with. */
export interface SchemaJobRunner {
  readonly rdds: RDDContext;
  readonly callSite: CallSite;
  /** Runs a job that belongs to no query. */
  run(rdd: RDDLineage<unknown>): void;
  /** Reads all rows of a plan in a job that belongs to no query, through so many mapPartitions. */
  runScan(plan: LogicalPlan, steps: number): void;
  /** Plans a query for lines as objects, which has no job of its own; then, when they are to be read, a scan of them all. */
  inspect(plan: LogicalPlan, read: boolean): void;
  /** Runs a query for its first partition's rows. */
  takeFirst(plan: LogicalPlan): void;
}
