import type { RunModel } from "@stageplay/view";
import type { PlotlyStatic, RelayoutEvent } from "plotly.js-basic-dist-min";
import { element } from "../dom/element.js";
import type { Figure } from "../dom/lazy-figure.js";
import { loadPlotly } from "../plotly/load-plotly.js";
import { paintBars } from "./canvas-painter.js";
import { chartFrame } from "./chart-frame.js";
import { type ChartInput, ganttChart } from "./gantt-chart.js";
import { ganttColors } from "./gantt-colors.js";
import { GanttPointer } from "./gantt-pointer.js";
import { type LaneScale, laneScale } from "./lane-scale.js";
import { TaskFinder } from "./task-finder.js";
import { clampWindow, type TimeWindow, wholeRun, windowAfter } from "./time-window.js";

/** Above this many bars Plotly takes seconds; then it draws the axes only and a canvas behind them the bars. */
export const MOST_PLOTLY_BARS = 1500;

const CONFIG = {
  displaylogo: false,
  displayModeBar: "hover",
  responsive: false,
  scrollZoom: false,
  showTips: false,
  // "autosize" and autoScale2d report `autorange`, which here means: the whole run, also when it has grown meanwhile.
  doubleClick: "autosize",
  modeBarButtons: [["zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "autoScale2d"]],
} as const;

/** What is in the host while the chart is drawn. */
interface Drawing {
  readonly plotly: PlotlyStatic;
  readonly canvas: HTMLCanvasElement;
  readonly pointer: GanttPointer;
  readonly resizes: ResizeObserver;
}

/** The executor timeline of one run: Plotly's axes and zoom, bars by Plotly or by canvas, one hit test for both. */
export class GanttFigure implements Figure {
  private model: RunModel | undefined;
  private scale: LaneScale = laneScale({ executors: [], laneCount: 0 });
  private finder: TaskFinder | undefined;
  /** What the user zoomed to; undefined shows the whole run, also while it grows. */
  private zoom: TimeWindow | undefined;
  private drawing: Drawing | undefined;
  private drawnWidth = 0;
  private wanted = false;
  private queue: Promise<void> = Promise.resolve();
  private queued = false;

  setModel(model: RunModel): void {
    this.model = model;
    this.scale = laneScale(model.gantt);
    this.finder = new TaskFinder(model.gantt);
  }

  /** Shows a stretch of the run; the next drawing does so. */
  zoomTo(window: TimeWindow): void {
    this.zoom = window;
  }

  /** Pixels that the chart needs; known without drawing. */
  get height(): number {
    return chartFrame(this.scale, 0).height;
  }

  /** Draws the newest model. Calls are put in a row, and several that wait are one. */
  draw(host: HTMLElement): Promise<void> {
    this.wanted = true;
    if (!this.queued) {
      this.queued = true;
      this.queue = this.queue.then(async () => {
        const plotly = await loadPlotly();
        this.queued = false;
        await this.drawNow(host, plotly);
      });
    }
    return this.queue;
  }

  purge(host: HTMLElement): void {
    this.wanted = false;
    this.drawing?.resizes.disconnect();
    this.drawing?.pointer.dispose();
    this.drawing?.plotly.purge(host);
    this.drawing = undefined;
    host.replaceChildren();
  }

  private async drawNow(host: HTMLElement, plotly: PlotlyStatic): Promise<void> {
    const input = this.chartInput(host);
    if (!this.wanted || input === undefined) return; // Purged or hidden while plotly was loading.
    const { traces, layout } = ganttChart(input);
    this.drawnWidth = host.clientWidth;
    if (this.drawing === undefined) {
      const plot = await plotly.newPlot(host, traces, layout, CONFIG);
      plot.on("plotly_relayout", (event) => this.onZoom(host, event));
      plot.on("plotly_relayouting", (event) => this.onPan(host, event));
      this.drawing = this.attach(host, plotly);
      if (!this.wanted) this.purge(host);
    } else {
      await plotly.react(host, traces, layout, CONFIG);
    }
    if (this.drawing !== undefined) this.drawing.canvas.hidden = input.withBars;
    host.setAttribute("data-painter", input.withBars ? "plotly" : "canvas");
    host.setAttribute("data-task-count", String(input.withBars ? input.gantt.count : this.paint(input)));
  }

  private attach(host: HTMLElement, plotly: PlotlyStatic): Drawing {
    const canvas = element("canvas", { class: "sp-gantt-canvas", "aria-hidden": "true" });
    host.prepend(canvas);
    const pointer = new GanttPointer(host, () => this.target(host));
    const resizes = new ResizeObserver(() => {
      if (host.clientWidth !== this.drawnWidth) void this.draw(host);
    });
    resizes.observe(host);
    return { plotly, canvas, pointer, resizes };
  }

  private paint(input: ChartInput): number {
    if (this.drawing === undefined || this.finder === undefined) return 0;
    return paintBars(this.drawing.canvas, input, this.finder);
  }

  /** A zoom has ended: ticks, names and labels depend on the window, so all is drawn again. */
  private onZoom(host: HTMLElement, event: RelayoutEvent): void {
    const next = windowAfter(event);
    if (next === undefined) return;
    this.zoom = next === "whole" ? undefined : next;
    void this.draw(host);
  }

  /** While the pointer drags, Plotly moves its own part; the canvas follows. */
  private onPan(host: HTMLElement, event: RelayoutEvent): void {
    const window = windowAfter(event);
    const input = this.chartInput(host);
    if (window === undefined || window === "whole" || input === undefined || input.withBars) return;
    this.paint({ ...input, window });
  }

  private target(host: HTMLElement): ReturnType<ConstructorParameters<typeof GanttPointer>[1]> {
    const input = this.chartInput(host);
    if (this.model === undefined || this.finder === undefined || input === undefined) return undefined;
    return { model: this.model, finder: this.finder, input };
  }

  private chartInput(host: HTMLElement): ChartInput | undefined {
    if (this.model === undefined || host.clientWidth === 0) return undefined;
    const { gantt } = this.model;
    return {
      gantt,
      scale: this.scale,
      frame: chartFrame(this.scale, host.clientWidth),
      colors: ganttColors(host),
      window: this.zoom === undefined ? wholeRun(gantt.makespanMs) : clampWindow(this.zoom, gantt.makespanMs),
      withBars: gantt.count <= MOST_PLOTLY_BARS,
    };
  }
}
