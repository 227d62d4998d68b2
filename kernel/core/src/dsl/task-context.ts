import { parseDuration } from "../base/duration.js";
import { currentTask, type Duration, type TaskContext as RunningTask } from "../rdd/task-context.js";

/**
 * What a function that runs in a task can learn about where it runs. Mirrors `org.apache.spark.TaskContext`.
 *
 * @example
 * await sc.parallelize([1, 2], 2).map(() => TaskContext.get()!.partitionId()).collect(); // [0, 1]
 */
export class TaskContext {
  private readonly task: RunningTask;

  private constructor(task: RunningTask) {
    this.task = task;
  }

  /** The context of the running task; null on the driver. */
  static get(): TaskContext | null {
    const task = currentTask();
    return task === undefined ? null : new TaskContext(task);
  }

  /** Partition of the running task; 0 on the driver. */
  static getPartitionId(): number {
    return currentTask()?.partitionId ?? 0;
  }

  partitionId(): number {
    return this.task.partitionId;
  }

  stageId(): number {
    return this.task.stageId;
  }

  stageAttemptNumber(): number {
    return this.task.stageAttemptNumber;
  }

  /** 0 for the first attempt of the task, 1 for its first retry. */
  attemptNumber(): number {
    return this.task.attemptNumber;
  }

  taskAttemptId(): number {
    return this.task.taskAttemptId;
  }

  /** The executor's number and the host it is on. */
  get executor(): { readonly id: number; readonly host: string } {
    return { id: this.task.executorId, host: this.task.host };
  }
}

/**
 * Passes virtual time inside a task, as `Thread.sleep` would in Spark; on the driver use `await spark.sleep(…)`.
 *
 * @param duration milliseconds, or text such as `"400ms"`
 * @example
 * await sc.parallelize([1, 2, 3, 4], 4).foreach(() => work("400ms"));
 * @throws SparkError INVALID_DURATION
 */
export function work(duration: Duration): void {
  currentTask()?.metrics.charge("ms", parseDuration(duration));
}
