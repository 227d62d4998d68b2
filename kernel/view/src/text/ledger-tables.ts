import { formatCount, formatMillis, JOB_CAUSE_TEXTS } from "@stageplay/core";
import { shareText } from "../model/core-time.js";
import type { CriticalStep } from "../model/critical-steps.js";
import type { RunModel } from "../model/run-model-types.js";

/** A table as texts; the first column names the row. */
export interface TextTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Where the core time went, to the microsecond: so the column adds up to slots × time, its last row. */
export function coreTimeTable({ coreTime: { parts, totalUs } }: RunModel): TextTable {
  const exact = (us: number): string => (us / 1_000_000).toFixed(6);
  const rows = parts.map(({ name, kind, coreUs, share, text }) => [name, kind, exact(coreUs), shareText(share), text]);
  return {
    heads: ["Core time", "Kind", "Core-seconds", "Share", "What it is"],
    rows: [...rows, ["all cores", "", exact(totalUs), "100%", "slots × time"]],
  };
}

/** Link by link what the run had to wait for. */
export function criticalPathTable({ criticalPath }: RunModel): TextTable {
  return {
    heads: ["Link", "From", "Length", "Why"],
    rows: criticalPath.map((step) => [
      stepName(step),
      formatMillis(step.fromMs),
      formatMillis(step.us / 1000),
      step.text,
    ]),
  };
}

/** `stage 3 (task 3:17)`, `driver`, `9 short links`. */
export function stepName({ kind, links, stage, partition }: CriticalStep): string {
  if (kind === "several") return `${formatCount(links)} short links`;
  if (kind !== "task") return kind;
  const tasks = partition === undefined ? `${formatCount(links)} tasks in a row` : `task ${stage}:${partition}`;
  return `stage ${stage} (${tasks})`;
}

/** Why so many jobs: each with its cause, and the user's line. */
export function whyJobsTable({ jobs }: RunModel): TextTable {
  return {
    heads: ["Job", "Cause", "Stages", "Time", "Why"],
    rows: jobs.map(({ title, cause, stages, durationMs }) => [
      title,
      cause,
      formatCount(stages.length),
      durationMs === undefined ? "running" : formatMillis(durationMs),
      JOB_CAUSE_TEXTS[cause] ?? "",
    ]),
  };
}
