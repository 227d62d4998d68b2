import type { RunModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import { LazyFigure } from "../dom/lazy-figure.js";
import { GanttFigure } from "../gantt/gantt-figure.js";
import { ganttLegend } from "../gantt/gantt-legend.js";
import { PrintedTimeline } from "../gantt/printed-timeline.js";
import type { TimeWindow } from "../gantt/time-window.js";
import type { RunTab, RunTabFactory, TabHost, TabTarget } from "./run-tab.js";

/** The executor timeline with its legend and what it leaves out. */
class TimelineTab implements RunTab {
  private readonly gantt = new GanttFigure();
  private readonly host = element("div", { class: "sp-gantt" });
  private readonly lazy = new LazyFigure(this.host, this.gantt);
  private readonly legend = element("div", { class: "sp-legend" });
  private readonly notes = element("div", { class: "sp-notes" });
  private model: RunModel | undefined;
  private readonly printed = new PrintedTimeline(() => this.model);
  readonly node: HTMLElement;

  constructor(host: TabHost) {
    const asTable = element(
      "button",
      { type: "button", class: "sp-link sp-to-table", "data-lm-suppress-shortcuts": "true" },
      "Show as table",
    );
    asTable.addEventListener("click", () => host.goTo({ tab: "stages", task: 0 }));
    this.node = element(
      "div",
      { class: "sp-timeline" },
      this.host,
      this.printed.node,
      this.legend,
      this.notes,
      asTable,
    );
  }

  update(model: RunModel): void {
    this.model = model;
    this.gantt.setModel(model);
    this.host.style.height = `${this.gantt.height}px`;
    this.legend.replaceChildren(...ganttLegend(model.gantt));
    this.notes.replaceChildren(...model.notes.map((note) => element("p", {}, note)));
    this.lazy.refresh();
  }

  reveal({ stage }: TabTarget): void {
    const window = stage === undefined ? undefined : this.windowOf(stage);
    if (window === undefined) return;
    this.gantt.zoomTo(window);
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
    this.printed.dispose();
  }

  /** From a stage's first task to its last, with a little room. */
  private windowOf(label: string): TimeWindow | undefined {
    const gantt = this.model?.gantt;
    const stageIndex = gantt?.stages.findIndex((stage) => stage.label === label) ?? -1;
    if (gantt === undefined || stageIndex < 0) return undefined;
    let fromMs = Number.POSITIVE_INFINITY;
    let toMs = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < gantt.count; row++) {
      if (gantt.stageIndex[row] !== stageIndex) continue;
      fromMs = Math.min(fromMs, gantt.startMs[row]!);
      toMs = Math.max(toMs, gantt.startMs[row]! + gantt.durationMs[row]!);
    }
    const room = 0.05 * (toMs - fromMs);
    return toMs > fromMs ? { fromMs: fromMs - room, toMs: toMs + room } : undefined;
  }
}

export const timelineTab: RunTabFactory = {
  id: "timeline",
  title: "Timeline",
  create: (host) => new TimelineTab(host),
};
