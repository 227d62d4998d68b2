import type { TaskColumnName } from "@stageplay/core";

/** Kind of a number, which says how it is printed. */
export type MetricKind = "ms" | "bytes" | "n";

/** A number about a task, as tables show it. */
export interface TaskMetric {
  readonly name: TaskColumnName;
  /** As Spark's UI heads its columns. */
  readonly heading: string;
  readonly kind: MetricKind;
}

/** Metrics of a task in the order of Spark's stage page, the duration aside. */
export const TASK_METRICS: readonly TaskMetric[] = [
  { name: "deserializeMs", heading: "Deserialize", kind: "ms" },
  { name: "gcMs", heading: "GC", kind: "ms" },
  { name: "fetchWaitMs", heading: "Fetch wait", kind: "ms" },
  { name: "gettingResultMs", heading: "Getting result", kind: "ms" },
  { name: "inputBytes", heading: "Input", kind: "bytes" },
  { name: "inputRecords", heading: "Input records", kind: "n" },
  { name: "shuffleReadBytes", heading: "Shuffle read", kind: "bytes" },
  { name: "shuffleReadRecords", heading: "Shuffle read records", kind: "n" },
  { name: "shuffleWriteBytes", heading: "Shuffle write", kind: "bytes" },
  { name: "shuffleWriteRecords", heading: "Shuffle write records", kind: "n" },
  { name: "outputBytes", heading: "Output", kind: "bytes" },
  { name: "outputRecords", heading: "Output records", kind: "n" },
  { name: "memorySpillBytes", heading: "Spill (memory)", kind: "bytes" },
  { name: "diskSpillBytes", heading: "Spill (disk)", kind: "bytes" },
  { name: "peakMemoryBytes", heading: "Peak memory", kind: "bytes" },
];

/** Whether a number would be read as nothing: times are printed in whole milliseconds. */
export function printsAsZero(kind: MetricKind, value: number): boolean {
  return kind === "ms" ? value < 0.5 : value === 0;
}
