import { TASK_PHASES, taskPhases, textWidth } from "@stageplay/view";
import { type ChartInput, isZoomed, pxOf } from "./chart-input.js";
import type { Patterns } from "./patterns.js";
import { barLabel, endedBadly, isRunning } from "./task-label.js";
import { PHASE_SHADES, type Shade } from "./task-shades.js";

const BAR_HEIGHT = 0.84;
const LABEL_PX = 10;
/** Lanes lower than this have no room for text. */
const LABEL_LANE_PX = 12;
const LEAST_BAR_PX = 1.5;
/** Bars at least this wide show their phases when somebody zoomed in, or colours by them, and lanes have room for text as well. */
const PHASES_FROM_PX = 70;
const PHASE_STRIP_PX = 6;
const OUTLINE_FROM_PX = 4;
/** How far beyond the plot a bar is drawn: enough to hide its end, not enough to slow the canvas down. */
const OVERHANG_PX = 20;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What {@link paintBars} has drawn, for the legend. */
export interface PaintedBars {
  /** Bars that show the phases of their time. */
  readonly withPhases: number;
}

/** Paints each attempt of the window as a bar of its own, with all that can be seen of it at this size. The origin is the lanes' top left corner. */
export function paintBars(context: CanvasRenderingContext2D, input: ChartInput, patterns: Patterns): PaintedBars {
  const { scale, window, finder, model } = input;
  const { gantt } = model;
  const height = Math.max(1, scale.lanePx * BAR_HEIGHT);
  let withPhases = 0;
  for (let lane = 0; lane < gantt.laneCount; lane++) {
    const rows = finder.rows(lane);
    const top = scale.middle[lane]! * scale.lanePx - height / 2;
    for (let i = finder.firstEndingAfter(rows, window.fromMs); i < rows.length; i++) {
      const row = rows[i]!;
      if (gantt.startMs[row]! > window.toMs) break;
      if (paintBar(context, input, patterns, row, barBox(input, row, top, height))) withPhases++;
    }
  }
  return { withPhases };
}

function barBox(input: ChartInput, row: number, top: number, height: number): Box {
  const { gantt } = input.model;
  const start = pxOf(input, gantt.startMs[row]!);
  const end = pxOf(input, gantt.startMs[row]! + gantt.durationMs[row]!);
  const gap = input.scale.lanePx >= LABEL_LANE_PX && end - start > OUTLINE_FROM_PX ? 1 : 0;
  const left = Math.max(-OVERHANG_PX, start);
  const right = Math.min(input.frame.plotWidth + OVERHANG_PX, Math.max(start + LEAST_BAR_PX, end - gap));
  return { left, top, width: right - left, height };
}

/** @returns whether the bar showed its phases. */
function paintBar(
  context: CanvasRenderingContext2D,
  input: ChartInput,
  patterns: Patterns,
  row: number,
  box: Box,
): boolean {
  const { colors, shades, scale } = input;
  const { gantt } = input.model;
  const shade = shades.palette[shades.codes[row]!]!;
  const bad = endedBadly(gantt, row);
  const running = isRunning(gantt, row);
  context.globalAlpha = running ? 0.55 : 1;
  context.fillStyle = shade.fill;
  fillRounded(context, box);
  context.globalAlpha = 1;
  const roomForText = scale.lanePx >= LABEL_LANE_PX;
  const wanted = box.width >= PHASES_FROM_PX && (isZoomed(input) || shades.mode === "phase");
  const phases = roomForText && wanted && paintPhases(context, input, patterns, row, box);
  if (bad) fillPattern(context, patterns.failed, box);
  outline(context, input, row, box, bad);
  const wholly = phases && shades.mode === "phase";
  if (roomForText && !wholly)
    paintLabel(context, barLabel(gantt, row), box, shade, bad || running ? colors : undefined, phases);
  return phases;
}

/** Failed and killed: a solid red line. A speculative copy: dots. Still running: dashes. */
function outline(context: CanvasRenderingContext2D, input: ChartInput, row: number, box: Box, bad: boolean): void {
  const { gantt } = input.model;
  const copy = gantt.speculative[row] === 1;
  const running = isRunning(gantt, row);
  if (box.width < OUTLINE_FROM_PX || box.height < 3 || !(bad || copy || running)) return;
  context.strokeStyle = bad ? input.colors.bad : input.colors.text;
  context.lineWidth = copy ? 2 : 1;
  context.setLineDash(copy ? [1.5, 2.5] : running ? [4, 3] : []);
  const inset = context.lineWidth / 2;
  context.strokeRect(box.left + inset, box.top + inset, box.width - 2 * inset, box.height - 2 * inset);
  context.setLineDash([]);
}

/** The parts of the attempt's time: a strip along the bar's foot, or the whole bar when colour tells phases. */
function paintPhases(
  context: CanvasRenderingContext2D,
  input: ChartInput,
  patterns: Patterns,
  row: number,
  box: Box,
): boolean {
  const { gantt, run } = input.model;
  const phases = taskPhases(run.tasks.columns, row, gantt.durationMs[row]!);
  if (phases === undefined) return false;
  const whole = input.shades.mode === "phase";
  const height = whole ? box.height : Math.min(PHASE_STRIP_PX, box.height / 2);
  const top = box.top + box.height - height;
  let atMs = gantt.startMs[row]!;
  TASK_PHASES.forEach((name, i) => {
    const left = Math.max(box.left, pxOf(input, atMs));
    atMs += phases[i]!;
    const right = Math.min(box.left + box.width, pxOf(input, atMs));
    if (right - left < 0.3) return;
    const part = { left, top, width: right - left, height };
    const shade = PHASE_SHADES[i]!;
    context.fillStyle = shade.fill;
    context.fillRect(part.left, part.top, part.width, part.height);
    fillPattern(context, patterns.phases[i], part);
    if (whole) paintLabel(context, name, part, shade, input.colors, false);
  });
  if (!whole) {
    context.fillStyle = input.colors.background;
    context.fillRect(box.left, top - 1, box.width, 1);
  }
  return true;
}

function fillPattern(context: CanvasRenderingContext2D, pattern: CanvasPattern | undefined, box: Box): void {
  if (pattern === undefined) return;
  context.fillStyle = pattern;
  context.fillRect(box.left, box.top, box.width, box.height);
}

/** A text at the left of what is visible of the bar, if it fits. On a pattern it stands on a plate of its own. */
function paintLabel(
  context: CanvasRenderingContext2D,
  text: string,
  box: Box,
  shade: Shade,
  plate: { readonly background: string; readonly text: string } | undefined,
  aboveStrip: boolean,
): void {
  const left = Math.max(0, box.left);
  const width = textWidth(text, LABEL_PX);
  if (width + 7 > box.left + box.width - left) return;
  const height = aboveStrip ? box.height - Math.min(PHASE_STRIP_PX, box.height / 2) - 1 : box.height;
  if (plate !== undefined) {
    context.globalAlpha = 0.88;
    context.fillStyle = plate.background;
    context.fillRect(left + 2, box.top + 1.5, width + 4, Math.max(1, height - 3));
    context.globalAlpha = 1;
  }
  context.fillStyle = plate?.text ?? shade.text;
  context.fillText(text, left + 4, box.top + height / 2 + 0.5);
}

function fillRounded(context: CanvasRenderingContext2D, { left, top, width, height }: Box): void {
  context.beginPath();
  context.roundRect(left, top, width, height, height < 8 || width < 6 ? 0 : 2);
  context.fill();
}
