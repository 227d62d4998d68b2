import { formatCount, type RunDocument, TASK_STATUSES } from "@stageplay/core";
import { planModels, type QueryPlanModel } from "../model/plan-model.js";
import { runModel } from "../model/run-model.js";
import type { RunModel } from "../model/run-model-types.js";
import { element, escapeText } from "../svg/element.js";
import { runSvg } from "../svg/run-svg.js";
import { coreTimeTable, criticalPathTable, type TextTable, whyJobsTable } from "../text/ledger-tables.js";
import { stageRows, TABLE_HEADS } from "../text/stage-rows.js";

/** Rows of the task table; a page of more is slow to open. */
const MOST_TASKS = 2_000;

const STYLE = `body{color:#1f2328;font:14px/1.45 "DejaVu Sans",system-ui,sans-serif;margin:24px auto;max-width:928px;padding:0 14px}
svg{display:block;height:auto;max-width:100%}
table{border-collapse:collapse;font-size:12px;font-variant-numeric:tabular-nums;width:100%}
th,td{border-bottom:1px solid #d0d7de;overflow-wrap:anywhere;padding:3px 6px;text-align:right;vertical-align:baseline}
th:nth-child(-n+2),td:nth-child(-n+2){text-align:left}
pre{background:#f6f8fa;overflow-x:auto;padding:8px}
th{color:#59636e}
h1{clip-path:inset(50%);height:1px;overflow:hidden;position:absolute;width:1px}
details{margin:12px 0;overflow-x:auto}summary{cursor:pointer;font-weight:600}
@media print{details::details-content{content-visibility:visible;height:auto}pre{white-space:pre-wrap}tr,svg{break-inside:avoid}}`;

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
    runSvg(run, { theme: "light" }),
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
  const row = (name: "th" | "td", cells: readonly string[]): string =>
    element("tr", {}, ...cells.map((cell) => element(name, name === "th" ? { scope: "col" } : {}, escapeText(cell))));
  return element(
    "table",
    { "aria-label": caption },
    element("thead", {}, row("th", heads)),
    element("tbody", {}, ...rows.map((cells) => row("td", cells))),
  );
}

function tasksTitle({ gantt }: RunModel): string {
  const shown = Math.min(gantt.count, MOST_TASKS);
  return shown === gantt.count
    ? `Tasks (${formatCount(shown)})`
    : `Tasks (${formatCount(shown)} of ${formatCount(gantt.count)})`;
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

function planText({ lines }: QueryPlanModel): string {
  return lines
    .map(({ depth, name, detail, metrics }) => {
      const numbers = metrics.map(({ name: metric, value }) => `${metric} ${formatCount(value)}`).join(", ");
      return `${"  ".repeat(depth)}${name} ${detail}${numbers === "" ? "" : `   [${numbers}]`}`;
    })
    .join("\n");
}
