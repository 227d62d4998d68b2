import type { GanttModel } from "@stageplay/view";
import type { Trace } from "plotly.js-basic-dist-min";
import type { GanttColors } from "./gantt-colors.js";
import type { TimeWindow } from "./time-window.js";

/** The strip of running tasks over time. Steps finer than a pixel are drawn as the highest of the pixel. */
export function activeTrace(gantt: GanttModel, colors: GanttColors, window: TimeWindow, plotWidth: number): Trace {
  const { timeMs, count } = gantt.active;
  const msPerPx = (window.toMs - window.fromMs) / plotWidth;
  const x: number[] = [];
  const y: number[] = [];
  for (let i = 0; i < timeMs.length; i++) {
    const last = x.length - 1;
    if (last > 0 && timeMs[i]! - x[last]! < msPerPx && i < timeMs.length - 1) y[last] = Math.max(y[last]!, count[i]!);
    else {
      x.push(timeMs[i]!);
      y.push(count[i]!);
    }
  }
  return {
    type: "scatter",
    mode: "lines",
    x,
    y,
    yaxis: "y2",
    line: { shape: "hv", width: 0, color: colors.active },
    fill: "tozeroy",
    fillcolor: colors.active,
    hoverinfo: "skip",
  };
}
