import { ellipsize, placeMarks, textWidth } from "@stageplay/view";
import { MARK_TEXT_ROWS } from "./chart-frame.js";
import { type ChartInput, pxOf } from "./chart-input.js";
import { executorEvents } from "./executor-events.js";
import { STAGE_NAME_PX, stageEnds } from "./stage-ends.js";
import { timeTicks } from "./time-ticks.js";

const PX_PER_TICK = 72;
const NAME_PX = 11;
const SMALL_PX = 10;
const BAND_LABEL_PX = 12;
const BAND_HOST_PX = 28;
const DASH = [4, 3];

/** The time during which each executor was there. */
export function paintBands(context: CanvasRenderingContext2D, input: ChartInput): void {
  const { scale, frame, colors, whole } = input;
  context.fillStyle = colors.lane;
  for (const { executor, from, to } of scale.bands) {
    const left = Math.max(0, pxOf(input, executor.addedMs));
    const right = Math.min(frame.plotWidth, pxOf(input, executor.removedMs ?? whole.toMs));
    if (right <= left) continue;
    context.fillRect(frame.left + left, frame.lanesTop + from * scale.lanePx, right - left, (to - from) * scale.lanePx);
  }
}

/** Executors are named in the middle of their band; hosts are left out, then names thinned, where there is no room. */
export function paintNames(context: CanvasRenderingContext2D, { scale, frame, colors }: ChartInput): void {
  const step = Math.max(1, Math.ceil(BAND_LABEL_PX / (scale.heightPx / Math.max(1, scale.bands.length))));
  context.textAlign = "right";
  scale.bands.forEach(({ executor, from, to }, i) => {
    if (i % step !== 0) return;
    const withHost = (to - from) * scale.lanePx >= BAND_HOST_PX;
    const y = frame.lanesTop + ((from + to) / 2) * scale.lanePx;
    const x = frame.left - 8;
    context.font = `${NAME_PX}px ${colors.fontFamily}`;
    context.fillStyle = colors.text;
    context.fillText(`${frame.left < 100 ? "exec" : "executor"} ${executor.executorId}`, x, withHost ? y - 7 : y);
    if (!withHost) return;
    context.font = `${SMALL_PX}px ${colors.fontFamily}`;
    context.fillStyle = colors.muted;
    context.fillText(ellipsize(executor.host, frame.left - 12, SMALL_PX), x, y + 7);
  });
  context.textAlign = "left";
}

/** Round times below the lanes. */
export function paintAxis(context: CanvasRenderingContext2D, input: ChartInput): void {
  const { frame, colors, window } = input;
  context.font = `${NAME_PX}px ${colors.fontFamily}`;
  context.fillStyle = colors.muted;
  context.textAlign = "center";
  for (const { timeMs, label } of timeTicks(window, Math.max(2, Math.floor(frame.plotWidth / PX_PER_TICK)))) {
    const x = frame.left + pxOf(input, timeMs);
    context.fillRect(Math.round(x), frame.axisTop + 3, 1, 4);
    const half = textWidth(label, NAME_PX) / 2;
    context.fillText(label, Math.min(x, frame.width - half - 1), frame.axisTop + 15);
  }
  context.textAlign = "left";
}

/** Ends of stages as dashed lines through all lanes. */
export function paintStageEnds(context: CanvasRenderingContext2D, input: ChartInput): void {
  const { frame, colors, window, model } = input;
  context.font = `${STAGE_NAME_PX}px ${colors.fontFamily}`;
  context.lineWidth = 1;
  for (const end of stageEnds(model.gantt.stages, window, frame.plotWidth)) {
    const x = Math.round(frame.left + pxOf(input, end.endMs)) + 0.5;
    context.strokeStyle = end.failed ? colors.bad : colors.muted;
    context.setLineDash(DASH);
    line(context, x, frame.lanesTop - 6, x, frame.lanesTop + frame.lanesHeight + 2);
    context.setLineDash([]);
    if (end.label === undefined) continue;
    context.fillStyle = end.failed ? colors.bad : colors.muted;
    context.textAlign = "right";
    context.fillText(end.label, x - 2, frame.lanesTop - 12);
    context.textAlign = "left";
  }
}

/** Where executors came and went, with the reason in the empty part of their band. */
export function paintExecutorEvents(context: CanvasRenderingContext2D, input: ChartInput): void {
  const { frame, colors, scale, window, model } = input;
  context.font = `${SMALL_PX}px ${colors.fontFamily}`;
  const bandOf = new Map(scale.bands.map((band) => [band.executor.executorId, band]));
  for (const event of executorEvents(model.gantt.executors)) {
    const band = bandOf.get(event.executorId);
    if (band === undefined || event.timeMs < window.fromMs || event.timeMs > window.toMs) continue;
    const top = frame.lanesTop + band.from * scale.lanePx;
    const height = (band.to - band.from) * scale.lanePx;
    const x = frame.left + pxOf(input, event.timeMs);
    context.strokeStyle = event.kind === "added" ? colors.muted : colors.bad;
    context.lineWidth = 2;
    line(context, x, top, x, top + height);
    if (height < BAND_LABEL_PX) continue;
    // The empty part of the band is before an executor that came and after one that went.
    const before = event.kind === "added";
    const room = (before ? x - frame.left : frame.left + frame.plotWidth - x) - 10;
    const text = eventText(event.text, room);
    if (text === "") continue;
    const width = textWidth(text, SMALL_PX);
    const left = before ? x - 6 - width : x + 6;
    plate(context, colors.background, left - 2, top + height / 2 - 7, width + 4, 14);
    context.fillStyle = colors.text;
    context.fillText(text, left, top + height / 2);
  }
}

/** As much of the text as there is room for; at least its first words, or nothing: hover and list have it whole. */
function eventText(text: string, room: number): string {
  const [firstWords = ""] = text.split(":");
  if (textWidth(firstWords, SMALL_PX) <= room) return ellipsize(text, room, SMALL_PX);
  const short = firstWords.replace("executor ", "");
  return textWidth(short, SMALL_PX) <= room ? short : "";
}

/** Faults and commands below the axis, none over another. */
export function paintMarks(context: CanvasRenderingContext2D, input: ChartInput): void {
  const { colors } = input;
  for (const mark of visibleMarks(input)) {
    context.fillStyle = colors.bad;
    context.beginPath();
    context.moveTo(mark.x, mark.y - 9);
    context.lineTo(mark.x + 4, mark.y - 4);
    context.lineTo(mark.x, mark.y + 1);
    context.lineTo(mark.x - 4, mark.y - 4);
    context.fill();
    if (mark.label === undefined) continue;
    context.font = `${SMALL_PX}px ${colors.fontFamily}`;
    context.fillStyle = colors.text;
    context.fillText(mark.label.text, mark.label.x, mark.label.y - 4);
  }
}

/** The marks of the window and where they are drawn. */
export function visibleMarks(input: ChartInput): ReturnType<typeof placeMarks>["marks"] {
  const { frame, window, model } = input;
  const marks = model.gantt.marks.filter(({ timeMs }) => timeMs >= window.fromMs && timeMs <= window.toMs);
  if (marks.length === 0) return [];
  const plot = { x: frame.left, y: frame.lanesTop, width: frame.plotWidth, height: frame.lanesHeight };
  const x = (timeMs: number): number => frame.left + pxOf(input, timeMs);
  return placeMarks({ ...model.gantt, marks }, x, plot, frame.marksTop + 12, MARK_TEXT_ROWS).marks;
}

function plate(
  context: CanvasRenderingContext2D,
  color: string,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  context.globalAlpha = 0.85;
  context.fillStyle = color;
  context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
}

function line(context: CanvasRenderingContext2D, fromX: number, fromY: number, toX: number, toY: number): void {
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
  context.stroke();
}
