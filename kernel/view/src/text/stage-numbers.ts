import type { RunModel, StageModel } from "../model/run-model-types.js";
import { TASK_METRICS } from "../model/task-metrics.js";
import type { TextTable } from "./ledger-tables.js";

const QUANTILES = ["min", "p25", "median", "p75", "max"] as const;
type TotalName = keyof StageModel["facts"]["totals"];

const TOTALS: readonly (readonly [name: TotalName, head: string])[] = [
  ["inputBytes", "Input (bytes)"],
  ["inputRecords", "Input records"],
  ["outputBytes", "Output (bytes)"],
  ["outputRecords", "Output records"],
  ["shuffleReadBytes", "Shuffle read (bytes)"],
  ["shuffleReadRecords", "Shuffle read records"],
  ["shuffleWriteBytes", "Shuffle write (bytes)"],
  ["shuffleWriteRecords", "Shuffle write records"],
  ["memorySpillBytes", "Memory spill (bytes)"],
  ["diskSpillBytes", "Disk spill (bytes)"],
];

/** A row a stage attempt with its numbers as they are: milliseconds, bytes, counts; quantiles of each metric that a stage reports. For files. */
export function stageNumbers({ stages }: RunModel): TextTable {
  const metrics = TASK_METRICS.filter(({ name }) => stages.some(({ metrics }) => metrics[name] !== undefined));
  return {
    heads: [
      ...["Stage", "Job", "Name", "Status", "Tasks", "Failed", "Killed", "Time (ms)"],
      ...QUANTILES.map((quantile) => `Duration ${quantile} (ms)`),
      ...TOTALS.map(([, head]) => head),
      ...metrics.flatMap(({ heading }) => QUANTILES.map((quantile) => `${heading} ${quantile}`)),
    ],
    rows: stages.map((stage) => [
      ...[stage.label, String(stage.jobId), stage.name, stage.status, String(stage.numTasks)],
      ...[String(stage.counts.failed), String(stage.counts.killed), numberText(stage.durationMs)],
      ...QUANTILES.map((quantile) => numberText(stage.durations?.[quantile])),
      ...TOTALS.map(([name]) => numberText(stage.facts.totals[name])),
      ...metrics.flatMap(({ name }) => QUANTILES.map((quantile) => numberText(stage.metrics[name]?.[quantile]))),
    ]),
  };
}

/** To a microsecond; nothing where it is not known. */
export function numberText(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? "" : String(Math.round(value * 1000) / 1000);
}
