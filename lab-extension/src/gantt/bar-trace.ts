import { type GanttModel, stageColor, stageTextColor, textWidth } from "@stageplay/view";
import type { Trace } from "plotly.js-basic-dist-min";
import type { GanttColors } from "./gantt-colors.js";
import type { LaneScale } from "./lane-scale.js";
import { endedBadly, isRunning, taskLabel } from "./task-label.js";
import type { TimeWindow } from "./time-window.js";

/** A bar narrower than this could not be seen. */
const LEAST_BAR_PX = 1.5;
/** Bars narrower than this have no outline: it would cover them. */
const OUTLINE_FROM_PX = 5;
const BAR_HEIGHT = 0.84;
const LABEL_PX = 10;
/** Lanes lower than this have no room for text. */
const LABEL_LANE_PX = 12;

/** All task attempts as one Plotly `bar` trace: bar i is row i. For up to some 1,500 bars; Plotly gets slow above. */
export function barTrace(
  gantt: GanttModel,
  scale: LaneScale,
  colors: GanttColors,
  window: TimeWindow,
  plotWidth: number,
): Trace {
  const msPerPx = (window.toMs - window.fromMs) / plotWidth;
  const rows = Array.from({ length: gantt.count }, (_, row) => row);
  const colorIndex = (row: number): number => gantt.stages[gantt.stageIndex[row]!]?.colorIndex ?? 0;
  const widthPx = (row: number): number => gantt.durationMs[row]! / msPerPx;
  const labelFits = (row: number): boolean =>
    scale.lanePx >= LABEL_LANE_PX && widthPx(row) > textWidth(taskLabel(gantt, row), LABEL_PX) + 7;
  return {
    type: "bar",
    orientation: "h",
    base: rows.map((row) => gantt.startMs[row]!),
    x: rows.map((row) => Math.max(gantt.durationMs[row]!, LEAST_BAR_PX * msPerPx)),
    y: rows.map((row) => scale.middle[gantt.lane[row]!]!),
    width: BAR_HEIGHT,
    text: rows.map((row) => (labelFits(row) ? taskLabel(gantt, row) : "")),
    textposition: "inside",
    insidetextanchor: "start",
    textangle: 0,
    constraintext: "none",
    insidetextfont: { size: LABEL_PX, color: rows.map((row) => stageTextColor(colorIndex(row))) },
    hoverinfo: "none",
    marker: {
      color: rows.map((row) => stageColor(colorIndex(row))),
      opacity: rows.map((row) => (isRunning(gantt, row) ? 0.55 : 1)),
      line: {
        color: rows.map((row) => (endedBadly(gantt, row) ? colors.bad : colors.background)),
        width: rows.map((row) => (widthPx(row) < OUTLINE_FROM_PX ? 0 : endedBadly(gantt, row) ? 1.5 : 0.8)),
      },
      pattern: {
        shape: rows.map((row) => (endedBadly(gantt, row) ? "/" : "")),
        fgopacity: 0.35,
        fillmode: "overlay",
        size: 7,
        solidity: 0.22,
      },
    },
  };
}
