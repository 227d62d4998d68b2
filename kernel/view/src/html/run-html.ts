import { formatCount, type RunDocument, TASK_STATUSES } from "@stageplay/core";
import { planModels } from "../model/plan-model.js";
import { runModel } from "../model/run-model.js";
import type { RunModel } from "../model/run-model-types.js";
import { sequenceModel } from "../model/sequence-model.js";
import { SequenceRows } from "../model/sequence-rows.js";
import { element, escapeText } from "../svg/element.js";
import { runSvgSections } from "../svg/run-svg.js";
import { sequencePictureSvg } from "../svg/sequence-svg.js";
import { coreTimeTable, criticalPathTable, type TextTable, whyJobsTable } from "../text/ledger-tables.js";
import { messageTable } from "../text/message-table.js";
import { planText } from "../text/plan-text.js";
import { stageRows, TABLE_HEADS } from "../text/stage-rows.js";

/** Rows of the task table; a page of more is slow to open. */
const MOST_TASKS = 2_000;

/** `313 ms`, `189.9 KiB / 10,000`, `–`: stands to the right, and is not broken. */
const NUMBER = /^([<\d–][\w\s.,%/<–]{0,30})?$/;
const WIDTH = 900;

/** Lines of the messages' picture. */
const MOST_MESSAGES = 200;

const STYLE = `body{color:#1f2328;font:14px/1.45 "DejaVu Sans",system-ui,sans-serif;margin:24px auto;max-width:928px;padding:0 14px}
figure{border-bottom:1px solid #d0d7de;margin:0 0 14px;overflow-x:auto;padding-bottom:14px}
svg{display:block;height:auto;max-width:100%;min-width:680px}
table{border-collapse:collapse;font-size:12px;font-variant-numeric:tabular-nums;width:100%}
th,td{border-bottom:1px solid #d0d7de;max-width:420px;overflow-wrap:break-word;padding:3px 6px;text-align:left;vertical-align:baseline}
.number{text-align:right}td.number{white-space:nowrap}
pre{background:#f6f8fa;overflow-x:auto;padding:8px}
th{color:#59636e}
h1{clip-path:inset(50%);height:1px;overflow:hidden;position:absolute;width:1px}
details{margin:12px 0}.wide{overflow-x:auto}summary{cursor:pointer;font-weight:600}
@media print{details::details-content{content-visibility:visible;height:auto}pre{white-space:pre-wrap}figure,.wide{overflow:visible}svg{max-height:96vh;min-width:0}table{font-size:9px}th,td{padding:2px 4px}tr,svg{break-inside:avoid}}`;

/** Nothing in the page may run or be loaded, whatever names and messages hold. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * The run as one HTML file that opens anywhere, without a network and without script: the picture, and below it the tables and plans that it is
 * made of.
 *
 * @example
 * runHtml(run).startsWith("<!doctype html>"); // true
 */
export function runHtml(run: RunDocument): string {
  const model = runModel(run);
  const title = `${model.title}: ${model.verdict.headline}`;
  const head = [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeText(POLICY)}">`,
    '<meta name="viewport" content="width=device-width">',
    element("title", {}, escapeText(title)),
    `<style>${STYLE}</style>`,
  ];
  const body = [
    element("h1", {}, escapeText(title)),
    ...runSvgSections(run, { theme: "light" }).map((svg) => element("figure", { tabindex: 0 }, svg)),
    folded(
      "Stages",
      table(
        "Stages",
        TABLE_HEADS,
        stageRows(model).map(({ cells }) => cells),
      ),
    ),
    folded("Where the core time went", textTable("Where the core time went", coreTimeTable(model))),
    folded("Critical path", textTable("Critical path", criticalPathTable(model))),
    folded("Why these jobs ran", textTable("Jobs and why they ran", whyJobsTable(model))),
    folded(tasksTitle(model), tasksTable(model)),
    ...messages(model),
    ...planModels(run).map((plan) =>
      folded(`Plan of ${plan.title}`, element("pre", { tabindex: 0 }, escapeText(planText(plan)))),
    ),
  ];
  return `<!doctype html><html lang="en"><head>${head.join("")}</head><body><main>${body.join("")}</main></body></html>\n`;
}

function folded(title: string, content: string): string {
  return element("details", {}, element("summary", {}, escapeText(title)), content);
}

function textTable(caption: string, { heads, rows }: TextTable): string {
  return table(caption, heads, rows);
}

function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const kinds = heads.map((_, i) => (rows.every((cells) => NUMBER.test(cells[i] ?? "")) ? "number" : undefined));
  const row = (name: "th" | "td", cells: readonly string[]): string => {
    const scope = name === "th" ? "col" : undefined;
    return element("tr", {}, ...cells.map((cell, i) => element(name, { scope, class: kinds[i] }, escapeText(cell))));
  };
  const content = element(
    "table",
    { "aria-label": caption },
    element("thead", {}, row("th", heads)),
    element("tbody", {}, ...rows.map((cells) => row("td", cells))),
  );
  return element("div", { class: "wide", role: "group", "aria-label": caption, tabindex: 0 }, content);
}

function tasksTitle({ gantt }: RunModel): string {
  const shown = Math.min(gantt.count, MOST_TASKS);
  return shown === gantt.count
    ? `Tasks (${formatCount(shown)})`
    : `Tasks (${formatCount(shown)} of ${formatCount(gantt.count)})`;
}

/** Who said what to whom, as far as a page goes, and all of it as a table. */
function messages(model: RunModel): readonly string[] {
  if (model.run.messages === undefined) return [];
  const sequence = sequenceModel(model.run);
  const rows = new SequenceRows();
  rows.setModel(sequence);
  const colors = new Map(
    model.stages.map(({ facts, colorIndex }) => [`${facts.stageId}.${facts.attempt}`, colorIndex]),
  );
  const all = rows.all();
  const svg = sequencePictureSvg(sequence, all.slice(0, MOST_MESSAGES), {
    width: WIDTH,
    idPrefix: "sp-run-messages",
    colorOf: (stage) => colors.get(stage) ?? 0,
  });
  const title = `Messages (${formatCount(sequence.messages)})`;
  return [
    folded(title, element("figure", { tabindex: 0 }, svg) + textTable("Messages", messageTable(sequence, MOST_TASKS))),
  ];
}

function tasksTable({ gantt, run }: RunModel): string {
  const { columns, reasons } = run.tasks;
  const rows: string[][] = [];
  for (let row = 0; row < Math.min(gantt.count, MOST_TASKS); row++) {
    const stage = gantt.stages[gantt.stageIndex[row]!]?.label ?? "?";
    rows.push([
      `${stage}:${gantt.partition[row]}${gantt.attempt[row]! > 0 ? ` attempt ${gantt.attempt[row]}` : ""}`,
      [TASK_STATUSES[gantt.status[row]!] ?? "", reasons.get(row)?.split("\n", 1)[0] ?? ""]
        .filter((text) => text !== "")
        .join(": "),
      String(columns.executor[row]),
      milliseconds(gantt.startMs[row]!),
      milliseconds(gantt.durationMs[row]!),
    ]);
  }
  return table("Tasks", ["Task", "Status", "Executor", "Launched (ms)", "Duration (ms)"], rows);
}

function milliseconds(ms: number): string {
  return String(Math.round(ms * 10) / 10);
}
