import type { StageId } from "../../base/brand.js";
import type { SparkListener, SparkListenerStageCompleted, SparkListenerStageSubmitted } from "../../events/listener.js";
import { TASK_STATUSES, type TaskTable } from "../../events/task-table.js";

const SUCCESS = TASK_STATUSES.indexOf("Success");
const KILLED = TASK_STATUSES.indexOf("TaskKilled");

interface AttemptLoad {
  readonly numTasks: number;
  /** Tasks that were started; a task that failed waits again. */
  started: number;
  running: number;
  isOver: boolean;
}

/** Told when the load begins to wait, and when nothing waits any more. */
export interface BacklogListener {
  backlogged(): void;
  queueEmpty(): void;
}

/**
 * The load that dynamic allocation sees: tasks that wait and tasks that run, of the stages that were submitted (D1). Counted from what
 * happens, as Spark's ExecutorAllocationListener does, so that a stage counts from its submission on.
 */
export class StageLoad implements SparkListener {
  private readonly attempts: Map<string, AttemptLoad> = new Map();
  private readonly listener: BacklogListener;
  private readonly waitingCopies: () => number;
  private pendingCount = 0;
  private runningCount = 0;

  /** @param waitingCopies speculative copies that wait for a slot */
  constructor(listener: BacklogListener, waitingCopies: () => number) {
    this.listener = listener;
    this.waitingCopies = waitingCopies;
  }

  /** Tasks that wait for a slot, copies not counted. */
  get pending(): number {
    return this.pendingCount;
  }

  get pendingSpeculative(): number {
    return this.waitingCopies();
  }

  get running(): number {
    return this.runningCount;
  }

  onStageSubmitted({ stage }: SparkListenerStageSubmitted): void {
    const { stageId, attempt, numTasks } = stage;
    this.attempts.set(keyOf(stageId, attempt), { numTasks, started: 0, running: 0, isOver: false });
    this.pendingCount += numTasks;
    this.listener.backlogged();
  }

  onStageCompleted({ stage }: SparkListenerStageCompleted): void {
    const key = keyOf(stage.stageId, stage.attempt);
    const load = this.attempts.get(key);
    if (load === undefined) return;
    this.pendingCount -= load.numTasks - load.started;
    load.isOver = true;
    if (load.running === 0) this.attempts.delete(key);
    this.emptied();
  }

  onTaskStart(tasks: TaskTable, row: number): void {
    const load = this.attempts.get(attemptOf(tasks, row));
    if (load === undefined) return;
    load.running++;
    this.runningCount++;
    if (tasks.columns.speculative[row] === 1) return;
    load.started++;
    if (load.isOver) return;
    this.pendingCount--;
    this.emptied();
  }

  onTaskEnd(tasks: TaskTable, row: number): void {
    const key = attemptOf(tasks, row);
    const load = this.attempts.get(key);
    if (load === undefined) return;
    load.running--;
    this.runningCount--;
    const status = tasks.columns.status[row]!;
    // One that was killed gave way to its copy, or to the end of its stage.
    if (status !== SUCCESS && status !== KILLED) this.waitsAgain(load, tasks.columns.speculative[row] === 1);
    if (load.isOver && load.running === 0) this.attempts.delete(key);
  }

  /** A finished map task runs again, since its output went with an executor (B12). */
  taskResubmitted(tasks: TaskTable, row: number): void {
    const load = this.attempts.get(attemptOf(tasks, row));
    if (load !== undefined) this.waitsAgain(load, false);
  }

  private waitsAgain(load: AttemptLoad, isCopy: boolean): void {
    if (this.isQueueEmpty) this.listener.backlogged();
    if (isCopy || load.isOver) return;
    load.started--;
    this.pendingCount++;
  }

  private get isQueueEmpty(): boolean {
    return this.pendingCount === 0 && this.waitingCopies() === 0;
  }

  private emptied(): void {
    if (this.isQueueEmpty) this.listener.queueEmpty();
  }
}

function attemptOf({ columns }: TaskTable, row: number): string {
  return keyOf(columns.stageId[row]!, columns.stageAttempt[row] ?? 0);
}

function keyOf(stageId: StageId, attempt: number): string {
  return `${stageId}.${attempt}`;
}
