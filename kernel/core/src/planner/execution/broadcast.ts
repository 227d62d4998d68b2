import type { Bytes } from "../../base/brand.js";
import { ColumnarRelation, rowBytes } from "../../engine/columnar/index.js";
import { type BroadcastExchangeExec, physicalOutput } from "../../plans/physical/index.js";
import { valueReader } from "../../types/column-vector.js";
import type { VectorBatch } from "../../types/vector-batch.js";
import {
  broadcastTimedOut,
  noMemoryToBroadcast,
  tooLargeToBroadcast,
  tooManyRowsToBroadcast,
} from "./broadcast-errors.js";
import { mostRows, relationBytes, relationMode } from "./broadcast-size.js";
import { collectRdd } from "./collect.js";
import { OUTPUT_ROWS } from "./metric-names.js";
import { batchesOfTasks, broadcastJob } from "./modelled-results.js";
import type { PlanExecution, RowRDD } from "./plan-execution.js";
import { type Steps, step } from "./steps.js";

/** What LZ4 leaves of a relation on its way to the executors: a half, between long keys and texts (modelled). */
const COMPRESSED_SHARE = 0.5;
/** Building takes no time worth an event below this. */
const NO_TIME_MS = 1;

/**
 * Collects the small side of a join to the driver, in a job of its own, and hashes it there (E8).
 * @throws SparkException when the table is too large for a broadcast, or for the driver
 */
export function* broadcastRelation(
  plan: BroadcastExchangeExec,
  execution: PlanExecution,
  rdd: RowRDD = collectRdd(plan.child, execution),
): Steps<ColumnarRelation> {
  const startMs = execution.driver.nowMs;
  const results = yield* execution.job(rdd, broadcastJob(plan.child));
  const collectedMs = execution.driver.nowMs;
  const { batches, modelled } = batchesOfTasks(results, plan.child);
  const ansi = execution.conf.getBoolean("spark.sql.ansi.enabled");
  const relation = new ColumnarRelation(batches, plan.keys, physicalOutput(plan.child), ansi, modelled);
  const bytes =
    modelled === undefined
      ? batches.reduce((sum, batch) => sum + bytesOf(batch, plan), 0)
      : modelled.rows * modelled.rowBytes;
  const dataSize = yield* build(plan, relation, bytes, execution);
  checkTime(startMs, execution);
  execution.driverMetrics(plan, {
    "data size": dataSize,
    [OUTPUT_ROWS]: relation.numRows,
    "time to collect": collectedMs - startMs,
    "time to build": execution.driver.nowMs - collectedMs,
  });
  relation.broadcast = execution.driver.newBroadcast(bytes * COMPRESSED_SHARE);
  return relation;
}

function bytesOf(batch: VectorBatch, plan: BroadcastExchangeExec): number {
  const types = physicalOutput(plan.child).map(({ dataType }) => dataType);
  return rowBytes(batch, types)(0, batch.numRows);
}

/** The driver hashes the rows; it has to hold both, the rows and the relation (E9). @returns the relation's bytes */
function* build(
  plan: BroadcastExchangeExec,
  { numRows, batch }: ColumnarRelation,
  bytes: number,
  { driver, conf, run, jobs }: PlanExecution,
): Steps<Bytes> {
  const mode = relationMode(plan.keys);
  if (numRows >= mostRows(mode)) throw tooManyRowsToBroadcast(numRows, mostRows(mode));
  const size = relationBytes(mode, numRows, bytes, mode === "long" ? keyRange(plan, batch) : undefined);
  const most = conf.getBytes("spark.sql.maxBroadcastTableSize");
  if (!driver.holdBroadcast(run.executionId, bytes + size)) throw noMemoryToBroadcast();
  if (size >= most) throw tooLargeToBroadcast(size, most);
  const ms = driver.buildMs(numRows, bytes);
  if (ms < NO_TIME_MS) return size;
  yield* step(
    () => jobs.driverWork(ms),
    () => undefined,
  );
  return size;
}

/** How far the keys are apart, where the only key is a column of whole numbers. */
function keyRange({ keys, child }: BroadcastExchangeExec, { columns, numRows }: VectorBatch): number | undefined {
  const [first, ...others] = keys;
  const key = first?.kind === "Cast" ? first.child : first;
  if (key?.kind !== "AttributeReference" || others.length > 0 || numRows === 0) return undefined;
  const column = columns[physicalOutput(child).findIndex(({ exprId }) => exprId === key.exprId)];
  if (column === undefined) return undefined;
  const read = valueReader(column);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < numRows; row++) {
    const value = read(row);
    if (value === null) continue;
    least = Math.min(least, Number(value));
    most = Math.max(most, Number(value));
  }
  return most < least ? undefined : most - least;
}

function checkTime(startMs: number, { driver, conf }: PlanExecution): void {
  const timeoutMs = conf.getMillis("spark.sql.broadcastTimeout");
  if (timeoutMs > 0 && driver.nowMs - startMs > timeoutMs) throw broadcastTimedOut(timeoutMs / 1000);
}
