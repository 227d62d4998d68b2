import { stageColor, stageTextColor } from "@stageplay/view";
import type { ChartInput } from "./gantt-chart.js";
import type { TaskFinder } from "./task-finder.js";
import { endedBadly, isRunning, taskLabel } from "./task-label.js";

const BAR_HEIGHT = 0.84;
const LABEL_PX = 10;
const LABEL_LANE_PX = 12;
const LABEL_BAR_PX = 34;
const HATCH_PX = 6;

/**
 * Paints the bars of big runs behind Plotly's axes. Keeps no state between calls: the same input gives the same pixels.
 * Neighbours that share a pixel are painted once, so the cost follows the width of the chart and not the number of tasks.
 *
 * @returns how many task attempts the picture shows, those within a neighbour's pixel included.
 */
export function paintBars(canvas: HTMLCanvasElement, input: ChartInput, finder: TaskFinder): number {
  const { frame } = input;
  const ratio = globalThis.devicePixelRatio || 1;
  canvas.width = Math.round(frame.plotWidth * ratio);
  canvas.height = Math.round(frame.lanesHeight * ratio);
  canvas.style.cssText = `left:${frame.margin.l}px;top:${frame.lanesTop}px;width:${frame.plotWidth}px;height:${frame.lanesHeight}px`;
  const context = canvas.getContext("2d");
  if (context === null) return 0;
  context.scale(ratio, ratio);
  paintBands(context, input);
  const hatch = hatchPattern(context, input.colors.hatch);
  let shown = 0;
  for (let lane = 0; lane < input.gantt.laneCount; lane++) shown += paintLane(context, input, finder, lane, hatch);
  return shown;
}

function paintBands(context: CanvasRenderingContext2D, input: ChartInput): void {
  const { gantt, scale, frame, colors, window } = input;
  const pxPerMs = frame.plotWidth / (window.toMs - window.fromMs);
  context.fillStyle = colors.lane;
  for (const { executor, from, to } of scale.bands) {
    const left = (executor.addedMs - window.fromMs) * pxPerMs;
    const right = ((executor.removedMs ?? gantt.makespanMs) - window.fromMs) * pxPerMs;
    context.fillRect(left, from * scale.lanePx, right - left, (to - from) * scale.lanePx);
  }
}

function paintLane(
  context: CanvasRenderingContext2D,
  input: ChartInput,
  finder: TaskFinder,
  lane: number,
  hatch: CanvasPattern | null,
): number {
  const { gantt, scale, frame, colors, window } = input;
  const pxPerMs = frame.plotWidth / (window.toMs - window.fromMs);
  const height = Math.max(1, scale.lanePx * BAR_HEIGHT);
  const top = scale.middle[lane]! * scale.lanePx - height / 2;
  const gap = scale.lanePx >= LABEL_LANE_PX ? 1 : 0;
  const rows = finder.rows(lane);
  let painted = Number.NEGATIVE_INFINITY;
  let shown = 0;
  for (let i = finder.firstEndingAfter(lane, window.fromMs); i < rows.length; i++) {
    const row = rows[i]!;
    if (gantt.startMs[row]! > window.toMs) break;
    shown++;
    const bad = endedBadly(gantt, row);
    const left = (gantt.startMs[row]! - window.fromMs) * pxPerMs;
    const width = Math.max(1, gantt.durationMs[row]! * pxPerMs - gap);
    if (left + width < painted + 1 && !bad) continue;
    painted = left + width;
    const colorIndex = gantt.stages[gantt.stageIndex[row]!]?.colorIndex ?? 0;
    context.globalAlpha = isRunning(gantt, row) ? 0.55 : 1;
    context.fillStyle = stageColor(colorIndex);
    context.fillRect(left, top, width, height);
    context.globalAlpha = 1;
    if (bad) {
      context.fillStyle = hatch ?? colors.bad;
      context.fillRect(left, top, width, height);
      context.strokeStyle = colors.bad;
      context.strokeRect(left + 0.5, top + 0.5, Math.max(1, width - 1), Math.max(1, height - 1));
    }
    if (scale.lanePx >= LABEL_LANE_PX && width >= LABEL_BAR_PX) {
      paintLabel(
        context,
        taskLabel(gantt, row),
        Math.max(left, 0),
        top,
        left + width,
        height,
        stageTextColor(colorIndex),
        colors.fontFamily,
      );
    }
  }
  return shown;
}

function paintLabel(
  context: CanvasRenderingContext2D,
  text: string,
  left: number,
  top: number,
  right: number,
  height: number,
  color: string,
  fontFamily: string,
): void {
  context.font = `${LABEL_PX}px ${fontFamily}`;
  if (context.measureText(text).width + 8 > right - left) return;
  context.fillStyle = color;
  context.textBaseline = "middle";
  context.fillText(text, left + 4, top + height / 2);
}

/** Diagonal strokes, so that a failed task is seen without its colour. */
function hatchPattern(context: CanvasRenderingContext2D, color: string): CanvasPattern | null {
  const tile = document.createElement("canvas");
  tile.width = HATCH_PX;
  tile.height = HATCH_PX;
  const brush = tile.getContext("2d");
  if (brush === null) return null;
  brush.strokeStyle = color;
  brush.globalAlpha = 0.5;
  brush.lineWidth = 1.5;
  for (const shift of [-HATCH_PX, 0, HATCH_PX]) {
    brush.beginPath();
    brush.moveTo(shift, HATCH_PX);
    brush.lineTo(shift + HATCH_PX, 0);
    brush.stroke();
  }
  return context.createPattern(tile, "repeat");
}
