import type { RunModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import { LazyFigure } from "../dom/lazy-figure.js";
import { GanttFigure } from "../gantt/gantt-figure.js";
import { ganttLegend } from "../gantt/gantt-legend.js";
import type { RunTab, RunTabFactory } from "./run-tab.js";

/** The executor timeline with its legend and what it leaves out. */
class TimelineTab implements RunTab {
  private readonly gantt = new GanttFigure();
  private readonly host = element("div", { class: "sp-gantt" });
  private readonly lazy = new LazyFigure(this.host, this.gantt);
  private readonly legend = element("div", { class: "sp-legend" });
  private readonly notes = element("div", { class: "sp-notes" });
  readonly node: HTMLElement = element("div", { class: "sp-timeline" }, this.host, this.legend, this.notes);

  update(model: RunModel): void {
    this.gantt.setModel(model);
    this.host.style.height = `${this.gantt.height}px`;
    this.legend.replaceChildren(...ganttLegend(model.gantt));
    this.notes.replaceChildren(...model.notes.map((note) => element("p", {}, note)));
    this.lazy.refresh();
  }

  observe(): void {
    this.lazy.observe();
  }

  refresh(): void {
    this.lazy.refresh();
  }

  dispose(): void {
    this.lazy.dispose();
  }
}

export const timelineTab: RunTabFactory = { id: "timeline", title: "Timeline", create: () => new TimelineTab() };
