import type { ChartInput } from "./chart-input.js";
import { type DenseColors, fillDenseLanes } from "./dense-lanes.js";
import { paintBars } from "./paint-bars.js";
import { paintAxis, paintBands, paintExecutorEvents, paintMarks, paintNames, paintStageEnds } from "./paint-frame.js";
import { paintActive, paintMemory, paintMinimap, paintStorage } from "./paint-strips.js";
import { Patterns } from "./patterns.js";

/** Up to so many attempts in view are bars of their own; more are pixels. */
const MOST_BARS = 2000;

/** What a picture shows. */
export interface Painted {
  /** Task attempts in the window, those that share a pixel included. */
  readonly tasks: number;
  /** True when bars show the phases of their time. */
  readonly phases: boolean;
}

/** Paints the whole chart on one canvas. What it keeps between pictures is memory only: the same input gives the same pixels. */
export class ChartPainter {
  private readonly canvas: HTMLCanvasElement;
  private readonly context: CanvasRenderingContext2D;
  private patterns: { readonly stroke: string; readonly made: Patterns } | undefined;
  private image: ImageData | undefined;

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("This browser gives no canvas to draw on.");
    this.canvas = canvas;
    this.context = context;
  }

  paint(input: ChartInput): Painted {
    const { frame } = input;
    const ratio = globalThis.devicePixelRatio || 1;
    this.resize(frame.width, frame.height, ratio);
    const { context } = this;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, frame.width, frame.height);
    context.textBaseline = "middle";
    const painted = this.paintLanes(input, ratio);
    paintActive(context, input);
    paintStageEnds(context, input);
    paintExecutorEvents(context, input);
    paintNames(context, input);
    paintAxis(context, input);
    paintMarks(context, input);
    paintMemory(context, input);
    paintStorage(context, input);
    paintMinimap(context, input);
    return painted;
  }

  private resize(width: number, height: number, ratio: number): void {
    const { canvas } = this;
    const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
    // Setting a size clears and allocates anew, even the same one.
    if (canvas.width === wide && canvas.height === high) return;
    canvas.width = wide;
    canvas.height = high;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }

  private paintLanes(input: ChartInput, ratio: number): Painted {
    const { context } = this;
    const { frame, finder, window, model } = input;
    let tasks = 0;
    for (let lane = 0; lane < model.gantt.laneCount; lane++) tasks += finder.countWithin(lane, window);
    if (tasks > MOST_BARS) {
      this.paintDense(input, ratio);
      return { tasks, phases: false };
    }
    paintBands(context, input);
    context.save();
    context.beginPath();
    context.rect(frame.left, frame.lanesTop, frame.plotWidth, frame.lanesHeight);
    context.clip();
    context.translate(frame.left, frame.lanesTop);
    context.font = `10px ${input.colors.fontFamily}`;
    const { withPhases } = paintBars(context, input, this.patternsFor(input.colors.hatch));
    context.restore();
    return { tasks, phases: withPhases > 0 };
  }

  private paintDense(input: ChartInput, ratio: number): void {
    const { frame } = input;
    const width = Math.max(1, Math.round(frame.plotWidth * ratio));
    const height = Math.max(1, Math.round(frame.lanesHeight * ratio));
    if (this.image?.width !== width || this.image.height !== height) this.image = new ImageData(width, height);
    const pixels = new Uint32Array(this.image.data.buffer);
    fillDenseLanes(input, this.denseColors(input), { width, height, pixels });
    this.context.putImageData(this.image, Math.round(frame.left * ratio), Math.round(frame.lanesTop * ratio));
  }

  private denseColors({ shades, colors }: ChartInput): DenseColors {
    return {
      palette: Uint32Array.from(shades.palette, ({ fill }) => this.packed(fill)),
      lane: this.packed(colors.lane),
      bad: this.packed(colors.bad),
    };
  }

  /** A CSS colour as one number in the order of an `ImageData`'s bytes: the canvas turns every opaque colour into `#rrggbb`. */
  private packed(color: string): number {
    this.context.fillStyle = "#808080";
    this.context.fillStyle = color;
    const rgb = Number.parseInt(String(this.context.fillStyle).slice(1), 16);
    return (0xff000000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
  }

  private patternsFor(stroke: string): Patterns {
    if (this.patterns?.stroke !== stroke) this.patterns = { stroke, made: new Patterns(this.context, stroke) };
    return this.patterns.made;
  }
}
