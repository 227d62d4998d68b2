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

  /**
   * The executor that the task runs on.
   * @example await sc.parallelize([1], 1).map(() => TaskContext.get()!.executor.host).first(); // "host-2"
   */
  get executor(): TaskExecutor {
    const { task } = this;
    return { id: task.executorId, host: task.host, exit: (code) => task.exitExecutor(code) };
  }
}

/** An executor as its tasks see it. */
export interface TaskExecutor {
  readonly id: number;
  readonly host: string;
  /** Ends the executor's process with an exit code, as `Runtime.getRuntime.halt` would: its tasks, blocks and shuffle files are lost. */
  exit(code: number): never;
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
