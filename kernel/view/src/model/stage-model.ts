import { formatCount, type RunDocument, type RunStage } from "@stageplay/core";
import type { PlanOperators } from "./plan-operators.js";
import type { StageModel, TaskCounts } from "./run-model-types.js";
import { stageKey } from "./stage-key.js";
import { stageOperators } from "./stage-operators.js";
import type { TaskFacts } from "./task-facts.js";

const NO_TASKS: TaskCounts = { running: 0, succeeded: 0, failed: 0, killed: 0 };

/** `6`, or `6.1` for the second attempt, as the pictures call a stage. */
export function stageLabel(stageId: number, attempt: number): string {
  return attempt === 0 ? String(stageId) : `${stageId}.${attempt}`;
}

export function stageModel(
  run: RunDocument,
  stage: RunStage,
  facts: TaskFacts,
  colorIndex: number,
  plan: PlanOperators | undefined,
): StageModel {
  const tasks = facts.stages[stageKey(stage.stageId, stage.attempt)];
  const end = stage.completedMs ?? (stage.status === "active" ? run.endMs : undefined);
  return {
    stageId: stage.stageId,
    attempt: stage.attempt,
    jobId: stage.jobId,
    label: stageLabel(stage.stageId, stage.attempt),
    name: stage.name,
    isResult: stage.kind === "ResultTask",
    status: stage.status,
    statusNote: statusNote(run, stage),
    colorIndex,
    numTasks: stage.numTasks,
    allTasks: firstAttempt(run, stage).numTasks,
    counts: tasks?.counts ?? NO_TASKS,
    ...(stage.submittedMs === undefined ? {} : { startMs: stage.submittedMs - run.startMs }),
    ...(stage.submittedMs === undefined || end === undefined ? {} : { durationMs: end - stage.submittedMs }),
    ...(tasks?.durations === undefined ? {} : { durations: tasks.durations }),
    metrics: tasks?.metrics ?? {},
    operators: stageOperators(stage.rdds, plan),
    facts: stage,
  };
}

function statusNote(run: RunDocument, stage: RunStage): string {
  switch (stage.status) {
    case "skipped":
      if (stage.reusesStage !== undefined) return `its shuffle was written by stage ${stage.reusesStage}`;
      return wasReached(run, stage) ? "its output is already there" : "never began: the job failed";
    case "failed":
      return withoutPackage((stage.failureReason ?? "failed").split("\n", 1)[0]!);
    case "pending":
      return "waits for its parents";
    default:
      return repeatNote(run, stage);
  }
}

/** Spark calls all stages skipped that wait when their job ends, also those that a failed job did not come to. */
function wasReached(run: RunDocument, stage: RunStage): boolean {
  return stage.parentIds.every((id) => {
    const parent = run.stages.filter(({ stageId }) => stageId === id).at(-1);
    if (parent === undefined || parent.status === "complete") return true;
    return parent.status === "skipped" && (parent.reusesStage !== undefined || wasReached(run, parent));
  });
}

/** For a later attempt: what it did again. */
function repeatNote(run: RunDocument, stage: RunStage): string {
  if (stage.attempt === 0) return "";
  const what = stage.kind === "ShuffleMapTask" ? "lost or missing map outputs" : "missing partitions";
  return `again: ${formatCount(stage.numTasks)} of ${formatCount(firstAttempt(run, stage).numTasks)} tasks, ${what}`;
}

function firstAttempt(run: RunDocument, stage: RunStage): RunStage {
  return run.stages.find((other) => other.stageId === stage.stageId) ?? stage;
}

/** `org.apache.spark.shuffle.FetchFailedException: …` as `FetchFailedException: …`. */
function withoutPackage(reason: string): string {
  return reason.replace(/^(?:[a-z][\w$]*\.)+(?=[A-Z])/, "");
}
