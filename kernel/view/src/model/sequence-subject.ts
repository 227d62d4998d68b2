import type { MessageName, RunDocument, SparkMessage } from "@stageplay/core";
import { carriedBy } from "./carried-run.js";
import type { SequenceTone } from "./sequence-types.js";
import { stageKey } from "./stage-key.js";

/** Told by the task table itself: the id of such a message names a row of it. */
const OF_THE_TABLE: ReadonlySet<MessageName> = new Set(["LaunchTask", "StatusUpdate", "CompletionEvent"]);

const BAD: ReadonlySet<MessageName> = new Set(["JobFailed", "TaskSetFailed", "ExecutorLost", "ExpireDeadHosts"]);
const WARN: ReadonlySet<MessageName> = new Set([
  "JobCancelled",
  "ResubmitFailedStages",
  "KillExecutors",
  "RemoveExecutor",
  "DecommissionExecutor",
  "KillTask",
]);

/** Finds out what messages are about. */
export class SequenceSubjects {
  private readonly run: RunDocument;
  private readonly isThinned: boolean;
  private readonly lastAttempt: ReadonlyMap<number, number>;
  private readonly jobs: ReadonlyMap<string, number>;
  /** By attempt, then stage. */
  private readonly labels: Map<number, string>[] = [];

  constructor(run: RunDocument) {
    this.run = run;
    const { drawn, total } = carriedBy(run).tasksDrawn;
    this.isThinned = drawn < total;
    this.lastAttempt = new Map(run.stages.map(({ stageId, attempt }) => [stageId, attempt]));
    this.jobs = new Map(run.stages.map(({ stageId, attempt, jobId }) => [stageKey(stageId, attempt), jobId]));
  }

  /** `6.1`: the stage attempt that a message concerns. */
  stageOf({ message, detail, taskId }: SparkMessage): string | undefined {
    if (taskId !== undefined && (OF_THE_TABLE.has(message) || !this.isThinned)) {
      const row = taskId - this.run.tasks.firstTaskId;
      const { stageId, stageAttempt } = this.run.tasks.columns;
      return row >= 0 && row < this.run.tasks.length ? this.label(stageId[row]!, stageAttempt[row]!) : undefined;
    }
    const named = /^(?:code of )?stage (\d+)(?:\.(\d+))?/.exec(detail);
    if (named === null) return undefined;
    const stageId = Number(named[1]);
    return this.label(stageId, Number(named[2] ?? this.lastAttempt.get(stageId) ?? 0));
  }

  /** The same text for the same stage attempt, made once: it is asked for with every message. */
  private label(stageId: number, attempt: number): string {
    const labels = this.labels[attempt] ?? new Map<number, string>();
    this.labels[attempt] = labels;
    const known = labels.get(stageId);
    if (known !== undefined) return known;
    const made = stageKey(stageId, attempt);
    labels.set(stageId, made);
    return made;
  }

  /** The executor that runs, sends, gets or is talked about. */
  executorOf({ from, to, message, detail, taskId }: SparkMessage): number | undefined {
    for (const end of [from, to]) if (end.startsWith("executor ")) return Number(end.slice("executor ".length));
    if (taskId !== undefined && OF_THE_TABLE.has(message)) {
      return this.run.tasks.columns.executor[taskId - this.run.tasks.firstTaskId];
    }
    const named = /^executor (\d+)/.exec(detail);
    return named === null ? undefined : Number(named[1]);
  }

  /** The job that a message names, or whose stage it is about. */
  jobOf(message: SparkMessage): number | undefined {
    const named = /^job (\d+)/.exec(message.detail);
    if (named !== null) return Number(named[1]);
    const stage = this.stageOf(message);
    return stage === undefined ? undefined : this.jobOfStage(stage);
  }

  jobOfStage(label: string): number | undefined {
    return this.jobs.get(label);
  }
}

/** How a message is told apart from those of a run in which all goes well. */
export function toneOf({ message, detail, lost }: SparkMessage): SequenceTone {
  if (lost === true || BAD.has(message)) return "bad";
  if (WARN.has(message)) return "warn";
  if (message === "StatusUpdate")
    return detail.endsWith("FAILED") ? "bad" : detail.endsWith("KILLED") ? "warn" : "plain";
  if (message !== "CompletionEvent") return "plain";
  const end = /: (\w+)/.exec(detail)?.[1];
  return end === "Success" ? "plain" : end === "TaskKilled" ? "warn" : "bad";
}
