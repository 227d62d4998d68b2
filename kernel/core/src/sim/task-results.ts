import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { ShuffleStore } from "../cluster/shuffle-store.js";
import type { MapOutput } from "../rdd/shuffle-write.js";
import type { DAGScheduler } from "../scheduler/dag/dag-scheduler.js";
import type { TaskSetListener } from "../scheduler/task/task-scheduler.js";
import type { TaskSet } from "../scheduler/task/task-set.js";

/** Brings what tasks made to its place: map outputs to the shuffle files, results to the driver; then tells the DAGScheduler. */
export class TaskResults implements TaskSetListener {
  private readonly dag: DAGScheduler;
  private readonly shuffles: ShuffleStore;
  private readonly pool: ExecutorPool;

  constructor(dag: DAGScheduler, shuffles: ShuffleStore, pool: ExecutorPool) {
    this.dag = dag;
    this.shuffles = shuffles;
    this.pool = pool;
  }

  taskSucceeded({ stage, partitions }: TaskSet, index: number, executor: number, result: unknown): void {
    const task = partitions[index]!;
    if (stage.kind === "ResultTask") {
      this.dag.resultTaskSucceeded(stage, task, result);
      return;
    }
    const output = result as MapOutput;
    this.shuffles.put(stage.shuffle, task, output);
    const host = this.pool.hosts[executor]!;
    this.dag.mapTaskSucceeded(stage, task, { executorId: executor, host, blocks: output });
  }

  taskSetFailed({ stageId }: TaskSet, reason: string, cause: unknown): void {
    this.dag.taskSetFailed(stageId, reason, cause);
  }
}
