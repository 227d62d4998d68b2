import { formatMillis } from "@stageplay/core";
import { type PlanLine, planModels, planText, type QueryPlanModel, type RunModel } from "@stageplay/view";
import { copyButton } from "../dom/copy-button.js";
import { element } from "../dom/element.js";
import { QueryView } from "../plan/query-view.js";
import type { RunTab, RunTabFactory, TabHost, TabTarget } from "./run-tab.js";

/** The physical plans of the run's queries: what ran with how many rows and how long, what adaptive execution changed, what each rule did. */
class PlanTab implements RunTab {
  private readonly host: TabHost;
  private readonly choice = element("select", { "aria-label": "Query", "data-lm-suppress-shortcuts": "true" });
  private readonly wrap = element(
    "button",
    { type: "button", class: "sp-button", "aria-pressed": "false", "data-lm-suppress-shortcuts": "true" },
    "Arguments in full",
  );
  private readonly content = element("div", { class: "sp-plan-content" });
  readonly node: HTMLElement;
  private queries: readonly QueryPlanModel[] = [];
  private shown = -1;
  /** By execution: what is folded and open stays so. */
  private readonly views: Map<number, QueryView> = new Map();
  private view: QueryView | undefined;

  constructor(host: TabHost) {
    this.host = host;
    const copy = copyButton({
      label: "Copy as text",
      what: "Copy as text: the plan with its numbers",
      text: () =>
        this.queries
          .slice(this.shown, this.shown + 1)
          .map(planText)
          .join(),
    });
    this.node = element(
      "div",
      { class: "sp-plans" },
      element("div", { class: "sp-filters" }, this.choice, this.wrap, copy),
      this.content,
    );
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

  reveal({ executionId, operator, stage }: TabTarget): void {
    const index = this.queries.findIndex((query) => query.executionId === executionId);
    if (index >= 0) this.show(index);
    if (operator === undefined && stage === undefined) return;
    const stageId = stage === undefined ? undefined : Number.parseInt(stage, 10);
    const isIt = (line: PlanLine): boolean =>
      operator === undefined || line.text === operator || line.name === operator;
    const ranThere = (line: PlanLine): boolean => stageId === undefined || line.stages.includes(stageId);
    // An operator may have counted nothing, and stand for how the plan runs alone: then what ran in its stage is shown.
    const tries = [
      (line: PlanLine) => isIt(line) && ranThere(line),
      isIt,
      ...(stageId === undefined ? [] : [ranThere]),
    ];
    tries.some((wanted) => this.view?.reveal(wanted) === true);
  }

  private show(index: number): void {
    const query = this.queries[index];
    if (query === undefined) return;
    this.shown = index;
    this.choice.value = String(index);
    let view = this.views.get(query.executionId);
    if (view === undefined) {
      view = new QueryView(this.host);
      this.views.set(query.executionId, view);
    }
    view.update(query);
    if (view === this.view) return;
    this.view = view;
    this.content.replaceChildren(view.node);
  }
}

function state({ durationMs, failed }: QueryPlanModel): string {
  if (durationMs === undefined) return " · running";
  return ` · ${formatMillis(durationMs)}${failed ? " · failed" : ""}`;
}

export const planTab: RunTabFactory = {
  id: "plan",
  title: "Plan",
  offered: ({ run }) => run.sqlExecutions.length > 0,
  create: (host) => new PlanTab(host),
};
