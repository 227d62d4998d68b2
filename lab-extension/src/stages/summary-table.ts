import { type StageModel, stageSummary } from "@stageplay/view";
import { element } from "../dom/element.js";
import { metricText } from "./metric-text.js";

const QUANTILES = [
  ["min", "Min"],
  ["p25", "25th percentile"],
  ["median", "Median"],
  ["p75", "75th percentile"],
  ["max", "Max"],
] as const;

/** Quantiles over the successful tasks of a stage attempt: the summary on Spark's stage page. */
export function summaryTable(stage: StageModel): HTMLElement {
  const lines = stageSummary(stage);
  if (lines.length === 0) return element("p", { class: "sp-muted" }, "No task of this stage has succeeded.");
  const head = (text: string, left = false): HTMLElement =>
    element("th", { scope: "col", class: left ? "sp-left" : undefined }, text);
  return element(
    "table",
    { class: "sp-table sp-summary-table" },
    element("caption", { class: "sp-visually-hidden" }, `Quantiles over the successful tasks of stage ${stage.label}`),
    element("thead", {}, element("tr", {}, head("Metric", true), ...QUANTILES.map(([, heading]) => head(heading)))),
    element(
      "tbody",
      {},
      ...lines.map(({ heading, kind, quantiles }) =>
        element(
          "tr",
          {},
          element("th", { scope: "row", class: "sp-left" }, heading),
          ...QUANTILES.map(([key]) => element("td", {}, metricText(kind, quantiles[key]))),
        ),
      ),
    ),
  );
}
