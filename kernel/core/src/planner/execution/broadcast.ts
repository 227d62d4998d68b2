import { buildHashedRelation, type HashedRelation } from "../../engine/operators/index.js";
import { type BroadcastExchangeExec, physicalOutput } from "../../plans/physical/index.js";
import { collectRdd } from "./collect.js";
import type { PlanExecution, RowRDD } from "./plan-execution.js";
import { rowsJob } from "./rows-job.js";

/** Collects the small side of a join to the driver, in a job of its own, and hashes it there (E8). */
export async function broadcastRelation(
  plan: BroadcastExchangeExec,
  execution: PlanExecution,
  rdd: RowRDD = collectRdd(plan.child, execution),
): Promise<HashedRelation> {
  const rows = (await execution.runJob(rdd, rowsJob(plan.child, "broadcast"))).flat();
  return buildHashedRelation(
    rows,
    plan.keys,
    physicalOutput(plan.child),
    execution.conf.getBoolean("spark.sql.ansi.enabled"),
  );
}
