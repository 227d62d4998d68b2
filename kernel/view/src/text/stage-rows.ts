import { formatBytes, formatCount, formatMillis } from "@stageplay/core";
import { foldStageRows } from "../model/fold-stages.js";
import type { RunModel, StageModel } from "../model/run-model-types.js";
import { extremesOf, foldedWhat, foldTimes } from "./fold-words.js";
import { shortCount } from "./short-count.js";

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
  "Disk spill",
];

export interface StageRow {
  readonly stage: StageModel;
  /** One text a head; `–` where there is nothing. */
  readonly cells: readonly string[];
}

/** The stage table, one row a stage attempt, or for many that repeat; `short` writes millions of rows as `5,000 M`. */
export function stageRows(model: RunModel, short = false): readonly StageRow[] {
  const count = short ? shortCount : formatCount;
  return foldStageRows(model.stages).map((stage) => ({ stage, cells: cells(stage, count) }));
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
  const { min, max } = extremesOf(stage);
  const { failed, killed } = stage.counts;
  return [
    `${stage.label}${ICONS[stage.status] ?? ""}`,
    what(stage),
    [formatCount(stage.numTasks), ended(failed, "failed"), ended(killed, "killed")].filter(Boolean).join(", "),
    time(stage.durationMs),
    time(min),
    time(stage.durations?.median),
    time(max),
    amount(totals.inputRecords, totals.inputBytes),
    amount(totals.outputRecords, totals.outputBytes),
    amount(totals.shuffleReadRecords, totals.shuffleReadBytes),
    amount(totals.shuffleWriteRecords, totals.shuffleWriteBytes),
    totals.diskSpillBytes > 0 ? formatBytes(totals.diskSpillBytes) : NONE,
  ];
}

const ended = (count: number, how: string): string => (count > 0 ? `${formatCount(count)} ${how}` : "");

/** A note says more than the name: that is the one of the stage before, or of the first attempt. */
function what(stage: StageModel): string {
  if (stage.fold?.kind === "skipped") return `${foldTimes(stage.fold)}, ${foldedWhat(stage.fold)}`;
  if (stage.fold !== undefined) return `${foldedWhat(stage.fold)} (${foldTimes(stage.fold)})`;
  if (stage.statusNote === "") return stage.name;
  if (stage.facts.reusesStage !== undefined) return `reuses stage ${stage.facts.reusesStage}`;
  return stage.status === "skipped" || stage.attempt > 0 ? stage.statusNote : `${stage.name} · ${stage.statusNote}`;
}

/** Size first, as in Spark's UI. */
function amountText(rows: string, bytes: number): string {
  const size = bytes > 0 ? formatBytes(bytes) : "";
  return [size, rows].filter((part) => part !== "").join(" / ") || NONE;
}
