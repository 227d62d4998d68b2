import type { TaskPricer } from "../cluster/cost-model.js";
import { TASK_COLUMN_NAMES, TASK_COLUMNS, type TaskColumnName, type TaskTable } from "../events/task-table.js";
import type { TaskMetrics } from "../rdd/task-context.js";

/** Columns that say what an attempt did; the others say what it was. */
const METRIC_COLUMNS = TASK_COLUMN_NAMES.filter(
  (name) => TASK_COLUMNS[name] !== "i" && TASK_COLUMNS[name] !== "code" && name !== "launchMs" && name !== "finishMs",
);

/**
 * Writes what an attempt did into its row. Most tasks do few kinds of things: columns in which there would be nothing but zeros are never
 * made.
 */
export function writeMetrics(table: TaskTable, row: number, times: TaskPricer, metrics: TaskMetrics): void {
  table.columns.runMs[row] = times.runMs;
  if (times.deserializeMs !== 0) put(table, "deserializeMs", row, times.deserializeMs);
  if (times.fetchWaitMs !== 0) put(table, "fetchWaitMs", row, times.fetchWaitMs);
  if (times.shuffleWriteMs !== 0) put(table, "shuffleWriteMs", row, times.shuffleWriteMs);
  if (times.gcMs !== 0) put(table, "gcMs", row, times.gcMs);
  if (times.resultSerializeMs !== 0) put(table, "resultSerializeMs", row, times.resultSerializeMs);
  if (metrics.inputBytes !== 0) put(table, "inputBytes", row, metrics.inputBytes);
  if (metrics.inputRecords !== 0) put(table, "inputRecords", row, metrics.inputRecords);
  if (metrics.outputBytes !== 0) put(table, "outputBytes", row, metrics.outputBytes);
  if (metrics.outputRecords !== 0) put(table, "outputRecords", row, metrics.outputRecords);
  const read = metrics.shuffleLocalBytes + metrics.shuffleRemoteBytes;
  if (read !== 0) put(table, "shuffleReadBytes", row, read);
  if (metrics.shuffleRemoteBytes !== 0) put(table, "shuffleRemoteBytes", row, metrics.shuffleRemoteBytes);
  if (metrics.shuffleReadRecords !== 0) put(table, "shuffleReadRecords", row, metrics.shuffleReadRecords);
  if (metrics.shuffleWriteBytes !== 0) put(table, "shuffleWriteBytes", row, metrics.shuffleWriteBytes);
  if (metrics.shuffleWriteRecords !== 0) put(table, "shuffleWriteRecords", row, metrics.shuffleWriteRecords);
  if (metrics.memorySpillBytes !== 0) put(table, "memorySpillBytes", row, metrics.memorySpillBytes);
  if (metrics.diskSpillBytes !== 0) put(table, "diskSpillBytes", row, metrics.diskSpillBytes);
  if (metrics.peakMemoryBytes !== 0) put(table, "peakMemoryBytes", row, metrics.peakMemoryBytes);
  if (metrics.resultBytes !== 0) put(table, "resultBytes", row, metrics.resultBytes);
}

/** Forgets what an attempt did: the driver never learns it, where the attempt did not report. */
export function clearMetrics(table: TaskTable, row: number): void {
  for (const name of METRIC_COLUMNS) if (table.isUsed(name)) table.columns[name][row] = 0;
}

/** Writes a value that is not zero. */
export function put(table: TaskTable, name: TaskColumnName, row: number, value: number): void {
  if (table.columns[name] === table.zeros) table.use(name);
  table.columns[name][row] = value;
}
