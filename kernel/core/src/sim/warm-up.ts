import type { ExecutorId, Millis } from "../base/brand.js";
import type { CostModel } from "../cluster/cost-model.js";
import { NO_TASK } from "../cluster/task-slots.js";
import type { MessageLog } from "../events/messages/message-log.js";
import type { TaskSetManager } from "../scheduler/task/task-set-manager.js";
import type { SimulatedFileServer } from "./file-server.js";

/** More than a stage ever has. */
const ATTEMPTS = 1 << 20;

/**
 * Time that tasks spend before they run: the first tasks of an executor wait until its classes are loaded, the first of a stage on it until
 * it has fetched the stage's code (C12); all others take what a task takes.
 */
export class WarmUp {
  /** When each executor has both its classes and the code of the stage that it ran last. */
  readyMs: Float64Array = new Float64Array(0);
  private readonly cost: CostModel;
  private readonly startsWarm: boolean;
  private readonly messages: MessageLog;
  private readonly files: SimulatedFileServer;
  /** When each executor has loaded its classes; NaN before its first task. */
  private classesMs: Float64Array = new Float64Array(0);
  /** The stage attempt that each executor ran last, by number: nothing of it shall be kept. */
  private stages: Float64Array = new Float64Array(0);

  constructor(cost: CostModel, startsWarm: boolean, messages: MessageLog, files: SimulatedFileServer) {
    this.cost = cost;
    this.startsWarm = startsWarm;
    this.messages = messages;
    this.files = files;
  }

  /** Makes room for executors with ids below `count`. */
  reserve(count: number): void {
    const before = this.readyMs.length;
    if (count <= before) return;
    const widened = (old: Float64Array): Float64Array => {
      const fresh = new Float64Array(Math.max(count, before * 2)).fill(Number.NaN);
      fresh.set(old);
      return fresh;
    };
    this.readyMs = widened(this.readyMs);
    this.classesMs = widened(this.classesMs);
    this.stages = widened(this.stages);
  }

  /** What a task that arrives at `startMs` spends on deserialization. */
  deserializeMs(executor: ExecutorId, stage: TaskSetManager, startMs: Millis): Millis {
    if (executor >= this.stages.length) this.reserve(executor + 1);
    this.arrive(executor, stage, startMs);
    const deserializeMs = this.taskMs(stage);
    const waits = this.readyMs[executor]! - startMs;
    return waits > deserializeMs ? waits : deserializeMs;
  }

  /** What every task of a stage spends at least. */
  taskMs({ taskSet: { binaryBytes = 0 } }: TaskSetManager): Millis {
    return this.cost.deserializeMs + binaryBytes * this.cost.deserializeMsPerByte;
  }

  /**
   * A task arrives. If it is the first of its stage attempt there, {@link readyMs} is the time until which it and others wait: for files and jars, then for
   * the stage's code.
   */
  arrive(executor: ExecutorId, stage: TaskSetManager, startMs: Millis): void {
    const { stageId, stageAttempt, broadcastMs = 0 } = stage.taskSet;
    const attempt = stageId * ATTEMPTS + stageAttempt;
    if (this.stages[executor] === attempt) return;
    const { firstDeserializeMs, stageBinaryMs } = this.cost;
    // The classes are those of its jars.
    const fetchedMs = startMs + this.files.fetchMs(executor, startMs);
    if (Number.isNaN(this.classesMs[executor])) {
      this.classesMs[executor] = this.startsWarm ? fetchedMs : fetchedMs + firstDeserializeMs;
    }
    this.stages[executor] = attempt;
    this.noteFetch(executor, stageId, stageAttempt, fetchedMs);
    const codeMs = fetchedMs + stageBinaryMs + broadcastMs + this.taskMs(stage);
    this.readyMs[executor] = Math.max(this.classesMs[executor]!, codeMs);
  }

  /** The stage's code is a broadcast, which each executor fetches once. */
  private noteFetch(executor: ExecutorId, stageId: number, stageAttempt: number, timeMs: Millis): void {
    const { messages } = this;
    if (messages.keeps("OpenBlocks")) {
      messages.note(timeMs, "OpenBlocks", { executor, b: NO_TASK, text: `code of stage ${stageId}.${stageAttempt}` });
    } else messages.skip("OpenBlocks", 1);
  }
}
