import type { ExecutorId, Millis } from "../../base/brand.js";

/** `spark.excludeOnFailure.…` (C9). */
export interface ExclusionConf {
  /** Whether tasks and stages exclude (`…taskAndStage.enabled`), and the application does (`…application.enabled`). */
  readonly taskAndStage: boolean;
  readonly application: boolean;
  readonly maxTaskAttemptsPerExecutor: number;
  readonly maxTaskAttemptsPerNode: number;
  readonly maxFailedTasksPerExecutorStage: number;
  readonly maxFailedExecutorsPerNodeStage: number;
  readonly maxFailedTasksPerExecutor: number;
  readonly maxFailedExecutorsPerNode: number;
  readonly timeoutMs: Millis;
  readonly killExcludedExecutors: boolean;
  /** A failed fetch excludes the executor that it was from at once; with an external shuffle service, its host. */
  readonly fetchFailures: "ignored" | "executor" | "host";
  /** Dynamic allocation may bring another executor where none is idle. */
  readonly mayGrow: boolean;
  /** How long a task that can run nowhere waits for a new executor. */
  readonly unschedulableTimeoutMs: Millis;
}

/** The failures of one executor within one task set. */
interface ExecutorFailures {
  readonly host: number;
  /** Failures by task. */
  readonly byTask: Map<number, number>;
}

/** Where tasks of one task set must not run any more, because they or others failed there (C9, task and stage level). */
export class TaskSetExclusion {
  private readonly conf: ExclusionConf;
  readonly failures: Map<ExecutorId, ExecutorFailures> = new Map();
  /** What failed last, in the words of the abort message. */
  latestFailure = "";
  private readonly executors: Set<ExecutorId> = new Set();
  private readonly nodes: Set<number> = new Set();

  constructor(conf: ExclusionConf) {
    this.conf = conf;
  }

  get isEmpty(): boolean {
    return this.failures.size === 0;
  }

  /** @returns what this excludes from the stage that was not excluded before. */
  taskFailed(index: number, executor: ExecutorId, host: number, failure: string): readonly ("executor" | "node")[] {
    this.latestFailure = failure;
    let failures = this.failures.get(executor);
    if (failures === undefined) {
      failures = { host, byTask: new Map() };
      this.failures.set(executor, failures);
    }
    failures.byTask.set(index, (failures.byTask.get(index) ?? 0) + 1);
    if (failures.byTask.size < this.conf.maxFailedTasksPerExecutorStage || this.executors.has(executor)) return [];
    this.executors.add(executor);
    const onHost = [...this.executors].filter((other) => this.failures.get(other)!.host === host);
    if (onHost.length < this.conf.maxFailedExecutorsPerNodeStage || this.nodes.has(host)) return ["executor"];
    this.nodes.add(host);
    return ["executor", "node"];
  }

  /** The executor, or its node, takes no task of this set. */
  isExcluded(executor: ExecutorId, host: number): boolean {
    return this.conf.taskAndStage && (this.executors.has(executor) || this.nodes.has(host));
  }

  /** The task is not tried again on the executor, or its node. */
  isTaskExcluded(index: number, executor: ExecutorId, host: number): boolean {
    if (!this.conf.taskAndStage || this.failures.size === 0) return false;
    const here = this.failures.get(executor)?.byTask.get(index) ?? 0;
    if (here >= this.conf.maxTaskAttemptsPerExecutor) return true;
    let executorsOfNode = 0;
    for (const failures of this.failures.values()) {
      if (failures.host === host && (failures.byTask.get(index) ?? 0) > 0) executorsOfNode++;
    }
    return executorsOfNode >= this.conf.maxTaskAttemptsPerNode;
  }
}
