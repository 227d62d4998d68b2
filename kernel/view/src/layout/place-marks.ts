import type { GanttModel } from "../model/run-model-types.js";
import type { GanttMarkPlace, Rect } from "./geometry.js";
import { textWidth } from "./text-width.js";

const SIZE = 10.5;
/** Half a diamond and a little air. */
const HALF = 6;
const GAP = 8;
export const MARK_ROW_HEIGHT = 18;
/** Rows with texts, unless a picture has room for fewer. */
const TEXT_ROWS = 6;

interface Interval {
  readonly from: number;
  readonly to: number;
}

/**
 * Faults and commands below the time axis, in as few rows as let no text touch another text or another mark.
 *
 * @param textRows most rows with texts; diamonds whose text finds no room share one more row without texts.
 */
export function placeMarks(
  model: GanttModel,
  x: (timeMs: number) => number,
  plot: Rect,
  top: number,
  textRows: number = TEXT_ROWS,
): { readonly marks: readonly GanttMarkPlace[]; readonly height: number } {
  // A lost executor is told in its band.
  const told = (executorId: number | undefined, timeMs: number): boolean =>
    model.executors.some((executor) => executor.executorId === executorId && executor.removedMs === timeMs);
  const rows: Interval[][] = [];
  const marks = model.marks
    .filter((mark) => !told(mark.executorId, mark.timeMs))
    .map((mark): GanttMarkPlace => {
      const at = x(mark.timeMs);
      for (const text of mark.short === undefined ? [mark.text] : [mark.text, mark.short]) {
        const width = textWidth(text, SIZE);
        const right = { from: at - HALF, to: at + HALF + 1 + width };
        const left = { from: at - HALF - 1 - width, to: at + HALF };
        for (let row = 0; row < textRows; row++) {
          for (const place of [right, left]) {
            // A diamond at the very end of the run reaches into the margin.
            const fits = place.from >= 0 && place.to <= plot.x + plot.width + HALF;
            if (!fits || !isFree(rows[row], place)) continue;
            take(rows, row, place);
            const y = yOf(top, row);
            const label = { x: place === right ? at + HALF + 1 : place.from, y, text };
            return { x: at, y, description: mark.text, label };
          }
        }
      }
      take(rows, textRows, { from: at - HALF, to: at + HALF });
      return { x: at, y: yOf(top, textRows), description: mark.text };
    });
  return closeGaps(marks, top, rows);
}

/** Without the rows that nobody took. */
function closeGaps(
  marks: readonly GanttMarkPlace[],
  top: number,
  rows: readonly (readonly Interval[] | undefined)[],
): { readonly marks: readonly GanttMarkPlace[]; readonly height: number } {
  const used = Array.from(rows, (_, row) => row).filter((row) => rows[row] !== undefined);
  const moved = marks.map((mark) => {
    const y = yOf(
      top,
      used.findIndex((row) => yOf(top, row) === mark.y),
    );
    return mark.label === undefined ? { ...mark, y } : { ...mark, y, label: { ...mark.label, y } };
  });
  return { marks: moved, height: used.length * MARK_ROW_HEIGHT };
}

const yOf = (top: number, row: number): number => top + row * MARK_ROW_HEIGHT;

function isFree(taken: readonly Interval[] | undefined, wish: Interval): boolean {
  return (taken ?? []).every((other) => wish.from >= other.to + GAP || other.from >= wish.to + GAP);
}

function take(rows: Interval[][], row: number, place: Interval): void {
  const taken = rows[row];
  if (taken === undefined) rows[row] = [place];
  else taken.push(place);
}
