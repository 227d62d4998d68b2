import type { ExecutorId, Millis, TaskId } from "../base/brand.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import { TASK_STATUSES, type TaskStatus, TaskTable } from "../events/task-table.js";
import type { TaskSetManager } from "../scheduler/task/task-set-manager.js";
import { put } from "./task-row-writer.js";

const STATUS_CODES = Object.fromEntries(TASK_STATUSES.map((status, code) => [status, code])) as Readonly<
  Record<TaskStatus, number>
>;

/** The attempts of the current run, a row each: what the driver's scheduler writes of them, and asks of them. */
export class AttemptRows {
  table: TaskTable = newTable(0);
  private readonly executors: ExecutorPool;

  constructor(executors: ExecutorPool) {
    this.executors = executors;
  }

  /** Starts a new table; only between runs. */
  startRun(): void {
    const firstTaskId: TaskId = this.table.firstTaskId + this.table.length;
    if (this.table.length > 0) this.table = newTable(firstTaskId);
  }

  /** Notes what is launched where; what it does is written when it is known. */
  launched(
    row: number,
    manager: TaskSetManager,
    index: number,
    attempt: number,
    executor: ExecutorId,
    slot: number,
    nowMs: Millis,
  ): void {
    const { stage, stageId, stageAttempt, partitions } = manager.taskSet;
    const { table, executors } = this;
    const { columns } = table;
    const task = partitions[index]!;
    columns.stageId[row] = stageId;
    columns.partition[row] = stage.kind === "ResultTask" ? stage.job.partitions[task]! : task;
    columns.executor[row] = executor;
    columns.core[row] = (slot - executors.executors[executor]!.firstSlot) * executors.taskCpus;
    columns.launchMs[row] = nowMs;
    if (stageAttempt !== 0) put(table, "stageAttempt", row, stageAttempt);
    if (attempt !== 0) put(table, "attempt", row, attempt);
    if (manager.offeredLocality !== 0) put(table, "locality", row, manager.offeredLocality);
    if (manager.offeredSpeculative) put(table, "speculative", row, 1);
  }

  /** The attempt ended. */
  ended(row: number, status: TaskStatus, nowMs: Millis, reason: string | undefined): void {
    this.table.columns.finishMs[row] = nowMs;
    this.setStatus(row, status);
    if (reason !== undefined) this.table.reasons.set(row, reason);
  }

  setStatus(row: number, status: TaskStatus): void {
    this.table.columns.status[row] = STATUS_CODES[status];
  }

  taskId(row: number): TaskId {
    return this.table.firstTaskId + row;
  }

  executorOf(row: number): ExecutorId {
    return this.table.columns.executor[row]!;
  }

  /** The slot that an attempt was launched on, by the lane in its row. */
  slotOf(row: number): number {
    const { firstSlot } = this.executors.executors[this.executorOf(row)]!;
    return firstSlot + this.table.columns.core[row]! / this.executors.taskCpus;
  }

  launchMs(row: number): Millis {
    return this.table.columns.launchMs[row]!;
  }

  recordsPerMs(row: number): number {
    const { columns } = this.table;
    const records = columns.inputRecords[row]! + columns.shuffleReadRecords[row]!;
    return records === 0 ? 0 : records / columns.runMs[row]!;
  }

  /** Name of an attempt for abort messages (C8). */
  describe(row: number): string {
    const { columns } = this.table;
    const executor = this.executorOf(row);
    const task = `${columns.partition[row]}.${columns.attempt[row]}`;
    const stage = `${columns.stageId[row]}.${columns.stageAttempt[row]}`;
    const where = `${this.executors.executors[executor]!.host} executor ${executor}`;
    return `Lost task ${task} in stage ${stage} (TID ${this.taskId(row)}) (${where})`;
  }
}

function newTable(firstTaskId: TaskId): TaskTable {
  return new TaskTable(undefined, firstTaskId, "as used");
}
