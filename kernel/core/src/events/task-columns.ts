import type { Bytes } from "../base/brand.js";

/** A column of numbers, one a task attempt. */
export type TaskColumn = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/** Every column with its element kind: `i` identifies, `ms` virtual milliseconds, `bytes`, `n` counts, `code` an enumeration. */
export const TASK_COLUMNS = {
  stageId: "i",
  stageAttempt: "i",
  /** Partition index within the stage. */
  partition: "i",
  /** Attempt number of this partition within its task set (0 first). */
  attempt: "i",
  executor: "i",
  /** Core of the executor that the task occupies (0 … cores − 1): the lane of the Gantt chart. */
  core: "i",
  /** Index into {@link TASK_LOCALITIES}. */
  locality: "code",
  /** 1 for a speculative copy. */
  speculative: "code",
  /** Index into {@link TASK_STATUSES}. */
  status: "code",
  launchMs: "ms",
  /** Driver's time to serialize and send it, beyond that of an ordinary task. */
  sendMs: "ms",
  /** NaN while running. */
  finishMs: "ms",
  deserializeMs: "ms",
  /** executorRunTime: fetch wait, compute, spill, write (without deserialize and result serialization). */
  runMs: "ms",
  fetchWaitMs: "ms",
  shuffleWriteMs: "ms",
  gcMs: "ms",
  resultSerializeMs: "ms",
  gettingResultMs: "ms",
  inputBytes: "bytes",
  inputRecords: "n",
  outputBytes: "bytes",
  outputRecords: "n",
  shuffleReadBytes: "bytes",
  /** Part of `shuffleReadBytes` that came from other executors. */
  shuffleRemoteBytes: "bytes",
  shuffleReadRecords: "n",
  /** Blocks read from the own executor's files, and from others'; one of each map where neighbouring reducers are read together (F4). */
  shuffleLocalBlocks: "n",
  shuffleRemoteBlocks: "n",
  /** Part of `shuffleRemoteBytes` that was too large for memory and went to disk first (F4). */
  shuffleToDiskBytes: "bytes",
  /** Blocks of persisted RDDs that the task found, that it computed, and of those the ones that it was not the first to compute. */
  cachedBlocksRead: "n",
  cachedBlocksComputed: "n",
  cachedBlocksRecomputed: "n",
  /** Blocks that had to leave memory for what the task needed (E2, E5). */
  cachedBlocksEvicted: "n",
  shuffleWriteBytes: "bytes",
  shuffleWriteRecords: "n",
  memorySpillBytes: "bytes",
  diskSpillBytes: "bytes",
  peakMemoryBytes: "bytes",
  resultBytes: "bytes",
} as const;
export type TaskColumnName = keyof typeof TASK_COLUMNS;
export const TASK_COLUMN_NAMES: readonly TaskColumnName[] = Object.keys(TASK_COLUMNS) as TaskColumnName[];

/** Columns that every attempt fills. */
export const ALWAYS_USED: readonly TaskColumnName[] = [
  "stageId",
  "partition",
  "executor",
  "core",
  "status",
  "launchMs",
  "finishMs",
  "runMs",
];

const ELEMENT_BYTES: Readonly<Record<(typeof TASK_COLUMNS)[TaskColumnName], number>> = {
  code: 1,
  i: 4,
  ms: 8,
  bytes: 4,
  n: 4,
};
const WIDE_BYTES = 8;

/** Bytes and counts are mostly small whole numbers. */
export function isCount(name: TaskColumnName): boolean {
  const kind = TASK_COLUMNS[name];
  return kind === "bytes" || kind === "n";
}

/** Whether a narrow column of bytes or counts holds the value. */
export function fitsNarrow(value: number): boolean {
  return value >>> 0 === value;
}

/** Rounded up, so that the next column may hold doubles. */
export function columnBytes(name: TaskColumnName, length: number, isWide: boolean): Bytes {
  return Math.ceil(((isWide ? WIDE_BYTES : ELEMENT_BYTES[TASK_COLUMNS[name]]) * length) / 8) * 8;
}

/**
 * An empty column of the element type that `name` needs: doubles for times and wide sizes, 32-bit ids, sizes and counts, bytes for codes. In a buffer
 * of its own, if none is given.
 */
export function newColumn(
  name: TaskColumnName,
  length: number,
  isWide: boolean,
  buffer: ArrayBuffer = new ArrayBuffer(columnBytes(name, length, isWide)),
  offset = 0,
): TaskColumn {
  switch (TASK_COLUMNS[name]) {
    case "code":
      return new Uint8Array(buffer, offset, length);
    case "i":
      return new Int32Array(buffer, offset, length);
    case "ms":
      return new Float64Array(buffer, offset, length);
    default:
      return isWide ? new Float64Array(buffer, offset, length) : new Uint32Array(buffer, offset, length);
  }
}
