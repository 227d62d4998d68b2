import type { TaskPricer } from "../cluster/cost-model.js";
import {
  fitsNarrow,
  TASK_COLUMN_NAMES,
  TASK_COLUMNS,
  type TaskColumn,
  type TaskColumnName,
} from "../events/task-columns.js";
import type { TaskTable } from "../events/task-table.js";
import type { TaskMetrics } from "../rdd/task-context.js";

/** Times that the driver knows of itself. */
const OF_THE_DRIVER: ReadonlySet<TaskColumnName> = new Set<TaskColumnName>(["launchMs", "sendMs", "finishMs"]);

/** Columns that say what an attempt did; the others say what it was. */
export const METRIC_COLUMNS: readonly TaskColumnName[] = TASK_COLUMN_NAMES.filter(
  (name) => TASK_COLUMNS[name] !== "i" && TASK_COLUMNS[name] !== "code" && !OF_THE_DRIVER.has(name),
);

/**
 * Writes what an attempt did into its row. Most tasks do few kinds of things: columns in which there would be nothing but zeros are never
 * made. Each column is written by name and not in a loop, because this is done for every task.
 */
export function writeMetrics(table: TaskTable, row: number, times: TaskPricer, metrics: TaskMetrics): void {
  const { columns } = table;
  const { deserializeMs, gcMs, resultSerializeMs } = times;
  const { resultBytes, peakMemoryBytes } = metrics;
  columns.runMs[row] = times.runMs;
  if (deserializeMs !== 0) timeColumn(table, "deserializeMs", columns.deserializeMs)[row] = deserializeMs;
  if (gcMs !== 0) timeColumn(table, "gcMs", columns.gcMs)[row] = gcMs;
  if (resultSerializeMs !== 0)
    timeColumn(table, "resultSerializeMs", columns.resultSerializeMs)[row] = resultSerializeMs;
  if (resultBytes !== 0) countColumn(table, "resultBytes", columns.resultBytes, resultBytes)[row] = resultBytes;
  if (peakMemoryBytes !== 0)
    countColumn(table, "peakMemoryBytes", columns.peakMemoryBytes, peakMemoryBytes)[row] = peakMemoryBytes;
  if (metrics.inputRecords + metrics.inputBytes !== 0) writeInput(table, row, metrics);
  if (metrics.cachedBlocksRead + metrics.cachedBlocksComputed + metrics.cachedBlocksEvicted !== 0) {
    writeCachedBlocks(table, row, metrics);
  }
  if (metrics.shuffleWriteBytes !== 0) writeShuffleWrite(table, row, times, metrics);
  if (metrics.shuffleLocalBytes + metrics.shuffleRemoteBytes !== 0) writeShuffleRead(table, row, times, metrics);
  if (metrics.outputRecords + metrics.outputBytes + metrics.memorySpillBytes !== 0) writeRest(table, row, metrics);
}

function writeInput(table: TaskTable, row: number, { inputRecords, inputBytes }: TaskMetrics): void {
  const { columns } = table;
  countColumn(table, "inputRecords", columns.inputRecords, inputRecords)[row] = inputRecords;
  if (inputBytes !== 0) countColumn(table, "inputBytes", columns.inputBytes, inputBytes)[row] = inputBytes;
}

function writeCachedBlocks(table: TaskTable, row: number, metrics: TaskMetrics): void {
  put(table, "cachedBlocksRead", row, metrics.cachedBlocksRead);
  put(table, "cachedBlocksComputed", row, metrics.cachedBlocksComputed);
  put(table, "cachedBlocksRecomputed", row, metrics.cachedBlocksRecomputed);
  put(table, "cachedBlocksEvicted", row, metrics.cachedBlocksEvicted);
}

function writeShuffleWrite(table: TaskTable, row: number, times: TaskPricer, metrics: TaskMetrics): void {
  const { columns } = table;
  const { shuffleWriteBytes: bytes, shuffleWriteRecords: records } = metrics;
  countColumn(table, "shuffleWriteBytes", columns.shuffleWriteBytes, bytes)[row] = bytes;
  countColumn(table, "shuffleWriteRecords", columns.shuffleWriteRecords, records)[row] = records;
  timeColumn(table, "shuffleWriteMs", columns.shuffleWriteMs)[row] = times.shuffleWriteMs;
}

function writeShuffleRead(table: TaskTable, row: number, times: TaskPricer, metrics: TaskMetrics): void {
  const { columns } = table;
  const { shuffleRemoteBytes: remote, shuffleReadRecords: records } = metrics;
  const bytes = metrics.shuffleLocalBytes + remote;
  countColumn(table, "shuffleReadBytes", columns.shuffleReadBytes, bytes)[row] = bytes;
  countColumn(table, "shuffleReadRecords", columns.shuffleReadRecords, records)[row] = records;
  timeColumn(table, "fetchWaitMs", columns.fetchWaitMs)[row] = times.fetchWaitMs;
  put(table, "shuffleLocalBlocks", row, metrics.shuffleLocalBlocks);
  if (remote === 0) return;
  countColumn(table, "shuffleRemoteBytes", columns.shuffleRemoteBytes, remote)[row] = remote;
  put(table, "shuffleRemoteBlocks", row, metrics.shuffleRemoteBlocks);
  put(table, "shuffleToDiskBytes", row, metrics.shuffleToDiskBytes);
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
  if (value !== 0) table.use(name, value)[row] = value;
}

/** A column of times, made if there is none. */
function timeColumn(table: TaskTable, name: TaskColumnName, column: TaskColumn): TaskColumn {
  return column === table.zeros ? table.use(name) : column;
}

/** A column of bytes or counts, made if there is none, and widened if it does not hold the value. */
function countColumn(table: TaskTable, name: TaskColumnName, column: TaskColumn, value: number): TaskColumn {
  return column === table.zeros || !fitsNarrow(value) ? table.use(name, value) : column;
}
