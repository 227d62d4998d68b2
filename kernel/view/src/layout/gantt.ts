import { formatCount } from "@stageplay/core";
import type { GanttModel } from "../model/run-model-types.js";
import { activePath } from "./active-path.js";
import { type GanttRows, ganttBands, ganttRows } from "./gantt-bands.js";
import { ganttBars } from "./gantt-bars.js";
import type { GanttGeometry, Rect } from "./geometry.js";
import { placeMarks } from "./place-marks.js";
import { stageEnds } from "./stage-ends.js";
import { niceTicks, timeScale } from "./time-scale.js";

export interface GanttLayoutOptions {
  /** Width of the whole picture in pixels. 890 by default. */
  readonly width?: number;
  /** Most height for all lanes together; they get thinner, and then share rows. 440 by default. */
  readonly maxLanesHeight?: number;
  /** Most bars; more are merged. 4,000 by default. */
  readonly maxBars?: number;
}

/** Font sizes of the Gantt chart in pixels. */
export const GANTT_FONT = { name: 12, small: 10.5, bar: 10.5 } as const;

const LEFT = 96;
const RIGHT = 14;
const ACTIVE_TOP = 10;
const ACTIVE_HEIGHT = 30;
const LANES_TOP = 72;
const AXIS_HEIGHT = 32;

/** Where everything in the executor timeline is: pure arithmetic on the model. */
export function ganttLayout(model: GanttModel, options: GanttLayoutOptions = {}): GanttGeometry {
  const { width = 890, maxLanesHeight = 440, maxBars = 4000 } = options;
  const scale = timeScale(model.makespanMs, LEFT, width - LEFT - RIGHT);
  const layoutRows = (lanesPerRow: number): GanttRows => ganttRows(model, LANES_TOP, maxLanesHeight, lanesPerRow);
  const { bars, rows, merged } = ganttBars(model, layoutRows, scale, maxBars);
  const plot: Rect = { x: LEFT, y: LANES_TOP, width: width - LEFT - RIGHT, height: rows.height };
  const bottom = plot.y + plot.height + AXIS_HEIGHT;
  const { marks, height: marksHeight } = placeMarks(model, scale.x, plot, bottom + 6);
  const area: Rect = { x: plot.x, y: ACTIVE_TOP, width: plot.width, height: ACTIVE_HEIGHT };
  const curve = activePath(model.active, model.slots, area, scale.x);
  return {
    width,
    height: bottom + marksHeight,
    plot,
    bands: ganttBands(model, rows, plot, scale),
    bars,
    stageEnds: stageEnds(model, scale.x, plot),
    ticks: niceTicks(model.makespanMs, Math.max(2, Math.floor(plot.width / 70)), scale.x),
    active: { ...curve, area, slotsLabel: `${formatCount(model.slots)} ${model.slots === 1 ? "slot" : "slots"}` },
    marks,
    merged,
  };
}
