import { formatBytes, formatCount, formatMillis, type TaskRecord } from "@stageplay/core";
import { type RunModel, TASK_PHASES, type TaskPhaseName, taskPhases } from "@stageplay/view";
import { taskLabel } from "./task-label.js";

/** A part of the task's time, in the order in which it passes. */
export interface TaskPhase {
  readonly name: string;
  readonly ms: number;
  /** Bytes and records that the phase moved, ready to read; empty when there were none. */
  readonly amount: string;
}

/** What the hover card says about one task attempt. */
export interface TaskFacts {
  readonly title: string;
  readonly status: string;
  readonly place: string;
  readonly time: string;
  readonly phases: readonly TaskPhase[];
  /** What is not a phase: GC, spill, peak memory; or why there are no phases. */
  readonly extras: readonly string[];
  readonly reason?: string;
}

/** What is known about the attempt in `row` of the run's tasks. */
export function taskFacts({ run, gantt }: RunModel, row: number): TaskFacts {
  const task = run.tasks.record(row);
  const host = run.executors.find((executor) => executor.executorId === task.executor)?.host;
  const stage = gantt.stages[gantt.stageIndex[row]!];
  // Big bundles keep the finer metrics of every n-th task only.
  const times = taskPhases(run.tasks.columns, row, gantt.durationMs[row]!);
  const retry = task.attempt > 0 ? ` · attempt ${task.attempt}` : "";
  return {
    title: `Task ${taskLabel(gantt, row)}`,
    status: `${task.status}${retry}${task.speculative ? " · speculative" : ""}`,
    place: `${stage?.name ?? ""} · executor ${task.executor}, core ${task.core}${host === undefined ? "" : ` on ${host}`} · ${task.locality}`,
    time: `started at ${formatMillis(gantt.startMs[row]!)}, took ${formatMillis(gantt.durationMs[row]!)}`,
    phases: times === undefined ? [] : phases(task, times),
    extras: times !== undefined ? extras(task) : ["the phases of this task were not kept in the notebook"],
    ...(task.reason === undefined ? {} : { reason: task.reason }),
  };
}

/** The phases of {@link taskPhases} with what they moved; those without time and bytes are left out. */
function phases(task: TaskRecord, times: Float64Array): readonly TaskPhase[] {
  const shuffleRead = moved(task.shuffleReadBytes, task.shuffleReadRecords);
  const remote = task.shuffleRemoteBytes > 0 ? `, ${formatBytes(task.shuffleRemoteBytes)} remote` : "";
  const amounts: Partial<Record<TaskPhaseName, string>> = {
    "fetch wait": shuffleRead === "" ? "" : `read ${shuffleRead}${remote}`,
    compute: [said("input", task.inputBytes, task.inputRecords), said("output", task.outputBytes, task.outputRecords)]
      .filter((text) => text !== "")
      .join(", "),
    GC: "within compute",
    "shuffle write": moved(task.shuffleWriteBytes, task.shuffleWriteRecords),
    result: task.resultBytes > 0 ? formatBytes(task.resultBytes) : "",
  };
  return TASK_PHASES.map((name, i) => ({ name, ms: times[i]!, amount: amounts[name] ?? "" })).filter(
    ({ name, ms, amount }) => ms > 0 || (amount !== "" && name !== "GC"),
  );
}

/** What has no time of its own. */
function extras(task: TaskRecord): readonly string[] {
  const spill = `spilled ${formatBytes(task.memorySpillBytes)} of memory, ${formatBytes(task.diskSpillBytes)} to disk`;
  const all = [
    task.peakMemoryBytes > 0 ? `peak memory ${formatBytes(task.peakMemoryBytes)}` : "",
    task.memorySpillBytes > 0 ? spill : "",
  ];
  return all.filter((text) => text !== "");
}

function said(what: string, bytes: number, records: number): string {
  const text = moved(bytes, records);
  return text === "" ? "" : `${what} ${text}`;
}

function moved(bytes: number, records: number): string {
  return bytes > 0 || records > 0 ? `${formatBytes(bytes)}, ${formatCount(records)} records` : "";
}
