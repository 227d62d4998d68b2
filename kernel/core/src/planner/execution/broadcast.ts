import { ColumnarRelation } from "../../engine/columnar/index.js";
import { type BroadcastExchangeExec, physicalOutput } from "../../plans/physical/index.js";
import { collectRdd } from "./collect.js";
import type { PlanExecution, RowRDD } from "./plan-execution.js";
import { batchesJob } from "./rows-job.js";
import type { Steps } from "./steps.js";

/** Collects the small side of a join to the driver, in a job of its own, and hashes it there (E8). */
export function* broadcastRelation(
  plan: BroadcastExchangeExec,
  execution: PlanExecution,
  rdd: RowRDD = collectRdd(plan.child, execution),
): Steps<ColumnarRelation> {
  const batches = (yield* execution.job(rdd, batchesJob(plan.child, "broadcast"))).flat();
  const ansi = execution.conf.getBoolean("spark.sql.ansi.enabled");
  return new ColumnarRelation(batches, plan.keys, physicalOutput(plan.child), ansi);
}
