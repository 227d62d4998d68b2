import { formatCount } from "@stageplay/core";
import { type RunModel, type SizeAgainstTime, sizeAgainstTime } from "@stageplay/view";
import { element } from "../dom/element.js";
import type { Figure } from "../dom/lazy-figure.js";
import { LazyFigure } from "../dom/lazy-figure.js";
import { ganttColors } from "../gantt/gantt-colors.js";
import { loadPlotly } from "../plotly/load-plotly.js";
import { distributionChart } from "./distribution-chart.js";

const HEIGHT_PX = 190;
const CONFIG = {
  displaylogo: false,
  displayModeBar: false,
  responsive: false,
  scrollZoom: false,
  doubleClick: "reset",
} as const;

/** Size against time of a stage's tasks: a fat partition or a slow machine? */
export class Distribution implements Figure {
  readonly node: HTMLElement;
  private readonly host = element("div", { class: "sp-distribution", role: "img" });
  private readonly words = element("p", { class: "sp-muted" });
  private readonly lazy = new LazyFigure(this.host, this);
  private points: SizeAgainstTime | undefined;
  private wanted = false;

  constructor() {
    this.host.style.height = `${HEIGHT_PX}px`;
    this.node = element("figure", { class: "sp-figure" }, this.host, this.words);
  }

  /** Shows the tasks of a stage attempt; hides itself where there is nothing to see. */
  update(model: RunModel, label: string): void {
    const stageIndex = model.gantt.stages.findIndex((stage) => stage.label === label);
    this.points = sizeAgainstTime(model, stageIndex);
    this.node.hidden = this.points === undefined;
    if (this.points === undefined) return;
    const { row, total } = this.points;
    const shown = row.length < total ? ` ${formatCount(row.length)} of ${formatCount(total)} tasks are drawn.` : "";
    this.words.textContent = `A fat partition is far to the right and high up; a slow machine is high up among tasks of its size.${shown}`;
    this.host.setAttribute(
      "aria-label",
      `Size against duration of the tasks of stage ${label}; the task table below has the same numbers`,
    );
    this.lazy.refresh();
  }

  observe(): void {
    this.lazy.observe();
  }

  dispose(): void {
    this.lazy.dispose();
  }

  async draw(host: HTMLElement): Promise<void> {
    this.wanted = true;
    const plotly = await loadPlotly();
    if (!this.wanted || this.points === undefined || host.clientWidth === 0) return; // purged or hidden meanwhile
    const { traces, layout } = distributionChart(this.points, ganttColors(host), host.clientWidth, HEIGHT_PX);
    await plotly.react(host, traces, layout, CONFIG);
  }

  purge(host: HTMLElement): void {
    this.wanted = false;
    void loadPlotly().then((plotly) => {
      if (!this.wanted) plotly.purge(host);
    });
  }
}
