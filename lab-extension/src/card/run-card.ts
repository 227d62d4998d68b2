import type { RunModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import { LazyFigure } from "../dom/lazy-figure.js";
import { GanttFigure } from "../gantt/gantt-figure.js";
import { ganttLegend } from "../gantt/gantt-legend.js";
import { cardHeader } from "./card-header.js";
import { JobList } from "./job-list.js";
import { predictionList } from "./predictions.js";
import { stageTable } from "./stage-table.js";

/**
 * The card under a cell: verdict and tags, predictions, a stage graph a job, the executor timeline, the stage table.
 * It is built once and then updated in place, so that a live run does not flicker.
 */
export class RunCard {
  readonly node: HTMLElement;
  private readonly header = element("header", { class: "sp-head" });
  private readonly predictions = element("div", { class: "sp-predictions" });
  private readonly jobs = new JobList();
  private readonly gantt = new GanttFigure();
  private readonly ganttHost = element("div", { class: "sp-gantt" });
  private readonly timeline: LazyFigure;
  private readonly legend = element("div", { class: "sp-legend" });
  private readonly notes = element("div", { class: "sp-notes" });
  private readonly table = element("div", { class: "sp-table-scroller" });

  constructor() {
    this.timeline = new LazyFigure(this.ganttHost, this.gantt);
    this.node = element(
      "article",
      { class: "sp-card" },
      this.header,
      this.predictions,
      section("Jobs and their stages", "sp-dags", this.jobs.node),
      section("Timeline", "sp-timeline", this.ganttHost, this.legend, this.notes),
      section("Stage table", "sp-stages", this.table),
    );
  }

  /** Shows this state of the run. */
  update(model: RunModel): void {
    this.node.setAttribute("aria-label", `${model.title}: ${model.verdict.headline}`);
    this.node.setAttribute("data-run-id", String(model.run.runId));
    this.header.replaceChildren(...cardHeader(model));
    this.predictions.replaceChildren(...predictionList(model.predictions));
    this.jobs.update(model.jobs);
    this.gantt.setModel(model);
    this.ganttHost.style.height = `${this.gantt.height}px`;
    this.legend.replaceChildren(...ganttLegend(model.gantt));
    this.notes.replaceChildren(...model.notes.map((note) => element("p", {}, note)));
    this.table.replaceChildren(stageTable(model.stages));
    this.timeline.refresh();
  }

  /** Begins to draw what is in view; called when the card is in the page. */
  observe(): void {
    this.timeline.observe();
    this.jobs.observe();
  }

  /** Draws the timeline again for another theme; the stage graphs follow CSS by themselves. */
  refresh(): void {
    this.timeline.refresh();
  }

  dispose(): void {
    this.timeline.dispose();
    this.jobs.dispose();
  }
}

function section(heading: string, className: string, ...content: readonly Node[]): HTMLElement {
  return element(
    "section",
    { class: `sp-section ${className}`, "aria-label": heading },
    element("h3", {}, heading),
    ...content,
  );
}
