import type { Bytes, ExecutorId, Millis, StageId, TaskId } from "../base/brand.js";

/** How a task attempt ended; `Running` until then. Spark's `TaskEndReason` names, in the order of their codes in the table. */
export const TASK_STATUSES = [
  "Running",
  "Success",
  "ExceptionFailure",
  "TaskKilled",
  "FetchFailed",
  "ExecutorLostFailure",
  "Resubmitted",
] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** Spark's `TaskLocality`, best first (C4). */
export const TASK_LOCALITIES = ["PROCESS_LOCAL", "NODE_LOCAL", "NO_PREF", "RACK_LOCAL", "ANY"] as const;
export type TaskLocality = (typeof TASK_LOCALITIES)[number];

/** A column of numbers, one a task attempt. */
export type TaskColumn = Float64Array | Int32Array | Uint8Array;

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
  shuffleWriteBytes: "bytes",
  shuffleWriteRecords: "n",
  memorySpillBytes: "bytes",
  diskSpillBytes: "bytes",
  peakMemoryBytes: "bytes",
  resultBytes: "bytes",
} as const;
export type TaskColumnName = keyof typeof TASK_COLUMNS;
export const TASK_COLUMN_NAMES: readonly TaskColumnName[] = Object.keys(TASK_COLUMNS) as TaskColumnName[];

/** One task attempt as an object, made only when somebody asks for it. Fields as in {@link TASK_COLUMNS}. */
export interface TaskRecord
  extends Readonly<Record<Exclude<TaskColumnName, "locality" | "speculative" | "status">, number>> {
  readonly taskId: TaskId;
  readonly stageId: StageId;
  readonly executor: ExecutorId;
  readonly locality: TaskLocality;
  readonly speculative: boolean;
  readonly status: TaskStatus;
  /** Why it failed or was killed, in Spark's words; absent on success. */
  readonly reason?: string;
  readonly launchMs: Millis;
  readonly finishMs: Millis;
  readonly inputBytes: Bytes;
}

const FIRST_CAPACITY = 256;

/**
 * The task attempts of a run, as columns; the task id is the row number plus {@link TaskTable.firstTaskId}. Nothing is allocated per task: the
 * scheduler writes numbers, listeners read them by row, and {@link TaskTable.record} makes an object on demand.
 *
 * @example
 * const tasks = new TaskTable();
 * const row = tasks.append();
 * tasks.columns.runMs[row] = 12;
 * tasks.record(row).runMs; // 12
 */
export class TaskTable {
  private rows = 0;
  private capacity = 0;
  /** The columns; longer than {@link length}, and replaced when the table grows: do not keep a reference across appends. */
  columns: Record<TaskColumnName, TaskColumn> = {} as never;
  /** Failure texts by row; sparse. */
  readonly reasons: Map<number, string> = new Map();
  /** Task id of row 0: ids count through the application, tables start anew with a run. */
  readonly firstTaskId: TaskId;

  constructor(capacity: number = FIRST_CAPACITY, firstTaskId: TaskId = 0) {
    this.firstTaskId = firstTaskId;
    this.grow(capacity);
  }

  /** Number of task attempts. */
  get length(): number {
    return this.rows;
  }

  /** Adds a row of zeros (finishMs NaN) and returns its number. */
  append(): number {
    if (this.rows === this.capacity) this.grow(this.capacity * 2);
    this.columns.finishMs[this.rows] = Number.NaN;
    return this.rows++;
  }

  /** The attempt in `row` as an object. */
  record(row: number): TaskRecord {
    const out: Record<string, unknown> = { taskId: this.firstTaskId + row };
    for (const name of TASK_COLUMN_NAMES) out[name] = this.columns[name][row];
    out["locality"] = TASK_LOCALITIES[this.columns.locality[row]!];
    out["status"] = TASK_STATUSES[this.columns.status[row]!];
    out["speculative"] = this.columns.speculative[row] === 1;
    const reason = this.reasons.get(row);
    if (reason !== undefined) out["reason"] = reason;
    return out as unknown as TaskRecord;
  }

  /** All columns lie in one buffer: three dozen of their own would cost a small run more than all else that it keeps. */
  private grow(capacity: number): void {
    const buffer = new ArrayBuffer(TASK_COLUMN_NAMES.reduce((sum, name) => sum + columnBytes(name, capacity), 0));
    let offset = 0;
    for (const name of TASK_COLUMN_NAMES) {
      const grown = newColumn(name, capacity, buffer, offset);
      const old = this.columns[name];
      if (old !== undefined) grown.set(old);
      this.columns[name] = grown;
      offset += columnBytes(name, capacity);
    }
    this.capacity = capacity;
  }
}

const ELEMENT_BYTES: Readonly<Record<(typeof TASK_COLUMNS)[TaskColumnName], number>> = {
  code: 1,
  i: 4,
  ms: 8,
  bytes: 8,
  n: 8,
};

/** Rounded up, so that the next column may hold doubles. */
function columnBytes(name: TaskColumnName, length: number): Bytes {
  return Math.ceil((ELEMENT_BYTES[TASK_COLUMNS[name]] * length) / 8) * 8;
}

/**
 * An empty column of the element type that `name` needs: doubles for times and sizes, 32-bit ids, bytes for codes. In a buffer of its own, if none is
 * given.
 */
export function newColumn(
  name: TaskColumnName,
  length: number,
  buffer: ArrayBuffer = new ArrayBuffer(columnBytes(name, length)),
  offset = 0,
): TaskColumn {
  switch (TASK_COLUMNS[name]) {
    case "code":
      return new Uint8Array(buffer, offset, length);
    case "i":
      return new Int32Array(buffer, offset, length);
    default:
      return new Float64Array(buffer, offset, length);
  }
}
