import type { Bytes, ExecutorId, Millis, StageId, TaskId } from "../base/brand.js";
import { ColumnStore, type Segment } from "./column-store.js";
import type { RowValues } from "./row-values.js";
import { TASK_COLUMN_NAMES, type TaskColumn, type TaskColumnName } from "./task-columns.js";

/** How a task attempt ended; `Running` until then. Spark's `TaskEndReason` names, in the order of their codes in the table. */
export const TASK_STATUSES = [
  "Running",
  "Success",
  "ExceptionFailure",
  "TaskKilled",
  "FetchFailed",
  "ExecutorLostFailure",
  "Resubmitted",
  "TaskResultLost",
] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

/** Spark's `TaskLocality`, best first (C4). */
export const TASK_LOCALITIES = ["PROCESS_LOCAL", "NODE_LOCAL", "NO_PREF", "RACK_LOCAL", "ANY"] as const;
export type TaskLocality = (typeof TASK_LOCALITIES)[number];

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
 * A table made `"as used"` keeps only the columns that were asked for with {@link TaskTable.use}: all others are one shared column of
 * zeros, a byte a row, which nobody may write to. Its bytes and counts take four bytes a row until one of them needs more.
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
  private readonly store: ColumnStore;
  /** The columns; longer than {@link length}, and replaced when the table grows: do not keep one across appends. */
  readonly columns: Readonly<Record<TaskColumnName, TaskColumn>>;
  /** Failure texts by row; sparse. */
  readonly reasons: Map<number, string> = new Map();
  /** Task id of row 0: ids count through the application, tables start anew with a run. */
  readonly firstTaskId: TaskId;

  constructor(capacity: number = FIRST_CAPACITY, firstTaskId: TaskId = 0, kept: "all" | "as used" = "all") {
    this.firstTaskId = firstTaskId;
    this.store = new ColumnStore(kept === "all");
    this.columns = this.store.columns;
    this.grow(capacity);
  }

  /** Number of task attempts. */
  get length(): number {
    return this.rows;
  }

  /** What stands for every column that is not used. */
  get zeros(): TaskColumn {
    return this.store.zeros;
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

  /**
   * Makes a column one's own before it is written to, in a table that keeps its columns as used, and wide enough for `value`. Gives the column.
   */
  use(name: TaskColumnName, value = 0): TaskColumn {
    return this.store.use(name, value);
  }

  isUsed(name: TaskColumnName): boolean {
    return this.store.isUsed(name);
  }

  /** Writes `count` rows, which are there or reserved and have been written by nobody. They take no room until somebody looks at them. */
  setRows(name: TaskColumnName, row: number, count: number, values: RowValues): void {
    this.store.setRows(name, row, count, values);
  }

  /** Makes reserved rows what fresh rows are: zeros. All rows from `start` on are among them. */
  clearRows(start: number, end: number): void {
    this.store.clearRows(start, end);
  }

  /** The rows around this one that were written together by {@link setRows}; undefined when the column has been asked for since. */
  segmentAt(name: TaskColumnName, row: number): Segment | undefined {
    return this.store.segmentAt(name, row);
  }

  /** Bytes that the columns take. */
  get byteLength(): Bytes {
    return this.store.byteLength;
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

  private grow(capacity: number): void {
    this.store.grow(capacity, this.rows);
    this.capacity = capacity;
  }
}

/** Small tables grow in big steps, so that a big one was not copied often; big ones keep a third of their room free at most. */
function roomierThan(capacity: number): number {
  return capacity < 100_000 ? capacity * 16 : capacity + (capacity >> 1);
}
