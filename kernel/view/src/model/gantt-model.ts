import type { RunDocument } from "@stageplay/core";
import { lossReason } from "./loss-reason.js";
import type { GanttExecutor, GanttMark, GanttModel, GanttStage, StageModel, StepCurve } from "./run-model-types.js";
import { stageKey } from "./stage-key.js";
import type { TaskFacts } from "./task-facts.js";

/** The timeline of a run as columns. `stages` are the run's stage models. */
export function ganttModel(run: RunDocument, stages: readonly StageModel[], facts: TaskFacts): GanttModel {
  const ganttStages = stages.filter((stage) => stage.startMs !== undefined).map(ganttStage);
  const executors = ganttExecutors(run);
  const active = activeCurve(facts);
  const count = run.tasks.length;
  let partition: Int32Array | undefined;
  return {
    count,
    // Only labels need it: a saved run makes its column when the first is drawn.
    get partition() {
      partition ??= new Int32Array(run.tasks.columns.partition.subarray(0, count));
      return partition;
    },
    ...taskColumns(run, ganttStages, executors),
    stages: ganttStages,
    executors,
    laneCount: executors.reduce((sum, executor) => sum + executor.cores, 0),
    makespanMs: run.endMs - run.startMs,
    live: run.jobs.some((job) => job.endMs === undefined),
    slots: mostSlots(executors),
    active,
    marks: run.faults.map((fault): GanttMark => {
      const short = fault.short === undefined ? {} : { short: fault.short };
      const mark = { timeMs: fault.timeMs - run.startMs, text: fault.description, ...short };
      return fault.executorId === undefined ? mark : { ...mark, executorId: fault.executorId };
    }),
  };
}

function ganttStage(stage: StageModel): GanttStage {
  const { stageId, attempt, label, name, colorIndex, startMs, durationMs, facts } = stage;
  const ended = facts.completedMs !== undefined && startMs !== undefined && durationMs !== undefined;
  return {
    stageId,
    attempt,
    label,
    name,
    colorIndex,
    failed: stage.status === "failed",
    barrier: facts.rdds.some((rdd) => rdd.barrier === true),
    ...(ended ? { endMs: startMs + durationMs } : {}),
  };
}

type TaskColumns = Pick<
  GanttModel,
  "lane" | "startMs" | "durationMs" | "stageIndex" | "status" | "attempt" | "speculative" | "locality"
>;

function taskColumns(
  run: RunDocument,
  stages: readonly GanttStage[],
  executors: readonly GanttExecutor[],
): TaskColumns {
  const count = run.tasks.length;
  const { launchMs, finishMs, executor, core, stageId, stageAttempt, status, attempt, speculative, locality } =
    run.tasks.columns;
  const firstLane = new Map(executors.map((each) => [each.executorId, each.firstLane]));
  const indexOf = new Map(stages.map((stage, i) => [stageKey(stage.stageId, stage.attempt), i]));
  const lane = new Int32Array(count);
  const startMs = new Float64Array(count);
  const durationMs = new Float64Array(count);
  const stageIndex = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const launch = launchMs[row]!;
    const finish = finishMs[row]!;
    lane[row] = (firstLane.get(executor[row]!) ?? 0) + core[row]!;
    startMs[row] = launch - run.startMs;
    durationMs[row] = (Number.isNaN(finish) ? run.endMs : finish) - launch;
    const known = row > 0 && stageId[row] === stageId[row - 1] && stageAttempt[row] === stageAttempt[row - 1];
    stageIndex[row] = known ? stageIndex[row - 1]! : (indexOf.get(stageKey(stageId[row]!, stageAttempt[row]!)) ?? -1);
  }
  return {
    lane,
    startMs,
    durationMs,
    stageIndex,
    status: new Uint8Array(status.subarray(0, count)),
    attempt: new Int32Array(attempt.subarray(0, count)),
    speculative: new Uint8Array(speculative.subarray(0, count)),
    locality: new Uint8Array(locality.subarray(0, count)),
  };
}

function ganttExecutors(run: RunDocument): readonly GanttExecutor[] {
  let firstLane = 0;
  return [...run.executors]
    .sort((a, b) => a.executorId - b.executorId)
    .map((executor) => {
      const { executorId, host, cores, addedMs, removedMs, removedReason } = executor;
      const out: GanttExecutor = {
        executorId,
        host,
        cores,
        firstLane,
        addedMs: Math.max(0, addedMs - run.startMs),
        ...(removedMs === undefined ? {} : { removedMs: removedMs - run.startMs }),
        ...(removedReason === undefined ? {} : { removedReason: lossReason(removedReason) }),
      };
      firstLane += cores;
      return out;
    });
}

function mostSlots(executors: readonly GanttExecutor[]): number {
  let most = 0;
  for (const { addedMs } of executors) {
    const there = executors.filter((other) => other.addedMs <= addedMs && (other.removedMs ?? Infinity) > addedMs);
    most = Math.max(
      most,
      there.reduce((sum, executor) => sum + executor.cores, 0),
    );
  }
  return most;
}

function activeCurve(facts: TaskFacts): StepCurve {
  return { timeMs: Float64Array.from(facts.activity.timeMs), count: Int32Array.from(facts.activity.count) };
}
