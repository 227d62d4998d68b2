import type { LaneScale } from "./lane-scale.js";

/** Pixels around and above the lanes. */
const MARGIN = { left: 104, right: 24, top: 6, bottom: 28 };
const ACTIVE_PX = 34;
const STAGE_NAMES_PX = 22;

/** Where the parts of the chart lie, in pixels from the host's top left corner. */
export interface ChartFrame {
  readonly margin: { readonly l: number; readonly r: number; readonly t: number; readonly b: number };
  readonly height: number;
  readonly plotWidth: number;
  /** Top of the lanes. */
  readonly lanesTop: number;
  readonly lanesHeight: number;
  /** Strip with the curve of active tasks. */
  readonly activeTop: number;
  readonly activeHeight: number;
  /** Plotly's domains (0 is the bottom of the plot area) of lanes and of the strip. */
  readonly lanesDomain: readonly [number, number];
  readonly activeDomain: readonly [number, number];
}

/** Divides the height between the strip of active tasks, the stage names and the lanes. */
export function chartFrame(scale: LaneScale, hostWidth: number): ChartFrame {
  const plotHeight = ACTIVE_PX + STAGE_NAMES_PX + scale.heightPx;
  return {
    margin: { l: MARGIN.left, r: MARGIN.right, t: MARGIN.top, b: MARGIN.bottom },
    height: MARGIN.top + plotHeight + MARGIN.bottom,
    plotWidth: Math.max(50, hostWidth - MARGIN.left - MARGIN.right),
    lanesTop: MARGIN.top + ACTIVE_PX + STAGE_NAMES_PX,
    lanesHeight: scale.heightPx,
    activeTop: MARGIN.top,
    activeHeight: ACTIVE_PX,
    lanesDomain: [0, scale.heightPx / plotHeight],
    activeDomain: [1 - ACTIVE_PX / plotHeight, 1],
  };
}
