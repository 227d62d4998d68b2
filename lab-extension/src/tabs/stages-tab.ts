import type { RunModel, StageModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import { Distribution } from "../stages/distribution.js";
import { stageTable } from "../stages/stage-table.js";
import { summaryTable } from "../stages/summary-table.js";
import { TaskTable } from "../stages/task-table.js";
import type { RunTab, RunTabFactory, TabTarget } from "./run-tab.js";

/** Stage attempts as a table, each with the quantiles of its tasks, and all task attempts below. */
class StagesTab implements RunTab {
  private readonly stages = element("div", { class: "sp-table-scroller" });
  private readonly tasks = new TaskTable();
  private readonly open: Set<string> = new Set();
  /** Of the stages that were opened so far, by label. */
  private readonly charts: Map<string, Distribution> = new Map();
  private model: RunModel | undefined;
  private watching = false;
  readonly node: HTMLElement = element(
    "div",
    { class: "sp-stages" },
    this.stages,
    element("h3", { class: "sp-heading" }, "Tasks"),
    this.tasks.node,
  );

  update(model: RunModel): void {
    this.model = model;
    this.fill();
    this.tasks.update(model);
  }

  reveal({ stage, task }: TabTarget): void {
    if (stage !== undefined) {
      this.open.add(stage);
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
    this.stages.replaceChildren(
      stageTable(this.model.stages, (stage) => ({
        open: this.open.has(stage.label),
        toggle: () => this.toggle(stage.label),
        detail: () => this.detail(stage),
      })),
    );
    if (this.watching) for (const label of this.open) this.charts.get(label)?.observe();
    if (focused === null || focused === undefined) return;
    const buttons = [...this.stages.querySelectorAll<HTMLElement>("[data-stage-toggle]")];
    buttons.find((button) => button.getAttribute("data-stage-toggle") === focused)?.focus();
  }

  private toggle(label: string): void {
    if (!this.open.delete(label)) this.open.add(label);
    this.fill();
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
