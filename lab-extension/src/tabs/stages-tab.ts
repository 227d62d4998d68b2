import { formatCount, formatNoun } from "@stageplay/core";
import { csv, foldStageRows, type RunModel, type StageModel, stageNumbers, stagesOf } from "@stageplay/view";
import { element } from "../dom/element.js";
import { Distribution } from "../stages/distribution.js";
import { stageTable } from "../stages/stage-table.js";
import { summaryTable } from "../stages/summary-table.js";
import { TaskTable } from "../stages/task-table.js";
import type { RunTab, RunTabFactory, TabFile, TabTarget } from "./run-tab.js";

/** Stage attempts as a table, each with the quantiles of its tasks, and all task attempts below. */
class StagesTab implements RunTab {
  private readonly stages = element("div", { class: "sp-table-scroller" });
  private readonly tasks = new TaskTable();
  private readonly open: Set<string> = new Set();
  /** Keys of the folds that are shown row by row. */
  private readonly openFolds: Set<string> = new Set();
  private readonly drawn = element("span", { class: "sp-muted", role: "status" });
  private readonly foldAgain = element(
    "button",
    { type: "button", class: "sp-button", "data-lm-suppress-shortcuts": "true" },
    "Fold again",
  );
  /** Of the stages that were opened so far, by label. */
  private readonly charts: Map<string, Distribution> = new Map();
  private model: RunModel | undefined;
  private watching = false;
  readonly files: readonly TabFile[] = [
    { what: "stages", format: "csv", content: () => this.model && csv(stageNumbers(this.model)) },
    { what: "tasks", format: "csv", content: () => this.tasks.numbers && csv(this.tasks.numbers) },
  ];
  readonly node: HTMLElement = element(
    "div",
    { class: "sp-stages" },
    this.stages,
    element("div", { class: "sp-drawn" }, this.drawn, this.foldAgain),
    element("h2", { class: "sp-heading" }, "Tasks"),
    this.tasks.node,
  );

  constructor() {
    this.foldAgain.addEventListener("click", () => {
      this.openFolds.clear();
      this.fill();
    });
  }

  update(model: RunModel): void {
    this.model = model;
    this.fill();
    this.tasks.update(model);
  }

  reveal({ stage, task }: TabTarget): void {
    if (stage !== undefined) {
      this.open.add(stage);
      this.uncover(stage);
      this.fill();
      this.tasks.showStage(stage);
      const rows = [...this.stages.querySelectorAll("[data-stage-row]")];
      rows.find((row) => row.getAttribute("data-stage-row") === stage)?.scrollIntoView({ block: "nearest" });
    }
    if (task !== undefined) this.tasks.reveal(task);
  }

  observe(): void {
    this.watching = true;
    for (const label of this.open) this.charts.get(label)?.observe();
  }

  dispose(): void {
    this.tasks.dispose();
    for (const chart of this.charts.values()) chart.dispose();
  }

  private chart(label: string): Distribution {
    let chart = this.charts.get(label);
    if (chart === undefined) {
      chart = new Distribution();
      this.charts.set(label, chart);
    }
    if (this.model !== undefined) chart.update(this.model, label);
    return chart;
  }

  private fill(): void {
    if (this.model === undefined) return;
    const focused = document.activeElement?.getAttribute("data-stage-toggle");
    for (const chart of this.charts.values()) chart.dispose();
    const rows = foldStageRows(this.model.stages, this.openFolds);
    this.stages.replaceChildren(
      stageTable(rows, (stage) => ({
        open: stage.fold === undefined && this.open.has(stage.label),
        toggle: () => this.toggle(stage),
        detail: () => this.detail(stage),
      })),
    );
    const own = rows.filter(({ fold }) => fold === undefined).length;
    const all = this.model.stages.length;
    this.drawn.textContent = own < all ? `${formatCount(own)} of ${formatNoun(all, "stage")} listed one by one` : "";
    this.foldAgain.hidden = this.openFolds.size === 0;
    if (this.watching) for (const label of this.open) this.charts.get(label)?.observe();
    if (focused === null || focused === undefined) return;
    const buttons = [...this.stages.querySelectorAll<HTMLElement>("[data-stage-toggle]")];
    const again = buttons.find((button) => button.getAttribute("data-stage-toggle") === focused);
    // A fold that was opened is gone: its first row has its place.
    const first = focused.split("–", 1)[0];
    (again ?? buttons.find((button) => button.getAttribute("data-stage-toggle")?.split("–", 1)[0] === first))?.focus();
  }

  private toggle({ label, fold }: StageModel): void {
    if (fold !== undefined) this.openFolds.add(fold.key);
    else if (!this.open.delete(label)) this.open.add(label);
    this.fill();
  }

  /** Opens folds until a stage has a row of its own. */
  private uncover(label: string): void {
    const rows = foldStageRows(this.model?.stages ?? [], this.openFolds);
    const fold = rows.find(
      (row) => row.fold !== undefined && stagesOf(row).some((stage) => stage.label === label),
    )?.fold;
    if (fold === undefined) return;
    this.openFolds.add(fold.key);
    this.uncover(label);
  }

  private detail(stage: StageModel): HTMLElement {
    const only = element(
      "button",
      { type: "button", class: "sp-button", "data-lm-suppress-shortcuts": "true" },
      `Tasks of stage ${stage.label}`,
    );
    only.addEventListener("click", () => {
      this.tasks.showStage(stage.label);
      this.tasks.node.scrollIntoView({ block: "nearest" });
    });
    return element("div", { class: "sp-stage-detail" }, summaryTable(stage), this.chart(stage.label).node, only);
  }
}

export const stagesTab: RunTabFactory = { id: "stages", title: "Stages", create: () => new StagesTab() };
