import { formatBytes, formatCount, formatMillis } from "@stageplay/core";
import type { StageModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import { lineLink } from "../lines/line-link.js";
import { linkButton } from "../overview/link-button.js";
import type { TabHost } from "../tabs/run-tab.js";

interface Operators {
  readonly open: boolean;
  readonly toggle: () => void;
}

/** What is known of the selected stage in words, and buttons for what a reader wants next. */
export function stageFacts(stage: StageModel, host: TabHost, operators: Operators): readonly HTMLElement[] {
  const { label, facts, status } = stage;
  const ran = status !== "skipped" && status !== "pending";
  const buttons = [
    ...(stage.operators.length > 0
      ? [button(operators.open ? "Hide operators" : "Show operators", operators.toggle)]
      : []),
    ...(ran ? [button("Its tasks", () => host.goTo({ tab: "stages", stage: label }))] : []),
    ...(ran ? [button("In the timeline", () => host.goTo({ tab: "timeline", stage: label }))] : []),
    ...(facts.reusesStage === undefined ? [] : [toOriginal(facts.reusesStage, host)]),
  ];
  return [
    element("p", {}, element("b", {}, `Stage ${label}`), ` · ${words(stage)}`),
    element("p", { class: "sp-links" }, ...buttons, lineLink(facts.callSite)),
    ...inPlan(stage, host),
  ];
}

/** The stage's operators of a query, as links to their lines in its plan. */
function inPlan({ label, operators }: StageModel, host: TabHost): readonly HTMLElement[] {
  const links = operators.flatMap(({ id, name, detail, executionId }) =>
    executionId === undefined
      ? []
      : [linkButton(host, { tab: "plan", executionId, operator: detail, stage: label }, `operator ${id}`, name)],
  );
  return links.length === 0 ? [] : [element("p", { class: "sp-links sp-in-plan" }, "In the plan:", ...links)];
}

function words({ name, status, statusNote, numTasks, counts, durationMs, durations, facts }: StageModel): string {
  const { totals } = facts;
  const parts = [
    name,
    status === "complete" ? "done" : status === "active" ? "running" : status,
    statusNote,
    `${formatCount(numTasks)} ${numTasks === 1 ? "task" : "tasks"}${counts.failed > 0 ? `, ${formatCount(counts.failed)} failed` : ""}`,
    durationMs === undefined ? "" : formatMillis(durationMs),
    moved("read", totals.inputRecords + totals.shuffleReadRecords, totals.inputBytes + totals.shuffleReadBytes),
    moved("wrote", totals.outputRecords + totals.shuffleWriteRecords, totals.outputBytes + totals.shuffleWriteBytes),
    totals.diskSpillBytes > 0 ? `spilled ${formatBytes(totals.diskSpillBytes)} to disk` : "",
    durations === undefined || numTasks < 2
      ? ""
      : `a task took ${formatMillis(durations.median)} in the middle, ${formatMillis(durations.max)} at most`,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

function moved(verb: string, records: number, bytes: number): string {
  if (records === 0 && bytes === 0) return "";
  return `${verb} ${formatCount(records)} ${records === 1 ? "row" : "rows"}${bytes === 0 ? "" : `, ${formatBytes(bytes)}`}`;
}

function toOriginal(stageId: number, host: TabHost): HTMLElement {
  return button(`Go to stage ${stageId}`, () => host.goTo({ tab: "dag", stage: String(stageId) }));
}

function button(text: string, onClick: () => void): HTMLButtonElement {
  const node = element("button", { type: "button", class: "sp-button", "data-lm-suppress-shortcuts": "true" }, text);
  node.addEventListener("click", onClick);
  return node;
}
