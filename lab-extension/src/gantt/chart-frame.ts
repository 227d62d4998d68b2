import { MARK_ROW_HEIGHT } from "@stageplay/view";
import type { LaneScale } from "./lane-scale.js";

const LEFT = { wide: 104, narrow: 74, narrowBelow: 520 };
const RIGHT_PX = 24;
const TOP_PX = 6;
const ACTIVE_PX = 34;
const STAGE_NAMES_PX = 22;
const AXIS_PX = 26;
const MEMORY_PX = 44;
const STORAGE_PX = 34;
const MEMORY_GAP_PX = 8;
const MINIMAP_PX = 22;
const MINIMAP_GAP_PX = 6;
/** Rows of faults that have their text beside them; one more may hold those without. */
export const MARK_TEXT_ROWS = 3;

/** What the chart has beneath its lanes. */
export interface FrameParts {
  readonly marks: number;
  readonly memory: boolean;
  readonly storage: boolean;
}

/** Where the parts of the chart lie, in pixels from the host's top left corner. */
export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  /** Left edge of everything that has a time. */
  readonly left: number;
  readonly plotWidth: number;
  /** Strip with the curve of active tasks. */
  readonly activeTop: number;
  readonly activeHeight: number;
  readonly lanesTop: number;
  readonly lanesHeight: number;
  readonly axisTop: number;
  readonly marksTop: number;
  /** Strip with the curve of memory; no height when there is none. */
  readonly memoryTop: number;
  readonly memoryHeight: number;
  /** Strip with the curve of cached blocks; no height when there are none. */
  readonly storageTop: number;
  readonly storageHeight: number;
  /** The whole run in small, below all else; shown when zoomed, its place is kept. */
  readonly minimapTop: number;
  readonly minimapHeight: number;
}

/** Divides the height between the strips. It depends on the run alone and not on the zoom, so that nothing jumps. */
export function chartFrame(scale: LaneScale, hostWidth: number, parts: FrameParts): ChartFrame {
  const left = hostWidth > 0 && hostWidth < LEFT.narrowBelow ? LEFT.narrow : LEFT.wide;
  const lanesTop = TOP_PX + ACTIVE_PX + STAGE_NAMES_PX;
  const axisTop = lanesTop + scale.heightPx;
  const marksTop = axisTop + AXIS_PX;
  const memoryTop =
    marksTop + Math.min(MARK_TEXT_ROWS + 1, parts.marks) * MARK_ROW_HEIGHT + (parts.memory ? MEMORY_GAP_PX : 0);
  const memoryHeight = parts.memory ? MEMORY_PX : 0;
  const storageTop = memoryTop + memoryHeight + (parts.storage ? MEMORY_GAP_PX : 0);
  const storageHeight = parts.storage ? STORAGE_PX : 0;
  const minimapTop = storageTop + storageHeight + MINIMAP_GAP_PX;
  return {
    width: hostWidth,
    height: minimapTop + MINIMAP_PX,
    left,
    plotWidth: Math.max(50, hostWidth - left - RIGHT_PX),
    activeTop: TOP_PX,
    activeHeight: ACTIVE_PX,
    lanesTop,
    lanesHeight: scale.heightPx,
    axisTop,
    marksTop,
    memoryTop,
    memoryHeight,
    storageTop,
    storageHeight,
    minimapTop,
    minimapHeight: MINIMAP_PX,
  };
}
