import { formatCount } from "@stageplay/core";
import type { ComparedLine, OperatorMetric, PlanLine } from "@stageplay/view";
import { element } from "../dom/element.js";
import { metricText } from "../stages/metric-text.js";

const OUTPUT_ROWS = "number of output rows";
const MARKS = { same: "", changed: "≠", new: "+", gone: "−" } as const;
const MARK_WORDS = { same: "", changed: "changed", new: "new", gone: "gone" } as const;

/** What a tree is drawn of: a plan alone, or one side of a comparison. */
export type PlanSide = "alone" | "initial" | "final";

/**
 * A physical plan as an indented list, the last operator on top as `explain` has it. Operators of one generated function stand in one box with
 * its number, as their `*(n)` says.
 */
export function planTree(lines: readonly (PlanLine | ComparedLine)[], side: PlanSide, label: string): HTMLElement {
  const list = element("ol", { class: "sp-plan", "aria-label": label });
  let group: HTMLElement | undefined;
  let codegenId: number | undefined;
  let depth = -1;
  for (const line of lines) {
    const joins = line.codegenId !== undefined && line.codegenId === codegenId && line.depth === depth;
    if (!joins) group = undefined;
    const item = lineItem(line, side, !joins);
    if (group !== undefined) group.classList.add("sp-fused");
    group = item;
    codegenId = line.codegenId;
    depth = line.depth;
    list.append(item);
  }
  return list;
}

function lineItem(line: PlanLine | ComparedLine, side: PlanSide, startsFunction: boolean): HTMLElement {
  const mark = "mark" in line ? (line.mark === "new" && side === "initial" ? "gone" : line.mark) : "same";
  const rows = line.metrics.find(({ name }) => name === OUTPUT_ROWS);
  const others = line.metrics.filter((metric) => metric !== rows && metric.value !== 0);
  const item = element(
    "li",
    {
      class: `sp-plan-line sp-plan-${mark}`,
      "data-operator": line.name,
      title: line.detail === "" ? undefined : line.detail,
    },
    element("span", { class: "sp-plan-mark", "aria-hidden": "true" }, MARKS[mark]),
    element("span", { class: "sp-plan-codegen" }, codegenText(line, startsFunction)),
    element("b", {}, line.name),
    element("span", { class: "sp-visually-hidden" }, MARK_WORDS[mark] === "" ? "" : ` (${MARK_WORDS[mark]})`),
    element("span", { class: "sp-plan-detail" }, line.detail),
    element("span", { class: "sp-plan-numbers" }, ...numbers(rows, others, line.queryStage)),
  );
  item.style.setProperty("--sp-depth", String(line.depth));
  return item;
}

function codegenText({ codegenId }: PlanLine, startsFunction: boolean): string {
  if (codegenId === undefined) return "";
  return startsFunction ? `*(${codegenId})` : "*";
}

function numbers(
  rows: OperatorMetric | undefined,
  others: readonly OperatorMetric[],
  queryStage: string | undefined,
): readonly HTMLElement[] {
  const parts = others.map(({ name, kind, value }) =>
    element("span", { class: "sp-muted" }, `${name} ${metricText(kind, value)}`),
  );
  if (rows !== undefined)
    parts.push(element("span", {}, `${formatCount(rows.value)} ${rows.value === 1 ? "row" : "rows"}`));
  if (queryStage !== undefined) parts.unshift(element("span", { class: "sp-tag" }, queryStage));
  return parts;
}
