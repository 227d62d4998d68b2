import { formatMillis } from "@stageplay/core";
import { planModels, type QueryPlanModel, type RunModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import { planTree } from "../plan/plan-tree.js";
import { ruleTrace } from "../plan/rule-trace.js";
import type { RunTab, RunTabFactory } from "./run-tab.js";

/** The physical plans of the run's queries: what ran with how many rows, what adaptive execution changed, what each rule did. */
class PlanTab implements RunTab {
  private readonly choice = element("select", { "aria-label": "Query", "data-lm-suppress-shortcuts": "true" });
  private readonly wrap = element(
    "button",
    { type: "button", class: "sp-button", "aria-pressed": "false", "data-lm-suppress-shortcuts": "true" },
    "Arguments in full",
  );
  private readonly content = element("div", { class: "sp-plan-content" });
  readonly node: HTMLElement = element(
    "div",
    { class: "sp-plans" },
    element("div", { class: "sp-filters" }, this.choice, this.wrap),
    this.content,
  );
  private queries: readonly QueryPlanModel[] = [];
  private shown = -1;

  constructor() {
    this.choice.addEventListener("input", () => this.show(Number(this.choice.value)));
    this.wrap.addEventListener("click", () => {
      const wrapped = this.content.classList.toggle("sp-wrapped");
      this.wrap.setAttribute("aria-pressed", String(wrapped));
    });
  }

  update({ run }: RunModel): void {
    this.queries = planModels(run);
    this.choice.replaceChildren(
      ...this.queries.map((query, i) =>
        element("option", { value: i }, `${i + 1} of ${this.queries.length}: ${query.title}${state(query)}`),
      ),
    );
    this.choice.hidden = this.queries.length === 1;
    // The user's own query comes last; the jobs of readers come before it.
    this.show(this.shown >= 0 && this.shown < this.queries.length ? this.shown : this.queries.length - 1);
  }

  private show(index: number): void {
    const query = this.queries[index];
    if (query === undefined) return;
    this.shown = index;
    this.choice.value = String(index);
    this.content.replaceChildren(...planParts(query));
  }
}

function state({ durationMs, failed }: QueryPlanModel): string {
  if (durationMs === undefined) return " · running";
  return ` · ${formatMillis(durationMs)}${failed ? " · failed" : ""}`;
}

function planParts({ lines, adaptive, trace }: QueryPlanModel): readonly HTMLElement[] {
  const rules =
    trace.length === 0
      ? []
      : [
          element(
            "details",
            { class: "sp-trace" },
            element("summary", { "data-lm-suppress-shortcuts": "true" }, `What each rule did (${trace.length})`),
            ...ruleTrace(trace),
          ),
        ];
  if (adaptive === undefined) return [planTree(lines, "alone", "Physical plan"), ...rules];
  const changed =
    adaptive.final.some(({ mark }) => mark !== "same") || adaptive.initial.some(({ mark }) => mark !== "same");
  const words = changed
    ? "Adaptive execution changed the plan while it ran: + new, − gone, ≠ other arguments."
    : "Adaptive execution kept the plan as it was.";
  const final = planTree(adaptive.final, "final", "Final plan");
  if (!changed) return [element("p", { class: "sp-muted" }, words), final, ...rules];
  return [
    element("p", { class: "sp-muted" }, words),
    element(
      "div",
      { class: "sp-sides" },
      element("section", {}, element("h4", { class: "sp-heading" }, "Final plan"), final),
      element(
        "section",
        {},
        element("h4", { class: "sp-heading" }, "Initial plan"),
        planTree(adaptive.initial, "initial", "Initial plan"),
      ),
    ),
    ...rules,
  ];
}

export const planTab: RunTabFactory = {
  id: "plan",
  title: "Plan",
  offered: ({ run }) => run.sqlExecutions.length > 0,
  create: () => new PlanTab(),
};
