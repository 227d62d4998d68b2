import type { GanttExecutor, GanttModel } from "../model/run-model-types.js";
import type { GanttBand, PlacedText, Rect } from "./geometry.js";
import { ellipsize, textWidth } from "./text-width.js";
import type { TimeScale } from "./time-scale.js";

const LANE_HEIGHT = 18;
const GAP = 8;
/** A row thinner than this cannot be told from its neighbours; then several lanes share one. */
const THINNEST_ROW = 3;
/** Lane height that still holds a bar's label. */
export const LABEL_LANE_HEIGHT = 13;

/** Names of bands closer than this look crowded. */
const NAME_STEP = 20;

/** Rows of the chart: normally one a lane; with very many cores several lanes share a row. */
export interface GanttRows {
  readonly lanesPerRow: number;
  readonly rowHeight: number;
  readonly height: number;
  /** Top of the row in which a lane is drawn. */
  readonly topOf: (lane: number) => number;
}

/** @param fewestLanes lanes that share a row at least; more when rows would get too thin. */
export function ganttRows(model: GanttModel, top: number, maxHeight: number, fewestLanes: number): GanttRows {
  const lanes = Math.max(1, model.laneCount);
  const bands = Math.max(1, model.executors.length);
  const lanesPerRow = Math.max(fewestLanes, Math.ceil((lanes * THINNEST_ROW) / maxHeight));
  const rows = Math.ceil(lanes / lanesPerRow);
  const gap = lanesPerRow > 1 ? 0 : Math.min(GAP, Math.floor((maxHeight - rows * THINNEST_ROW) / bands / 2));
  const rowHeight = Math.max(THINNEST_ROW, Math.min(LANE_HEIGHT, (maxHeight - gap * bands) / rows));
  const bandOf = new Int32Array(lanes);
  model.executors.forEach((executor, i) => {
    bandOf.fill(i, executor.firstLane, executor.firstLane + executor.cores);
  });
  const topOf = (lane: number): number => top + Math.floor(lane / lanesPerRow) * rowHeight + (bandOf[lane] ?? 0) * gap;
  return { lanesPerRow, rowHeight, height: rows * rowHeight + bands * gap, topOf };
}

/** One band an executor, with what happened to it written where it happened. */
export function ganttBands(model: GanttModel, rows: GanttRows, plot: Rect, scale: TimeScale): readonly GanttBand[] {
  let freeFrom = Number.NEGATIVE_INFINITY;
  return model.executors.map((executor) => {
    const y = rows.topOf(executor.firstLane);
    const height = Math.max(1, rows.topOf(executor.firstLane + executor.cores - 1) + rows.rowHeight - y);
    const named = y >= freeFrom;
    if (named) freeFrom = y + NAME_STEP;
    const twoLines = height >= 32;
    const nameY = y + (twoLines ? 14 : Math.min(height / 2 + 4, 13));
    const { removedMs, addedMs, executorId } = executor;
    return {
      executorId,
      x: plot.x,
      y,
      width: plot.width,
      height,
      ...(named ? { name: { x: plot.x - 8, y: nameY, text: `executor ${executorId}` } } : {}),
      ...(twoLines ? { host: { x: plot.x - 8, y: y + 28, text: ellipsize(executor.host, plot.x - 12, 10.5) } } : {}),
      ...(addedMs > 0 ? { addedX: scale.x(addedMs) } : {}),
      ...(removedMs === undefined ? {} : { lost: lostMark(executor, scale.x(removedMs), y, height, plot) }),
    };
  });
}

function lostMark(
  executor: GanttExecutor,
  x: number,
  y: number,
  height: number,
  plot: Rect,
): { x: number; text?: PlacedText } {
  if (height < LABEL_LANE_HEIGHT) return { x };
  const reason = (executor.removedReason ?? "").split("\n", 1)[0]!;
  const full = `✕ executor lost${reason === "" ? "" : `: ${reason}`}`;
  const room = plot.x + plot.width - x - 10;
  const text = ellipsize(full, room, 10.5);
  if (text === "" || (text !== full && textWidth("✕ executor lost…", 10.5) > room)) return { x };
  return { x, text: { x: x + 7, y: y + height / 2 + 4, text, ...(text === full ? {} : { full }) } };
}
