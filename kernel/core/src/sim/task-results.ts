import type { ExecutorId } from "../base/brand.js";
import { REMOTE_HOST, REMOTE_STORAGE } from "../base/remote-storage.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { ShuffleHolders } from "../cluster/shuffle-holders.js";
import type { ShuffleStore } from "../cluster/shuffle-store.js";
import type { MapOutput } from "../rdd/shuffle-write.js";
import type { DAGScheduler } from "../scheduler/dag/dag-scheduler.js";
import type { TaskSetListener } from "../scheduler/task/scheduler-backend.js";
import type { TaskFailedReason } from "../scheduler/task/task-end-reason.js";
import type { TaskSet } from "../scheduler/task/task-set.js";

const REMOTE = { executorId: REMOTE_STORAGE, host: REMOTE_HOST };

export interface TaskResultsOptions {
  readonly dag: DAGScheduler;
  readonly shuffles: ShuffleStore;
  readonly pool: ExecutorPool;
  /** Map outputs go to a remote shuffle service (F7). */
  readonly isRemote: boolean;
  /** Told of what each executor wrote, where it may have to hand it on. */
  readonly holders: ShuffleHolders | undefined;
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
    const { dag, shuffles, pool, holders, isRemote } = this.options;
    const task = partitions[index]!;
    if (stage.kind === "ResultTask") {
      dag.resultTaskSucceeded(stage, task, result);
      return;
    }
    const output = result as MapOutput;
    shuffles.put(stage.shuffle, task, output);
    if (holders !== undefined) holders.wrote(executor, stage.shuffle.shuffleId, bytesOf(output));
    const place = isRemote ? REMOTE : { executorId: executor, host: pool.executors[executor]!.host };
    dag.mapTaskSucceeded(stage, stageAttempt, task, { ...place, blocks: output }, epoch);
  }

  taskFailed(
    { stage, stageAttempt, epoch, isBarrier, partitions }: TaskSet,
    index: number,
    _row: number,
    reason: TaskFailedReason,
  ): void {
    if (reason.kind === "FetchFailed") this.options.dag.fetchFailed(stage, stageAttempt, reason, epoch);
    else if (isBarrier === true && reason.kind !== "TaskKilled") {
      const task = partitions[index]!;
      const partition = stage.kind === "ResultTask" ? stage.job.partitions[task]! : task;
      this.options.dag.barrierTaskFailed(stage, stageAttempt, partition, reason.description);
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

function bytesOf(output: MapOutput): number {
  let bytes = 0;
  for (const block of output.values()) bytes += block.bytes;
  return bytes;
}
