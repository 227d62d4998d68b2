import { formatBytes, formatCount, formatMillis } from "@stageplay/core";
import { extremesOf, foldedWhat, foldTimes, type StageModel, shortRows, stageColor } from "@stageplay/view";
import { element } from "../dom/element.js";
import { ABSENT } from "./metric-text.js";

/** A column of numbers; an empty text means that there is nothing to say. */
interface NumberColumn {
  readonly heading: string;
  readonly text: (stage: StageModel) => string;
}

/** What opens below a stage's row. */
export interface StageDetail {
  readonly open: boolean;
  readonly toggle: () => void;
  readonly detail: () => HTMLElement;
}

const COLUMNS: readonly NumberColumn[] = [
  { heading: "Tasks", text: taskCounts },
  { heading: "Time", text: ({ durationMs }) => time(durationMs) },
  { heading: "min", text: (stage) => time(extremesOf(stage).min) },
  { heading: "median", text: ({ durations }) => time(durations?.median) },
  { heading: "max", text: (stage) => time(extremesOf(stage).max) },
  { heading: "Input", text: ({ facts: { totals } }) => amount(totals.inputBytes, totals.inputRecords) },
  { heading: "Output", text: ({ facts: { totals } }) => amount(totals.outputBytes, totals.outputRecords) },
  {
    heading: "Shuffle read",
    text: ({ facts: { totals } }) => amount(totals.shuffleReadBytes, totals.shuffleReadRecords),
  },
  {
    heading: "Shuffle write",
    text: ({ facts: { totals } }) => amount(totals.shuffleWriteBytes, totals.shuffleWriteRecords),
  },
  {
    heading: "Disk spill",
    text: ({ facts: { totals } }) => (totals.diskSpillBytes > 0 ? formatBytes(totals.diskSpillBytes) : ""),
  },
];

/**
 * A row a stage attempt, or a fold of some, columns as on Spark's stages page: durations as quantiles, sizes with their records. Columns that
 * are empty throughout are left out, so that the table fits under a cell.
 */
export function stageTable(stages: readonly StageModel[], detailOf: (stage: StageModel) => StageDetail): HTMLElement {
  const columns = COLUMNS.map(({ heading, text }) => ({ heading, texts: stages.map(text) })).filter(({ texts }) =>
    texts.some((text) => text !== ""),
  );
  const left = (heading: string): HTMLElement => element("th", { scope: "col", class: "sp-left" }, heading);
  const heads = columns.map(({ heading }) => element("th", { scope: "col" }, heading));
  return element(
    "table",
    { class: "sp-table sp-stage-table" },
    element("thead", {}, element("tr", {}, left("Stage"), left("What"), ...heads)),
    element(
      "tbody",
      {},
      ...stages.flatMap((stage, i) =>
        rows(
          stage,
          columns.map(({ texts }) => texts[i]!),
          detailOf(stage),
        ),
      ),
    ),
  );
}

/** The stage's row and, when it is open, one below it with the detail. */
function rows(stage: StageModel, numbers: readonly string[], { open, toggle, detail }: StageDetail): HTMLElement[] {
  const opens = stage.durations !== undefined || stage.fold !== undefined;
  const holds =
    stage.fold === undefined ? `Stage ${stage.label}, quantiles of its tasks` : `Stages ${stage.label}, one by one`;
  const button = element(
    "button",
    {
      type: "button",
      class: "sp-link",
      "data-lm-suppress-shortcuts": "true",
      "data-stage-toggle": stage.label,
      "aria-expanded": String(open),
      "aria-label": holds,
    },
    element("span", { class: "sp-disclosure", "aria-hidden": "true" }, open ? "▾" : "▸"),
    swatch(stage),
    stage.label,
  );
  button.addEventListener("click", toggle);
  const name = opens ? [button] : [element("span", { class: "sp-disclosure" }), swatch(stage), stage.label];
  const row = element(
    "tr",
    { "data-stage-row": stage.label, "data-stages": stage.fold?.stages.length, class: `sp-status-${stage.status}` },
    element("td", { class: "sp-left" }, ...name, statusWord(stage)),
    element("td", { class: "sp-left sp-what", title: stage.name }, whatOf(stage)),
    ...numbers.map((text) => element("td", {}, ...lines(text))),
  );
  if (!open || stage.durations === undefined) return [row];
  return [row, element("tr", { class: "sp-detail-row" }, element("td", { colspan: numbers.length + 2 }, detail()))];
}

/** A size stands above its records, so that all columns fit under a cell. */
function lines(text: string): (HTMLElement | string)[] {
  if (text === "") return [ABSENT];
  const [size, records] = text.split(" / ");
  return records === undefined ? [text] : [size!, element("span", { class: "sp-records" }, records)];
}

/** A stage that is skipped has the name of the one that it reuses. */
function whatOf({ fold, name, facts: { reusesStage } }: StageModel): string {
  if (fold !== undefined) return foldedWhat(fold);
  return reusesStage === undefined ? name : `reuses stage ${reusesStage}`;
}

function swatch(stage: StageModel): HTMLElement {
  const node = element("span", { class: "sp-swatch", "aria-hidden": "true" });
  if (stage.status !== "skipped") node.style.background = stageColor(stage.colorIndex);
  return node;
}

const STATUS_WORDS = {
  complete: "",
  skipped: " skipped",
  failed: " ✕ failed",
  active: " running",
  pending: " waiting",
};

/** Said in words beside the label, so that nothing rests on colour. */
function statusWord(stage: StageModel): HTMLElement {
  if (stage.fold !== undefined) return element("span", { class: "sp-status-word" }, ` ${foldTimes(stage.fold)}`);
  const again = stage.attempt > 0 ? " again" : "";
  const title = stage.statusNote === "" ? undefined : stage.statusNote;
  return element("span", { class: "sp-status-word", title }, again + STATUS_WORDS[stage.status]);
}

function taskCounts({ numTasks, counts: { failed, killed } }: StageModel): string {
  const extra = [failed > 0 ? `${formatCount(failed)} failed` : "", killed > 0 ? `${formatCount(killed)} killed` : ""];
  return [formatCount(numTasks), ...extra.filter((text) => text !== "")].join(", ");
}

function time(ms: number | undefined): string {
  return ms === undefined ? "" : formatMillis(ms);
}

/** `2.1 KiB / 24 rows`, size and records as in Spark's UI; empty when there was nothing. */
function amount(bytes: number, records: number): string {
  return bytes === 0 && records === 0 ? "" : `${formatBytes(bytes)} / ${shortRows(records)}`;
}
