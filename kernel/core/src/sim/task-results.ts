import type { ExecutorId } from "../base/brand.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { ShuffleStore } from "../cluster/shuffle-store.js";
import type { MapOutput } from "../rdd/shuffle-write.js";
import type { DAGScheduler } from "../scheduler/dag/dag-scheduler.js";
import type { TaskSetListener } from "../scheduler/task/scheduler-backend.js";
import type { TaskFailedReason } from "../scheduler/task/task-end-reason.js";
import type { TaskSet } from "../scheduler/task/task-set.js";

export interface TaskResultsOptions {
  readonly dag: DAGScheduler;
  readonly shuffles: ShuffleStore;
  readonly pool: ExecutorPool;
  /** Marks the attempt of a finished map task that runs again. */
  readonly resubmitted: (row: number) => void;
}

/** Brings what tasks made to its place: map outputs to the shuffle files, results to the driver; then tells the DAGScheduler. */
export class TaskResults implements TaskSetListener {
  private readonly options: TaskResultsOptions;

  constructor(options: TaskResultsOptions) {
    this.options = options;
  }

  taskSucceeded(taskSet: TaskSet, index: number, _row: number, executor: ExecutorId, result: unknown): void {
    const { stage, partitions, stageAttempt, epoch } = taskSet;
    const { dag, shuffles, pool } = this.options;
    const task = partitions[index]!;
    if (stage.kind === "ResultTask") {
      dag.resultTaskSucceeded(stage, task, result);
      return;
    }
    const output = result as MapOutput;
    shuffles.put(stage.shuffle, task, output);
    const { host } = pool.executors[executor]!;
    dag.mapTaskSucceeded(stage, stageAttempt, task, { executorId: executor, host, blocks: output }, epoch);
  }

  taskFailed(
    { stage, stageAttempt, epoch, isBarrier }: TaskSet,
    _index: number,
    _row: number,
    reason: TaskFailedReason,
  ): void {
    if (reason.kind === "FetchFailed") this.options.dag.fetchFailed(stage, stageAttempt, reason, epoch);
    else if (isBarrier === true && reason.kind !== "TaskKilled") {
      this.options.dag.barrierTaskFailed(stage, stageAttempt, reason.description);
    }
  }

  taskResubmitted({ stage, partitions }: TaskSet, index: number, row: number): void {
    this.options.resubmitted(row);
    if (stage.kind === "ShuffleMapTask") this.options.dag.mapTaskResubmitted(stage, partitions[index]!);
  }

  taskSetFailed({ stageId }: TaskSet, reason: string, cause: unknown): void {
    this.options.dag.taskSetFailed(stageId, reason, cause);
  }
}
