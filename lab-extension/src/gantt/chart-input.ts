import type { RunModel } from "@stageplay/view";
import type { ChartFrame } from "./chart-frame.js";
import type { GanttColors } from "./gantt-colors.js";
import type { LaneScale } from "./lane-scale.js";
import type { StripCurves } from "./strip-curves.js";
import type { TaskFinder } from "./task-finder.js";
import type { TaskShades } from "./task-shades.js";
import type { TimeWindow } from "./time-window.js";

/** Everything that decides how the chart looks: the same input gives the same pixels. */
export interface ChartInput {
  readonly model: RunModel;
  readonly scale: LaneScale;
  readonly frame: ChartFrame;
  readonly colors: GanttColors;
  readonly window: TimeWindow;
  readonly whole: TimeWindow;
  readonly finder: TaskFinder;
  readonly shades: TaskShades;
  readonly curves: StripCurves;
}

/** Pixels of a time from the left edge of the plot. */
export function pxOf({ frame, window }: Pick<ChartInput, "frame" | "window">, timeMs: number): number {
  return ((timeMs - window.fromMs) * frame.plotWidth) / (window.toMs - window.fromMs);
}

export function isZoomed({ window, whole }: Pick<ChartInput, "window" | "whole">): boolean {
  return window.fromMs > whole.fromMs || window.toMs < whole.toMs;
}
