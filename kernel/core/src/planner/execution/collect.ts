import { keyProjection, orderingOf } from "../../engine/operators/index.js";
import {
  type CollectLimitExec,
  type PhysicalPlan,
  physicalOutput,
  type TakeOrderedAndProjectExec,
} from "../../plans/physical/index.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import type { TakeWidthOptions } from "../../rdd/take-width.js";
import { nextTakeWidth } from "../../rdd/take-width.js";
import type { InternalRow } from "../../types/data-type.js";
import { bestOfPartition } from "./best-of-partition.js";
import { collectJob, rowsOfTasks } from "./modelled-results.js";
import type { PlanExecution, RowRDD } from "./plan-execution.js";
import { rowsJob } from "./rows-job.js";
import { takeFirst } from "./take-first.js";
import { takeLast } from "./take-last.js";

/** Runs the jobs that bring a plan's rows to the driver. */
export async function collectRows(plan: PhysicalPlan, execution: PlanExecution): Promise<InternalRow[]> {
  switch (plan.kind) {
    case "LocalTableScanExec":
      return [...plan.rows];
    case "EmptyRelationExec":
      return [];
    case "ResultQueryStageExec":
      return collectRows(plan.plan, execution);
    case "CollectLimitExec":
      return (await limitedRows(plan, execution)).slice(plan.offset ?? 0);
    case "CollectTailExec":
      return tailRows(plan.child, plan.limit, execution);
    case "TakeOrderedAndProjectExec":
      return takeOrdered(plan, execution);
    default:
      return rowsOfTasks(await execution.runJob(collectRdd(plan, execution), collectJob(plan)));
  }
}

/** The RDD of packed results, in a second box of the operator's name (golden d01). */
export function collectRdd(plan: PhysicalPlan, execution: PlanExecution): RowRDD {
  const rows = execution.execute(plan);
  return execution.scoped(plan, () => new MapPartitionsRDD<InternalRow, InternalRow>(rows, (iterable) => iterable));
}

function limitedRows({ limit, child }: CollectLimitExec, execution: PlanExecution): Promise<InternalRow[]> {
  return limit < 0 ? collectRows(child, execution) : takeRows(child, limit, execution);
}

async function takeRows(plan: PhysicalPlan, limit: number, execution: PlanExecution): Promise<InternalRow[]> {
  if (limit === 0) return [];
  if (plan.kind === "LocalTableScanExec") return plan.rows.slice(0, limit);
  const taken: InternalRow[] = [];
  await scanUntilEnough(takeRdd(plan, limit, execution), plan, limit, execution, (rows) => {
    for (const row of rows) taken.push(row);
  });
  return taken.slice(0, limit);
}

/** The same from the end: the last partitions first, and of each the last rows. */
async function tailRows(plan: PhysicalPlan, limit: number, execution: PlanExecution): Promise<InternalRow[]> {
  if (limit === 0) return [];
  if (plan.kind === "LocalTableScanExec") return plan.rows.slice(-limit);
  const rows = execution.execute(plan);
  const rdd = execution.scoped(
    plan,
    () => new MapPartitionsRDD<InternalRow, InternalRow>(rows, (iterable) => takeLast(iterable, limit)),
  );
  const parts: InternalRow[][] = [];
  await scanUntilEnough(
    rdd,
    plan,
    limit,
    execution,
    (part) => void parts.unshift(part),
    (i) => rdd.numPartitions - 1 - i,
  );
  return parts.flat().slice(-limit);
}

/** Partition after partition until there are enough rows (A9, G8), in the order that `at` gives. */
async function scanUntilEnough(
  rdd: RowRDD,
  plan: PhysicalPlan,
  limit: number,
  execution: PlanExecution,
  take: (rows: InternalRow[]) => void,
  at: (i: number) => number = (i) => i,
): Promise<void> {
  const options: TakeWidthOptions = {
    initialPartitions: execution.conf.getInt("spark.sql.limit.initialNumPartitions"),
    scaleUpFactor: execution.conf.getInt("spark.sql.limit.scaleUpFactor"),
  };
  const total = rdd.numPartitions;
  let taken = 0;
  for (let scanned = 0; taken < limit && scanned < total; ) {
    const width = Math.min(nextTakeWidth(scanned, taken, limit - taken, options), total - scanned);
    const partitions = Array.from({ length: width }, (_, i) => at(scanned + i));
    const cause = scanned === 0 ? "action" : "take ramp-up";
    for (const rows of await execution.runJob(rdd, rowsJob(plan, cause, partitions))) {
      taken += rows.length;
      take(rows);
    }
    scanned += width;
  }
}

/** The RDD of a take: at most `limit` rows of each partition. */
export function takeRdd(plan: PhysicalPlan, limit: number, execution: PlanExecution): RowRDD {
  const rows = execution.execute(plan);
  return execution.scoped(
    plan,
    () => new MapPartitionsRDD<InternalRow, InternalRow>(rows, (iterable) => takeFirst(iterable, limit)),
  );
}

/** The best rows of each partition, merged on the driver (G8). */
async function takeOrdered(plan: TakeOrderedAndProjectExec, execution: PlanExecution): Promise<InternalRow[]> {
  const input = physicalOutput(plan.child);
  const ansi = execution.conf.getBoolean("spark.sql.ansi.enabled");
  const compare = orderingOf(plan.order, input, ansi);
  const rows = execution.execute(plan.child);
  const { time } = execution.metrics.ofOperator(plan);
  const best = execution.scoped(plan, () => {
    const copied = new MapPartitionsRDD<InternalRow, InternalRow>(rows, (iterable) => iterable);
    const bestOf = bestOfPartition(plan, ansi);
    return new MapPartitionsRDD<InternalRow, InternalRow>(copied, (iterable, _, context) => {
      const { rows: first, numRows } = bestOf(iterable, context);
      context.metrics.chargeTo(time, "sortRows", numRows);
      return first;
    });
  });
  const results = await execution.runJob(best, rowsJob(plan.child, "action"));
  const project = keyProjection(plan.projectList, input, ansi);
  return results
    .flat()
    .sort(compare)
    .slice(plan.offset ?? 0, plan.limit)
    .map(project);
}
