import { formatBytes } from "@stageplay/core";
import { type StepPyramid, textWidth } from "@stageplay/view";
import { type ChartInput, isZoomed } from "./chart-input.js";
import type { TimeWindow } from "./time-window.js";

const SMALL_PX = 10;
/** Room above the highest value. */
const HEADROOM = 1.12;

interface Strip {
  readonly top: number;
  readonly height: number;
  /** Value at the top. */
  readonly most: number;
}

/** Running tasks against all slots, above the lanes. */
export function paintActive(context: CanvasRenderingContext2D, input: ChartInput): void {
  const { frame, colors, window, curves } = input;
  const { slots } = input.model.gantt;
  const strip = { top: frame.activeTop, height: frame.activeHeight, most: Math.max(1, slots) * HEADROOM };
  context.fillStyle = colors.active;
  fillCurve(context, input, curves.active, window, strip);
  const slotsY = Math.round(yOf(strip, slots)) + 0.5;
  dottedLine(context, input, slotsY);
  sideText(context, input, slots === 1 ? "1 slot" : `${slots} slots`, slotsY);
  sideText(context, input, "active tasks", strip.top + strip.height - 5);
}

/** Peak execution memory of the running tasks, below the lanes; one layer an executor while there are few. */
export function paintMemory(context: CanvasRenderingContext2D, input: ChartInput): void {
  const { frame, window, curves, colors } = input;
  if (frame.memoryHeight === 0) return;
  const strip = { top: frame.memoryTop, height: frame.memoryHeight, most: Math.max(1, curves.mostMemory) * HEADROOM };
  // From the highest layer down: each covers the part of the one behind that belongs to it.
  for (let i = curves.memory.length - 1; i >= 0; i--) {
    context.fillStyle = memoryColor(i);
    fillCurve(context, input, curves.memory[i]!.upTo, window, strip);
  }
  const top = Math.round(yOf(strip, curves.mostMemory)) + 0.5;
  dottedLine(context, input, top);
  sideText(context, input, formatBytes(curves.mostMemory), top);
  sideText(context, input, frame.left < 100 ? "memory" : "peak memory", strip.top + strip.height - 17);
  sideText(context, input, "of tasks", strip.top + strip.height - 5);
  context.fillStyle = colors.line;
  context.fillRect(frame.left, strip.top + strip.height, frame.plotWidth, 1);
}

/** Cached blocks in the memory of all executors, below that of tasks. */
export function paintStorage(context: CanvasRenderingContext2D, input: ChartInput): void {
  const { frame, window, curves, colors } = input;
  const { storage } = curves;
  if (storage === undefined) return;
  const strip = { top: frame.storageTop, height: frame.storageHeight, most: Math.max(1, storage.highest) * HEADROOM };
  context.fillStyle = memoryColor(1);
  fillCurve(context, input, storage, window, strip);
  const top = Math.round(yOf(strip, storage.highest)) + 0.5;
  dottedLine(context, input, top);
  sideText(context, input, formatBytes(storage.highest), top);
  sideText(context, input, frame.left < 100 ? "cached" : "cached blocks", strip.top + strip.height - 5);
  context.fillStyle = colors.line;
  context.fillRect(frame.left, strip.top + strip.height, frame.plotWidth, 1);
}

/** Greys from dark to light: colours belong to stages. */
const MEMORY_FILLS = ["#5b6b7b", "#8797a7", "#aebac6", "#cfd8e1"];

export function memoryColor(layer: number): string {
  return MEMORY_FILLS[layer % MEMORY_FILLS.length]!;
}

const HINTS = [
  "drag: zoom in · Ctrl and wheel: zoom · click: open the task · arrow keys: from task to task",
  "drag: zoom in · click: open the task · arrow keys: next task",
  "drag: zoom in",
];

/** The whole run with a frame around what is shown; while all is shown, how to zoom. */
export function paintMinimap(context: CanvasRenderingContext2D, input: ChartInput): void {
  if (!isZoomed(input)) {
    context.font = `${SMALL_PX}px ${input.colors.fontFamily}`;
    context.fillStyle = input.colors.muted;
    const { minimapTop, minimapHeight, left, plotWidth } = input.frame;
    const hint = HINTS.find((text) => textWidth(text, SMALL_PX) <= plotWidth) ?? "";
    context.fillText(hint, left, minimapTop + minimapHeight / 2);
    return;
  }
  const { frame, whole, window, colors, curves } = input;
  const strip = {
    top: frame.minimapTop,
    height: frame.minimapHeight,
    most: Math.max(1, input.model.gantt.slots) * HEADROOM,
  };
  context.fillStyle = colors.lane;
  context.fillRect(frame.left, strip.top, frame.plotWidth, strip.height);
  context.fillStyle = colors.active;
  fillCurve(context, input, curves.active, whole, strip);
  const perMs = frame.plotWidth / (whole.toMs - whole.fromMs);
  const left = frame.left + (window.fromMs - whole.fromMs) * perMs;
  const width = Math.max(3, (window.toMs - window.fromMs) * perMs);
  context.strokeStyle = colors.accent;
  context.lineWidth = 2;
  context.strokeRect(
    Math.min(left, frame.left + frame.plotWidth - width) + 1,
    strip.top + 1,
    Math.max(1, width - 2),
    strip.height - 2,
  );
  sideText(context, input, "whole run", strip.top + strip.height / 2);
}

/** A step curve as one path: a number a pixel, each the highest within it. */
function fillCurve(
  context: CanvasRenderingContext2D,
  { frame }: ChartInput,
  pyramid: StepPyramid,
  { fromMs, toMs }: TimeWindow,
  strip: Strip,
): void {
  const columns = pyramid.columns(fromMs, toMs, Math.round(frame.plotWidth));
  const bottom = strip.top + strip.height;
  context.beginPath();
  context.moveTo(frame.left, bottom);
  let last = Number.NaN;
  for (let x = 0; x < columns.length; x++) {
    const y = yOf(strip, columns[x]!);
    if (y === last) continue;
    if (!Number.isNaN(last)) context.lineTo(frame.left + x, last);
    context.lineTo(frame.left + x, y);
    last = y;
  }
  context.lineTo(frame.left + frame.plotWidth, Number.isNaN(last) ? bottom : last);
  context.lineTo(frame.left + frame.plotWidth, bottom);
  context.fill();
}

function yOf({ top, height, most }: Strip, value: number): number {
  return top + height * (1 - value / most);
}

function dottedLine(context: CanvasRenderingContext2D, { frame, colors }: ChartInput, y: number): void {
  context.strokeStyle = colors.muted;
  context.lineWidth = 1;
  context.setLineDash([1, 3]);
  context.beginPath();
  context.moveTo(frame.left, y);
  context.lineTo(frame.left + frame.plotWidth, y);
  context.stroke();
  context.setLineDash([]);
}

function sideText(context: CanvasRenderingContext2D, { frame, colors }: ChartInput, text: string, y: number): void {
  context.font = `${SMALL_PX}px ${colors.fontFamily}`;
  context.textAlign = "right";
  context.fillStyle = colors.muted;
  context.fillText(text, frame.left - 8, y);
  context.textAlign = "left";
}
