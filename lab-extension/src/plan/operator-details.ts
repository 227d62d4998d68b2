import { operatorMetricText, type PlanLine } from "@stageplay/view";
import { element } from "../dom/element.js";
import { linkButton } from "../overview/link-button.js";
import type { TabHost } from "../tabs/run-tab.js";

/** All that is known of an operator: what it is, in full, what it counted, and the stages that it ran in. */
export function operatorDetails(line: PlanLine, host: TabHost): HTMLElement {
  const counted = line.metrics.filter(({ value }) => value !== 0);
  return element(
    "div",
    {},
    element("code", {}, line.text),
    ...(line.stages.length === 0 ? [] : [stageLinks(line, host)]),
    ...(line.queryStage === undefined ? [] : [element("p", { class: "sp-muted" }, line.queryStage)]),
    counted.length === 0
      ? element("p", { class: "sp-muted" }, "It counted nothing.")
      : element(
          "table",
          { class: "sp-plan-metrics", "aria-label": `What ${line.name} counted` },
          ...(counted.some(({ spread }) => spread !== undefined) ? [head()] : []),
          element(
            "tbody",
            {},
            ...counted.map((metric) =>
              element(
                "tr",
                {},
                element("th", { scope: "row", class: "sp-muted" }, metric.name),
                element("td", {}, operatorMetricText(metric)),
              ),
            ),
          ),
        ),
  );
}

/** Says what stands in the brackets, as Spark's UI does. */
function head(): HTMLElement {
  return element(
    "thead",
    {},
    element(
      "tr",
      {},
      element("td", {}),
      element("th", { scope: "col", class: "sp-muted" }, "total (min, med, max (stageId: taskId))"),
    ),
  );
}

/** An exchange is written in one stage and read in the next. */
function stageLinks({ id, stages }: PlanLine, host: TabHost): HTMLElement {
  return element(
    "p",
    { class: "sp-links" },
    "Ran in:",
    ...stages.map((stage) =>
      linkButton(host, { tab: "dag", stage: String(stage) }, `${id}:${stage}`, `stage ${stage}`),
    ),
  );
}
