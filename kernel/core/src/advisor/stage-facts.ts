import type { Bytes, Millis } from "../base/brand.js";
import type { FindingPlace } from "../events/finding.js";
import type { RunStage } from "../events/run.js";
import type { TaskColumnName } from "../events/task-columns.js";
import { TASK_STATUSES, type TaskTable } from "../events/task-table.js";
import { quantile, sum } from "./numbers.js";

const SUCCESS = TASK_STATUSES.indexOf("Success");
type Measure = TaskColumnName | "durationMs";

/** A stage attempt that ran, with its task attempts. */
export class StageFacts {
  readonly stage: RunStage;
  /** Rows of the task table: all attempts, and those that succeeded. */
  readonly attempts: Uint32Array;
  readonly rows: Uint32Array;
  private readonly tasks: TaskTable;
  private readonly endMs: Millis;
  private readonly known: Map<Measure, Float64Array> = new Map();
  private readonly inOrder: Map<Measure, Float64Array> = new Map();

  /** @param endMs of the run, for what still runs. */
  constructor(stage: RunStage, attempts: Uint32Array, tasks: TaskTable, endMs: Millis) {
    this.stage = stage;
    this.attempts = attempts;
    this.tasks = tasks;
    this.endMs = endMs;
    const { status } = tasks.columns;
    this.rows = attempts.filter((row) => status[row] === SUCCESS);
  }

  get label(): string {
    const { stageId, attempt } = this.stage;
    return attempt === 0 ? `Stage ${stageId}` : `Stage ${stageId}.${attempt}`;
  }

  /** A measure of each successful task, in the order of {@link rows}. */
  values(name: Measure): Float64Array {
    let values = this.known.get(name);
    if (values === undefined) {
      values = this.read(name);
      this.known.set(name, values);
    }
    return values;
  }

  /** The same, smallest first. */
  sorted(name: Measure): Float64Array {
    let values = this.inOrder.get(name);
    if (values === undefined) {
      values = this.values(name).slice().sort();
      this.inOrder.set(name, values);
    }
    return values;
  }

  quantile(name: Measure, part: number): number {
    return quantile(this.sorted(name), part);
  }

  max(name: Measure): number {
    return this.quantile(name, 1);
  }

  sum(name: Measure): number {
    return sum(this.values(name));
  }

  /** Time from submission to completion. */
  get wallMs(): Millis {
    const { submittedMs, completedMs } = this.stage;
    return submittedMs === undefined ? 0 : Math.max(0, (completedMs ?? this.endMs) - submittedMs);
  }

  /** Core time of its successful tasks. */
  get coreMs(): Millis {
    return this.sum("durationMs");
  }

  /** Bytes that its tasks took in, from files and shuffles. */
  get bytesIn(): Bytes {
    return this.sum("inputBytes") + this.sum("shuffleReadBytes");
  }

  /** Where a view shows it, at one of its tasks when a row is given. */
  place(row?: number): FindingPlace {
    const { jobId, stageId, attempt } = this.stage;
    return { jobId, stageId, stageAttempt: attempt, ...(row === undefined ? {} : { task: row }) };
  }

  private read(name: Measure): Float64Array {
    const { tasks, rows } = this;
    const values = new Float64Array(rows.length);
    if (name === "durationMs") {
      const { launchMs, finishMs } = tasks.columns;
      for (let i = 0; i < rows.length; i++) values[i] = finishMs[rows[i]!]! - launchMs[rows[i]!]!;
      return values;
    }
    // A column that nobody wrote is all zeros, and asking for it would make it.
    if (!tasks.isUsed(name)) return values;
    const column = tasks.columns[name];
    for (let i = 0; i < rows.length; i++) values[i] = column[rows[i]!]!;
    return values;
  }
}
