import { packedRows } from "../../engine/columnar/index.js";
import { MOST_ROWS_MADE, once, tooManyRows } from "../../modelled/index.js";
import { type PhysicalPlan, physicalOutput } from "../../plans/physical/index.js";
import { ModelledRows } from "../../rdd/modelled-rows.js";
import { OBJECT_FACTOR } from "../../rdd/task-memory.js";
import type { InternalRow } from "../../types/data-type.js";
import { batchOfRows, type VectorBatch } from "../../types/vector-batch.js";
import type { QueryJob } from "./plan-execution.js";
import { batchesJob, rowsJob } from "./rows-job.js";

/** What a task brings to the driver: what it has, or the model of what it would have. */
export type OrModelled<T> = T | ModelledRows;

/** Rows by which the weight of the others is told. */
const ROWS_WEIGHED = 512;

/** The job of {@link rowsJob}, where modelled rows arrive as a model that weighs what the rows would. */
export function collectJob(plan: PhysicalPlan): QueryJob<InternalRow, OrModelled<InternalRow[]>> {
  const job = rowsJob(plan, "action");
  const weigh = weightOf(plan);
  return orModelled(
    job,
    (model) => weigh(model).bytes,
    (model) => weigh(model).rowBytes * (1 + OBJECT_FACTOR),
  );
}

/** The job of {@link batchesJob} in the same way. */
export function broadcastJob(plan: PhysicalPlan): QueryJob<InternalRow, OrModelled<VectorBatch[]>> {
  const weigh = weightOf(plan);
  return orModelled(
    batchesJob(plan, "broadcast"),
    (model) => weigh(model).bytes,
    () => 0,
  );
}

function orModelled<U extends object>(
  job: QueryJob<InternalRow, U>,
  resultBytes: (model: ModelledRows) => number,
  unpackedBytes: (model: ModelledRows) => number,
): QueryJob<InternalRow, OrModelled<U>> {
  const by =
    (ofModel: (model: ModelledRows) => number, ofRows: ((rows: U) => number) | undefined) =>
    (result: OrModelled<U>): number =>
      result instanceof ModelledRows ? ofModel(result) : (ofRows?.(result as U) ?? 0);
  return {
    cause: job.cause,
    task: (rows, context) => (rows instanceof ModelledRows ? rows : job.task(rows, context)),
    resultBytes: by(resultBytes, job.resultBytes),
    unpackedBytes: by(unpackedBytes, job.unpackedBytes),
  };
}

function weightOf(plan: PhysicalPlan): (model: ModelledRows) => { readonly bytes: number; readonly rowBytes: number } {
  const packed = packedRows(physicalOutput(plan).map(({ dataType }) => dataType));
  return once((model: ModelledRows) => {
    const rows = firstRows(model, ROWS_WEIGHED);
    const times = rows.length === 0 ? 0 : model.rows / rows.length;
    return { bytes: packed(rows).bytes * times, rowBytes: model.rowBytes * model.rows };
  });
}

/** The rows of all tasks. @throws SparkError MODELLED_ROWS when they are more than can be made */
export function rowsOfTasks(results: readonly OrModelled<readonly InternalRow[]>[]): InternalRow[] {
  const modelled = results.reduce(
    (sum, result) => sum + (result instanceof ModelledRows ? Math.round(result.rows) : 0),
    0,
  );
  if (modelled > MOST_ROWS_MADE) throw tooManyRows(modelled);
  // Partitions with a part of a row each have whole ones together.
  let [expected, made] = [0, 0];
  return results.flatMap((result, i) => {
    if (!(result instanceof ModelledRows)) return result;
    expected += result.rows;
    const rows = result.made(Math.max(0, Math.round(expected) - made), i);
    made += rows.length;
    return rows;
  });
}

/** Batches that can be had of what tasks brought, or the model of them all together. */
export function batchesOfTasks(
  results: readonly OrModelled<readonly VectorBatch[]>[],
  plan: PhysicalPlan,
): { readonly batches: readonly VectorBatch[]; readonly modelled?: ModelledRows } {
  const batches = results.flatMap((result) => (result instanceof ModelledRows ? [] : result));
  const models = results.filter((result) => result instanceof ModelledRows);
  const [first] = models;
  if (first === undefined) return { batches };
  const all = first.merged(models.map((rows) => ({ rows, times: 1 })));
  if (batches.length > 0 || all.rows > ROWS_BROADCAST) return { batches, modelled: all };
  return {
    batches: [
      batchOfRows(
        [...all],
        physicalOutput(plan).map(({ dataType }) => dataType),
      ),
    ],
  };
}

/** Up to so many rows of a modelled broadcast are made, so that real rows find them. */
const ROWS_BROADCAST = 2_000;

function firstRows(model: ModelledRows, count: number): InternalRow[] {
  const rows: InternalRow[] = [];
  for (const row of model) {
    rows.push(row);
    if (rows.length === count) break;
  }
  return rows;
}
