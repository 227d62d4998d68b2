import type { ExecutorId, Millis, TaskId } from "../base/brand.js";
import type { CostModel } from "../cluster/cost-model.js";
import { OperatorTimes } from "../cluster/operator-times.js";
import { ExecutorExit, FetchFailedError } from "../cluster/task-failures.js";
import type { TaskRunner } from "../cluster/task-runner.js";
import type { TaskExtras } from "../cluster/task-slots.js";
import { SparkError } from "../errors/spark-error.js";
import type { ListenerBus } from "../events/listener-bus.js";
import type { HostPort } from "../ports.js";
import type { TaskFailedReason } from "../scheduler/task/task-end-reason.js";
import type { TaskSetManager } from "../scheduler/task/task-set-manager.js";
import type { Accumulators } from "./accumulators.js";
import type { TaskFaults } from "./task-faults.js";

export interface TaskComputationOptions {
  readonly runner: TaskRunner;
  readonly cost: CostModel;
  readonly faults: TaskFaults;
  readonly accumulators: Accumulators;
  readonly bus: ListenerBus;
  readonly host: HostPort;
}

/**
 * Computes an attempt for real and says what came of it: a result, and for few attempts a failure or updates of accumulators. The fields are of
 * the last attempt.
 */
export class TaskComputation {
  result: unknown;
  extras: TaskExtras | undefined;
  /** The attempt ends its executor with this code. */
  exitCode: number | undefined;
  private readonly options: TaskComputationOptions;
  private readonly operatorTimes: OperatorTimes;

  constructor(options: TaskComputationOptions) {
    this.options = options;
    this.operatorTimes = new OperatorTimes(options.cost);
  }

  /** @param launchMs virtual time */
  compute(
    manager: TaskSetManager,
    index: number,
    attempt: number,
    taskId: TaskId,
    executor: ExecutorId,
    host: string,
    launchMs: Millis,
  ): void {
    const { runner } = this.options;
    const { stage, stageId, stageAttempt, partitions, epoch } = manager.taskSet;
    runner.metrics.reset();
    runner.stageId = stageId;
    runner.stageAttemptNumber = stageAttempt;
    runner.stageTasks = manager.numTasks;
    runner.attemptNumber = attempt;
    runner.taskAttemptId = taskId;
    runner.executorId = executor;
    runner.host = host;
    runner.launchMs = launchMs;
    runner.epoch = epoch;
    this.result = undefined;
    this.extras = undefined;
    this.exitCode = undefined;
    let failure: TaskFailedReason | undefined;
    try {
      this.result = runner.run(stage, partitions[index]!);
    } catch (error) {
      if (error instanceof ExecutorExit) this.exitCode = error.code;
      else failure = this.failureOf(error);
    }
    if (this.options.faults.isEmpty) this.keep(failure, stageId);
    else this.keep(failure ?? this.injected(stageId, attempt), stageId);
  }

  private keep(failure: TaskFailedReason | undefined, stageId: number): void {
    const { runner } = this.options;
    const { accumulators, accumulatorParts, shares } = runner.metrics;
    if (failure === undefined && accumulators.size === 0 && accumulatorParts.size === 0 && shares.length === 0) return;
    const updates = new Map(accumulators);
    this.operatorTimes.addTo(updates, runner.metrics);
    const parts = new Map(accumulatorParts);
    const task = { stageId, stageAttempt: runner.stageAttemptNumber, taskId: runner.taskAttemptId };
    const commit = (): void => {
      this.options.accumulators.add(task, updates);
      for (const [accumulator, part] of parts) accumulator.merge(part);
    };
    this.extras = { failure, commit };
  }

  private failureOf(error: unknown): TaskFailedReason {
    if (!(error instanceof FetchFailedError)) {
      return { kind: "ExceptionFailure", description: this.describeError(error), error };
    }
    const { cost, runner } = this.options;
    const { shuffleId, mapIndex, executor, message } = error;
    runner.metrics.charge("ms", mapIndex < 0 ? cost.missingOutputMs : cost.fetchFailureMs);
    const name = mapIndex < 0 ? "MetadataFetchFailedException" : "FetchFailedException";
    return {
      kind: "FetchFailed",
      description: `org.apache.spark.shuffle.${name}: ${message}`,
      shuffleId,
      mapIndex,
      executor,
    };
  }

  private injected(stage: number, attempt: number): TaskFailedReason | undefined {
    const { runner, bus, faults } = this.options;
    const verdict = faults.verdict({ stage, partition: runner.partitionId, attempt });
    if (verdict === undefined) return undefined;
    const description = `java.lang.RuntimeException: ${verdict.fail}`;
    const short = `Task ${runner.partitionId}.${attempt} of stage ${stage} fails`;
    bus.post("onFault", {
      timeMs: runner.launchMs,
      description: `${short}: ${verdict.fail}`,
      short,
      executorId: runner.executorId,
    });
    const error = new SparkError({
      condition: "INJECTED_FAILURE",
      message: description,
      nextStep:
        "The failure is the fault's, not the program's: fewer failures than spark.task.maxFailures are retried.",
    });
    return { kind: "ExceptionFailure", description, error };
  }

  /** The error as Spark would print it, with the user's own line. */
  private describeError(error: unknown): string {
    if (error instanceof SparkError) return `[${error.condition}] ${error.summary}`;
    if (!(error instanceof Error)) return `Error: ${String(error)}`;
    const frame = this.options.host.userFrame(error.stack ?? "");
    return `${error.name}: ${error.message}${frame === undefined ? "" : ` (at ${frame.file}:${frame.line})`}`;
  }
}
