import { formatCount } from "@stageplay/core";
import type { GanttModel } from "../model/run-model-types.js";
import { activePath } from "./active-path.js";
import { type GanttRows, ganttBands, ganttRows } from "./gantt-bands.js";
import { ganttBars } from "./gantt-bars.js";
import type { GanttGeometry, GanttMarkPlace, Rect } from "./geometry.js";
import { placeNames } from "./place-names.js";
import { stageEnds } from "./stage-ends.js";
import { textWidth } from "./text-width.js";
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
const MARKS_HEIGHT = 18;

/** Where everything in the executor timeline is: pure arithmetic on the model. */
export function ganttLayout(model: GanttModel, options: GanttLayoutOptions = {}): GanttGeometry {
  const { width = 890, maxLanesHeight = 440, maxBars = 4000 } = options;
  const scale = timeScale(model.makespanMs, LEFT, width - LEFT - RIGHT);
  const layoutRows = (lanesPerRow: number): GanttRows => ganttRows(model, LANES_TOP, maxLanesHeight, lanesPerRow);
  const { bars, rows, merged } = ganttBars(model, layoutRows, scale, maxBars);
  const plot: Rect = { x: LEFT, y: LANES_TOP, width: width - LEFT - RIGHT, height: rows.height };
  const marks = placeMarks(model, scale.x, plot);
  const area: Rect = { x: plot.x, y: ACTIVE_TOP, width: plot.width, height: ACTIVE_HEIGHT };
  const curve = activePath(model.active, model.slots, area, scale.x);
  return {
    width,
    height: plot.y + plot.height + AXIS_HEIGHT + (marks.length > 0 ? MARKS_HEIGHT : 0),
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

/** Faults and commands below the time axis; a text only where it fits beside the others. */
function placeMarks(model: GanttModel, x: (timeMs: number) => number, plot: Rect): readonly GanttMarkPlace[] {
  const lost = (executorId: number | undefined, timeMs: number): boolean =>
    model.executors.some((executor) => executor.executorId === executorId && executor.removedMs === timeMs);
  const marks = model.marks.filter((mark) => !lost(mark.executorId, mark.timeMs));
  const y = plot.y + plot.height + AXIS_HEIGHT + 6;
  const room = { from: 0, to: plot.x + plot.width };
  const placed = placeNames(
    marks.map((mark) => ({ from: x(mark.timeMs) + 7, width: textWidth(mark.text, GANTT_FONT.small), priority: 0 })),
    room,
  );
  return marks.map((mark, i) => ({
    x: x(mark.timeMs),
    y,
    description: mark.text,
    ...(placed[i] ? { label: { x: x(mark.timeMs) + 7, y, text: mark.text } } : {}),
  }));
}
