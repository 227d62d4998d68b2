import { formatBytes, formatCount, formatMillis } from "@stageplay/core";
import type { RunModel, StageModel } from "../model/run-model-types.js";

/** Heads of the stage table; the first two columns are texts, the others numbers. */
export const TABLE_HEADS: readonly string[] = [
  "Stage",
  "What",
  "Tasks",
  "Time",
  "min",
  "median",
  "max",
  "Input",
  "Output",
  "Shuffle read",
  "Shuffle write",
  "Spill",
];

export interface StageRow {
  readonly stage: StageModel;
  /** One text a head; `–` where there is nothing. */
  readonly cells: readonly string[];
}

/** The stage table, one row a stage attempt; `short` writes millions of rows as `5,000 M`. */
export function stageRows(model: RunModel, short = false): readonly StageRow[] {
  const count = short ? shortCount : formatCount;
  return model.stages.map((stage) => ({ stage, cells: cells(stage, count) }));
}

const NONE = "–";
const ICONS: Readonly<Partial<Record<StageModel["status"], string>>> = {
  failed: " ✕",
  skipped: " ↷",
  active: " ▶",
  pending: " …",
};

function cells(stage: StageModel, count: (rows: number) => string): readonly string[] {
  const { totals } = stage.facts;
  const amount = (records: number, bytes: number): string => amountText(records > 0 ? count(records) : "", bytes);
  const time = (ms: number | undefined): string => (ms === undefined ? NONE : formatMillis(ms));
  const failed = stage.counts.failed + stage.counts.killed;
  return [
    `${stage.label}${ICONS[stage.status] ?? ""}`,
    what(stage),
    `${formatCount(stage.numTasks)}${failed > 0 ? ` · ${formatCount(failed)} ✕` : ""}`,
    time(stage.durationMs),
    time(stage.durations?.min),
    time(stage.durations?.median),
    time(stage.durations?.max),
    amount(totals.inputRecords, totals.inputBytes),
    amount(totals.outputRecords, totals.outputBytes),
    amount(totals.shuffleReadRecords, totals.shuffleReadBytes),
    amount(totals.shuffleWriteRecords, totals.shuffleWriteBytes),
    totals.diskSpillBytes > 0 ? formatBytes(totals.diskSpillBytes) : NONE,
  ];
}

/** A note says more than the name: that is the one of the stage before, or of the first attempt. */
function what(stage: StageModel): string {
  if (stage.statusNote === "") return stage.name;
  if (stage.facts.reusesStage !== undefined) return `reuses stage ${stage.facts.reusesStage}`;
  return stage.status === "skipped" || stage.attempt > 0 ? stage.statusNote : `${stage.name} · ${stage.statusNote}`;
}

/** Size first, as in Spark's UI. */
function amountText(rows: string, bytes: number): string {
  const size = bytes > 0 ? formatBytes(bytes) : "";
  return [size, rows].filter((part) => part !== "").join(" / ") || NONE;
}

function shortCount(rows: number): string {
  return rows < 1e6 ? formatCount(rows) : `${rows < 1e7 ? (rows / 1e6).toFixed(1) : formatCount(rows / 1e6)} M`;
}
