import { formatCount, formatMillis } from "@stageplay/core";
import type { RunModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import { LazyFigure } from "../dom/lazy-figure.js";
import { clusterEvents } from "../gantt/cluster-events.js";
import { GanttFigure, type ShownChart } from "../gantt/gantt-figure.js";
import { ganttLegend } from "../gantt/gantt-legend.js";
import { GanttToolbar } from "../gantt/gantt-toolbar.js";
import { PrintedTimeline } from "../gantt/printed-timeline.js";
import { taskLabel } from "../gantt/task-label.js";
import { findTask } from "../gantt/task-search.js";
import type { TimeWindow } from "../gantt/time-window.js";
import { toTaskTable } from "../gantt/to-task-table.js";
import type { RunTab, RunTabFactory, TabHost, TabTarget } from "./run-tab.js";

/** Part of the run that is shown around an event. */
const AROUND_EVENT = 0.1;

/** The executor timeline with its controls, its legend, what happened to the cluster, and what is left out. */
class TimelineTab implements RunTab {
  private readonly gantt: GanttFigure;
  private readonly toolbar: GanttToolbar;
  private readonly host = element("div", { class: "sp-gantt" });
  private readonly lazy: LazyFigure;
  private readonly printed = new PrintedTimeline(() => this.model);
  private readonly legend = element("div", { class: "sp-legend" });
  private readonly events = element("div");
  private readonly notes = element("div", { class: "sp-notes" });
  private model: RunModel | undefined;
  private found: number | undefined;
  /** Whether the legend explains phases. */
  private phases = false;
  readonly node: HTMLElement;

  constructor(tabs: TabHost) {
    this.gantt = new GanttFigure({
      onOpen: (task) => this.openTask(tabs, task),
      onShown: (shown) => this.onShown(shown),
    });
    this.lazy = new LazyFigure(this.host, this.gantt);
    this.toolbar = new GanttToolbar({
      colorBy: (mode) => {
        this.gantt.colorBy(mode);
        this.fillLegend();
      },
      zoomBy: (factor) => this.gantt.zoomBy(factor),
      showAll: () => this.gantt.zoomTo(undefined),
      find: (text) => this.find(text),
    });
    this.node = element(
      "div",
      { class: "sp-timeline" },
      this.toolbar.node,
      this.host,
      this.printed.node,
      this.legend,
      this.events,
      this.notes,
      toTaskTable(tabs),
    );
  }

  update(model: RunModel): void {
    this.model = model;
    this.gantt.setModel(model);
    this.host.style.height = `${this.gantt.height}px`;
    this.fillLegend();
    this.fillEvents(model);
    this.notes.replaceChildren(...model.notes.map((note) => element("p", {}, note)));
    this.lazy.refresh();
  }

  reveal({ stage, task }: TabTarget): void {
    const window = stage === undefined ? undefined : this.windowOf(stage);
    if (window !== undefined) this.gantt.zoomTo(window);
    this.lazy.refresh();
    if (task !== undefined) this.gantt.select(task);
  }

  observe(now?: boolean): void {
    this.lazy.observe(now);
  }

  refresh(): void {
    this.lazy.refresh();
  }

  dispose(): void {
    this.lazy.dispose();
    this.printed.dispose();
  }

  private onShown({ tasks, zoomed, phases, window }: ShownChart): void {
    const all = formatCount(this.model?.tasksDrawn.total ?? 0);
    const span = zoomed ? `, ${formatMillis(window.toMs - window.fromMs)} from ${formatMillis(window.fromMs)}` : "";
    this.toolbar.show(`${formatCount(tasks)} of ${all} task attempts in view${span}`, zoomed);
    if (phases === this.phases) return;
    this.phases = phases;
    this.fillLegend();
  }

  private fillLegend(): void {
    const { shades, curves } = this.gantt;
    if (this.model === undefined || shades === undefined || curves === undefined) return;
    this.legend.replaceChildren(...ganttLegend(this.model.gantt, shades, curves, this.phases));
  }

  /** The list stays open when it was, while the run goes on. */
  private fillEvents({ gantt }: RunModel): void {
    const open = this.events.querySelector("details")?.open === true;
    const list = clusterEvents(gantt, (timeMs) => {
      const room = AROUND_EVENT * gantt.makespanMs;
      this.gantt.zoomTo({ fromMs: timeMs - room, toMs: timeMs + room });
    });
    this.events.replaceChildren(...(list === undefined ? [] : [list]));
    if (list instanceof HTMLDetailsElement) list.open = open;
  }

  private find(text: string): string {
    if (this.model === undefined || text.trim() === "") return "";
    const row = findTask(this.model, text, this.found);
    this.found = row;
    if (row === undefined) return "no such task";
    this.gantt.select(row);
    return `task ${taskLabel(this.model.gantt, row)}`;
  }

  private openTask(tabs: TabHost, task: number): void {
    const gantt = this.model?.gantt;
    const stage = gantt?.stages[gantt.stageIndex[task]!]?.label;
    tabs.goTo({ tab: "stages", task, ...(stage === undefined ? {} : { stage }) });
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
