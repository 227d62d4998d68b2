import type { ExecutorId, Millis } from "../base/brand.js";
import type { CostModel } from "../cluster/cost-model.js";
import type { TaskSetManager } from "../scheduler/task/task-set-manager.js";

/** More than a stage ever has. */
const ATTEMPTS = 1 << 20;

/**
 * Time that tasks spend before they run: the first tasks of an executor wait until its classes are loaded, the first of a stage on it until
 * it has fetched the stage's code (C12); all others take what a task takes.
 */
export class WarmUp {
  private readonly cost: CostModel;
  private readonly startsWarm: boolean;
  /** When each executor has loaded its classes; undefined before its first task. */
  private readonly classesMs: Millis[] = [];
  /** When each executor has both its classes and the code of the stage that it ran last. */
  private readonly readyMs: Millis[] = [];
  /** The stage attempt that each executor ran last, by number: nothing of it shall be kept. */
  private readonly stages: number[] = [];

  constructor(cost: CostModel, startsWarm: boolean) {
    this.cost = cost;
    this.startsWarm = startsWarm;
  }

  /** What a task that arrives at `startMs` spends on deserialization. */
  deserializeMs(executor: ExecutorId, stage: TaskSetManager, startMs: Millis): Millis {
    const { firstDeserializeMs, deserializeMs, stageBinaryMs } = this.cost;
    const { stageId, stageAttempt } = stage.taskSet;
    const attempt = stageId * ATTEMPTS + stageAttempt;
    if (this.stages[executor] !== attempt) {
      this.classesMs[executor] ??= this.startsWarm ? startMs : startMs + firstDeserializeMs;
      this.stages[executor] = attempt;
      this.readyMs[executor] = Math.max(this.classesMs[executor]!, startMs + stageBinaryMs);
    }
    const waits = this.readyMs[executor]! - startMs;
    return waits > deserializeMs ? waits : deserializeMs;
  }
}
