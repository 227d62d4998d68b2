import { formatBytes, formatCount } from "@stageplay/core";
import type { JobModel, StageModel } from "@stageplay/view";
import type { TableContent } from "../dom/as-table.js";

const HEADS = ["Stage", "Job", "State", "Tasks", "Reads stage", "Read", "Wrote", "Operators"] as const;

/** The stage graphs of these jobs as rows: a box each, with the boxes that its arrows come from. */
export function dagTable(jobs: readonly JobModel[]): TableContent {
  return { heads: HEADS, rows: jobs.flatMap((job) => job.stages.map((stage) => row(job, stage))) };
}

function row(job: JobModel, stage: StageModel): readonly string[] {
  const { totals } = stage.facts;
  const parents = job.edges
    .filter(({ to }) => to === stage.stageId)
    .map(({ from, reused, broadcast }) => `${from}${reused ? " (reused)" : broadcast === true ? " (broadcast)" : ""}`);
  return [
    `${stage.label} · ${stage.name}`,
    String(job.jobId),
    [stage.status, stage.statusNote].filter((text) => text !== "").join(": "),
    formatCount(stage.numTasks),
    parents.join(", ") || "–",
    moved(totals.inputRecords + totals.shuffleReadRecords, totals.inputBytes + totals.shuffleReadBytes),
    moved(totals.outputRecords + totals.shuffleWriteRecords, totals.outputBytes + totals.shuffleWriteBytes),
    stage.operators.map(({ name }) => name).join(" → ") || "–",
  ];
}

function moved(records: number, bytes: number): string {
  const rows = records > 0 ? `${formatCount(records)} ${records === 1 ? "row" : "rows"}` : "";
  const size = bytes > 0 ? formatBytes(bytes) : "";
  return [rows, size].filter((part) => part !== "").join(", ") || "–";
}
