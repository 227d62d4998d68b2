import type { TaskPricer } from "../cluster/cost-model.js";
import { TASK_COLUMN_NAMES, TASK_COLUMNS, type TaskColumnName, type TaskTable } from "../events/task-table.js";
import type { TaskMetrics } from "../rdd/task-context.js";

/** Columns that say what an attempt did; the others say what it was. */
const METRIC_COLUMNS = TASK_COLUMN_NAMES.filter(
  (name) => TASK_COLUMNS[name] !== "i" && TASK_COLUMNS[name] !== "code" && name !== "launchMs" && name !== "finishMs",
);

/**
 * Writes what an attempt did into its row. Most tasks do few kinds of things: columns in which there would be nothing but zeros are never
 * made. Each column is written by name and not in a loop, because this is done for every task.
 */
export function writeMetrics(table: TaskTable, row: number, times: TaskPricer, metrics: TaskMetrics): void {
  const { columns, zeros } = table;
  columns.runMs[row] = times.runMs;
  if (times.deserializeMs !== 0) {
    if (columns.deserializeMs === zeros) table.use("deserializeMs");
    columns.deserializeMs[row] = times.deserializeMs;
  }
  if (times.gcMs !== 0) {
    if (columns.gcMs === zeros) table.use("gcMs");
    columns.gcMs[row] = times.gcMs;
  }
  if (times.resultSerializeMs !== 0) {
    if (columns.resultSerializeMs === zeros) table.use("resultSerializeMs");
    columns.resultSerializeMs[row] = times.resultSerializeMs;
  }
  if (metrics.resultBytes !== 0) {
    if (columns.resultBytes === zeros) table.use("resultBytes");
    columns.resultBytes[row] = metrics.resultBytes;
  }
  if (metrics.peakMemoryBytes !== 0) {
    if (columns.peakMemoryBytes === zeros) table.use("peakMemoryBytes");
    columns.peakMemoryBytes[row] = metrics.peakMemoryBytes;
  }
  if (metrics.inputRecords + metrics.inputBytes !== 0) writeInput(table, row, metrics);
  if (metrics.shuffleWriteBytes !== 0) writeShuffleWrite(table, row, times, metrics);
  if (metrics.shuffleLocalBytes + metrics.shuffleRemoteBytes !== 0) writeShuffleRead(table, row, times, metrics);
  if (metrics.outputRecords + metrics.outputBytes + metrics.memorySpillBytes !== 0) writeRest(table, row, metrics);
}

function writeInput(table: TaskTable, row: number, metrics: TaskMetrics): void {
  const { columns, zeros } = table;
  if (columns.inputRecords === zeros) table.use("inputRecords");
  columns.inputRecords[row] = metrics.inputRecords;
  if (metrics.inputBytes === 0) return;
  if (columns.inputBytes === zeros) table.use("inputBytes");
  columns.inputBytes[row] = metrics.inputBytes;
}

function writeShuffleWrite(table: TaskTable, row: number, times: TaskPricer, metrics: TaskMetrics): void {
  const { columns, zeros } = table;
  if (columns.shuffleWriteBytes === zeros) table.use("shuffleWriteBytes");
  columns.shuffleWriteBytes[row] = metrics.shuffleWriteBytes;
  if (columns.shuffleWriteRecords === zeros) table.use("shuffleWriteRecords");
  columns.shuffleWriteRecords[row] = metrics.shuffleWriteRecords;
  if (columns.shuffleWriteMs === zeros) table.use("shuffleWriteMs");
  columns.shuffleWriteMs[row] = times.shuffleWriteMs;
}

function writeShuffleRead(table: TaskTable, row: number, times: TaskPricer, metrics: TaskMetrics): void {
  const { columns, zeros } = table;
  if (columns.shuffleReadBytes === zeros) table.use("shuffleReadBytes");
  columns.shuffleReadBytes[row] = metrics.shuffleLocalBytes + metrics.shuffleRemoteBytes;
  if (columns.shuffleReadRecords === zeros) table.use("shuffleReadRecords");
  columns.shuffleReadRecords[row] = metrics.shuffleReadRecords;
  if (columns.fetchWaitMs === zeros) table.use("fetchWaitMs");
  columns.fetchWaitMs[row] = times.fetchWaitMs;
  if (metrics.shuffleRemoteBytes === 0) return;
  if (columns.shuffleRemoteBytes === zeros) table.use("shuffleRemoteBytes");
  columns.shuffleRemoteBytes[row] = metrics.shuffleRemoteBytes;
}

/** What few tasks do. */
function writeRest(table: TaskTable, row: number, metrics: TaskMetrics): void {
  put(table, "outputBytes", row, metrics.outputBytes);
  put(table, "outputRecords", row, metrics.outputRecords);
  put(table, "memorySpillBytes", row, metrics.memorySpillBytes);
  put(table, "diskSpillBytes", row, metrics.diskSpillBytes);
}

/** Forgets what an attempt did: the driver never learns it, where the attempt did not report. */
export function clearMetrics(table: TaskTable, row: number): void {
  for (const name of METRIC_COLUMNS) if (table.isUsed(name)) table.columns[name][row] = 0;
}

/** Writes one value, of a column that few rows have. */
export function put(table: TaskTable, name: TaskColumnName, row: number, value: number): void {
  if (value === 0) return;
  if (table.columns[name] === table.zeros) table.use(name);
  table.columns[name][row] = value;
}
