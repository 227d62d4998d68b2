import type { RunModel } from "@stageplay/view";
import { element } from "../dom/element.js";
import type { Figure } from "../dom/lazy-figure.js";
import { chartFrame, type FrameParts } from "./chart-frame.js";
import { type ChartInput, isZoomed } from "./chart-input.js";
import { ChartPainter } from "./chart-painter.js";
import { type GanttColors, ganttColors } from "./gantt-colors.js";
import { GanttPointer } from "./gantt-pointer.js";
import { type LaneScale, laneScale } from "./lane-scale.js";
import { type StripCurves, stripCurves } from "./strip-curves.js";
import { TaskFinder } from "./task-finder.js";
import { type ColorMode, type TaskShades, taskShades } from "./task-shades.js";
import { clampWindow, type TimeWindow, wholeRun, zoomed } from "./time-window.js";

/** What is known once a model: its cost grows with the number of tasks, that of a picture does not. */
interface Prepared {
  readonly model: RunModel;
  readonly scale: LaneScale;
  readonly finder: TaskFinder;
  readonly curves: StripCurves;
  readonly parts: FrameParts;
  shades: TaskShades;
}

/** What is in the host while the chart is drawn. */
interface Drawing {
  readonly host: HTMLElement;
  readonly painter: ChartPainter;
  readonly canvas: HTMLCanvasElement;
  readonly pointer: GanttPointer;
  readonly resizes: ResizeObserver;
  /** Read at each {@link GanttFigure.draw}, not at each picture: asking for styles is slow. */
  colors: GanttColors;
  width: number;
}

/** What the last picture showed, for the words around it. */
export interface ShownChart {
  readonly window: TimeWindow;
  readonly zoomed: boolean;
  /** Task attempts in the window. */
  readonly tasks: number;
  /** True when bars show the phases of their time. */
  readonly phases: boolean;
}

export interface GanttFigureOptions {
  /** Somebody wants to see a task in the table. */
  readonly onOpen: (row: number) => void;
  readonly onShown: (shown: ShownChart) => void;
}

/** The executor timeline of one run, painted on one canvas: one picture a frame at most, however fast the pointer is. */
export class GanttFigure implements Figure {
  private readonly options: GanttFigureOptions;
  private prepared: Prepared | undefined;
  private mode: ColorMode = "stage";
  /** What the user zoomed to; undefined shows the whole run, also while it grows. */
  private zoom: TimeWindow | undefined;
  private drawing: Drawing | undefined;
  private frameRequest: number | undefined;
  /** A task that somebody wanted to see before there was a picture. */
  private awaited: number | undefined;

  constructor(options: GanttFigureOptions) {
    this.options = options;
  }

  setModel(model: RunModel): void {
    const curves = stripCurves(model);
    this.prepared = {
      model,
      scale: laneScale(model.gantt),
      finder: new TaskFinder(model.gantt),
      curves,
      parts: {
        marks: model.gantt.marks.length,
        memory: curves.memory.length > 0,
        storage: curves.storage !== undefined,
      },
      shades: taskShades(model, this.mode),
    };
  }

  /** What the colours of bars tell. */
  colorBy(mode: ColorMode): void {
    this.mode = mode;
    if (this.prepared === undefined) return;
    this.prepared.shades = taskShades(this.prepared.model, mode);
    this.repaint();
  }

  get shades(): TaskShades | undefined {
    return this.prepared?.shades;
  }

  get curves(): StripCurves | undefined {
    return this.prepared?.curves;
  }

  /** Shows a stretch of the run, undefined the whole of it. */
  zoomTo(window: TimeWindow | undefined): void {
    this.zoom = window;
    const input = this.input();
    if (input !== undefined && !isZoomed(input)) this.zoom = undefined;
    this.requestPaint();
  }

  /** Shows `factor` times as much time around the middle. */
  zoomBy(factor: number): void {
    const input = this.input();
    if (input === undefined) return;
    const { window, whole } = input;
    this.zoomTo(zoomed(window, factor, (window.fromMs + window.toMs) / 2, whole));
  }

  /** Frames a task and shows its facts, zooming or moving there if its bar could not be seen. */
  select(row: number): void {
    const input = this.input();
    this.awaited = input === undefined ? row : undefined;
    if (input === undefined || row < 0 || row >= input.model.gantt.count) return;
    const { gantt } = input.model;
    const [start, duration] = [gantt.startMs[row]!, gantt.durationMs[row]!];
    const span = input.window.toMs - input.window.fromMs;
    const seen = start >= input.window.fromMs && start + duration <= input.window.toMs;
    // A bar of a tenth of the picture can be read, and shows what ran beside it.
    if (!seen || duration < span / 200) {
      const half = Math.max(5 * duration, 0.01);
      const middle = start + duration / 2;
      this.zoom = clampWindow({ fromMs: middle - half, toMs: middle + half }, input.whole);
    }
    this.repaint();
    this.drawing?.pointer.select(row);
  }

  /** Pixels that the chart needs; known without drawing. */
  get height(): number {
    return this.prepared === undefined ? 0 : chartFrame(this.prepared.scale, 0, this.prepared.parts).height;
  }

  /** Draws the newest model, now. */
  draw(host: HTMLElement): void {
    this.drawing ??= this.attach(host);
    this.drawing.colors = ganttColors(host);
    this.drawing.width = host.clientWidth;
    this.repaint();
    if (this.awaited !== undefined) this.select(this.awaited);
  }

  purge(host: HTMLElement): void {
    if (this.frameRequest !== undefined) cancelAnimationFrame(this.frameRequest);
    this.frameRequest = undefined;
    this.drawing?.resizes.disconnect();
    this.drawing?.pointer.dispose();
    this.drawing = undefined;
    host.replaceChildren();
  }

  private attach(host: HTMLElement): Drawing {
    const canvas = element("canvas", { class: "sp-gantt-canvas", "aria-hidden": "true" });
    host.replaceChildren(canvas);
    const pointer = new GanttPointer(host, {
      input: () => this.input(),
      show: (window) => this.zoomTo(window),
      open: (row) => this.options.onOpen(row),
    });
    const resizes = new ResizeObserver(() => {
      if (this.drawing !== undefined && host.clientWidth !== this.drawing.width) this.draw(host);
    });
    resizes.observe(host);
    return { host, canvas, painter: new ChartPainter(canvas), pointer, resizes, colors: ganttColors(host), width: 0 };
  }

  private requestPaint(): void {
    this.frameRequest ??= requestAnimationFrame(() => {
      this.frameRequest = undefined;
      this.repaint();
    });
  }

  private repaint(): void {
    const input = this.input();
    if (this.drawing === undefined || input === undefined) return;
    const { tasks, phases } = this.drawing.painter.paint(input);
    this.drawing.pointer.follow(input);
    const { host } = this.drawing;
    host.setAttribute("data-painter", "canvas");
    host.setAttribute("data-task-count", String(tasks));
    this.options.onShown({ window: input.window, zoomed: isZoomed(input), tasks, phases });
  }

  private input(): ChartInput | undefined {
    const { prepared, drawing } = this;
    if (prepared === undefined || drawing === undefined || drawing.width === 0) return undefined;
    const { model, scale, finder, curves, shades, parts } = prepared;
    const whole = wholeRun(model.gantt.makespanMs, model.gantt.live);
    return {
      model,
      scale,
      finder,
      curves,
      shades,
      whole,
      frame: chartFrame(scale, drawing.width, parts),
      colors: drawing.colors,
      window: this.zoom === undefined ? whole : clampWindow(this.zoom, whole),
    };
  }
}
