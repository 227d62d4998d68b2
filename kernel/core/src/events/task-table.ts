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
export type TaskColumn = Float64Array | Float32Array | Int32Array | Uint8Array;

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

/** Columns that every attempt fills; the others are zero until somebody uses them. */
const ALWAYS: ReadonlySet<TaskColumnName> = new Set([
  "stageId",
  "partition",
  "executor",
  "core",
  "status",
  "launchMs",
  "finishMs",
  "runMs",
] as const);

/**
 * The task attempts of a run, as columns; the task id is the row number plus {@link TaskTable.firstTaskId}. Nothing is allocated per task: the
 * scheduler writes numbers, listeners read them by row, and {@link TaskTable.record} makes an object on demand.
 *
 * A table made `"as used"` keeps only the columns that were asked for with {@link TaskTable.use}: all others are one shared column of
 * zeros, a byte a row, which nobody may write to.
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
  /** What stands for every column that is not used. */
  zeros: Uint8Array = new Uint8Array(0);
  private readonly used: Set<TaskColumnName>;
  /** The columns; longer than {@link length}, and replaced when the table grows: do not keep a reference across appends. */
  columns: Record<TaskColumnName, TaskColumn> = {} as never;
  /** Failure texts by row; sparse. */
  readonly reasons: Map<number, string> = new Map();
  /** Task id of row 0: ids count through the application, tables start anew with a run. */
  readonly firstTaskId: TaskId;

  constructor(capacity: number = FIRST_CAPACITY, firstTaskId: TaskId = 0, kept: "all" | "as used" = "all") {
    this.firstTaskId = firstTaskId;
    this.used = new Set(kept === "all" ? TASK_COLUMN_NAMES : ALWAYS);
    this.grow(capacity);
  }

  /** Number of task attempts. */
  get length(): number {
    return this.rows;
  }

  /** Adds a row of zeros (finishMs NaN) and returns its number. */
  append(): number {
    if (this.rows === this.capacity) this.grow(roomierThan(this.capacity));
    this.columns.finishMs[this.rows] = Number.NaN;
    return this.rows++;
  }

  /** Makes room for `count` rows more, which may be written before they are appended. */
  reserve(count: number): void {
    let capacity = this.capacity;
    while (capacity < this.rows + count) capacity = roomierThan(capacity);
    if (capacity > this.capacity) this.grow(capacity);
  }

  /** Adds rows that have been written already. */
  appendRows(count: number): void {
    this.rows += count;
  }

  /** Makes a column one's own before it is written to, in a table that keeps its columns as used. */
  use(name: TaskColumnName): void {
    if (this.used.has(name)) return;
    this.used.add(name);
    this.columns[name] = newColumn(name, this.capacity);
  }

  isUsed(name: TaskColumnName): boolean {
    return this.used.has(name);
  }

  /** Bytes that the columns take. */
  get byteLength(): Bytes {
    let bytes = this.zeros.byteLength;
    for (const name of this.used) bytes += this.columns[name].byteLength;
    return bytes;
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
    if (this.used.size < TASK_COLUMN_NAMES.length) this.zeros = new Uint8Array(capacity);
    let bytes = 0;
    for (const name of this.used) bytes += columnBytes(name, capacity);
    const buffer = new ArrayBuffer(bytes);
    let offset = 0;
    for (const name of TASK_COLUMN_NAMES) {
      if (!this.used.has(name)) {
        this.columns[name] = this.zeros;
        continue;
      }
      const grown = newColumn(name, capacity, buffer, offset);
      const old = this.columns[name];
      if (old !== undefined) grown.set(old);
      this.columns[name] = grown;
      offset += columnBytes(name, capacity);
    }
    this.capacity = capacity;
  }
}

/** Small tables grow in big steps, so that a big one was not copied often; memory that nobody has written to costs nothing. */
function roomierThan(capacity: number): number {
  return capacity < 100_000 ? capacity * 16 : capacity * 2;
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
