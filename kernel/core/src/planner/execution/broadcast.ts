import { buildHashedRelation, type HashedRelation } from "../../engine/operators/index.js";
import { type BroadcastExchangeExec, physicalOutput } from "../../plans/physical/index.js";
import { collectRdd } from "./collect.js";
import type { PlanExecution } from "./plan-execution.js";

/** Collects the small side of a join to the driver, in a job of its own, and hashes it there (E8). */
export async function broadcastRelation(
  plan: BroadcastExchangeExec,
  execution: PlanExecution,
): Promise<HashedRelation> {
  const rows = (
    await execution.runJob(collectRdd(plan.child, execution), "broadcast", (iterable) => [...iterable])
  ).flat();
  return buildHashedRelation(
    rows,
    plan.keys,
    physicalOutput(plan.child),
    execution.conf.getBoolean("spark.sql.ansi.enabled"),
  );
}
