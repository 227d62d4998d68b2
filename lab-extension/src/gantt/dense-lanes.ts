import type { RunModel } from "@stageplay/view";
import type { ChartInput } from "./chart-input.js";
import type { LaneScale } from "./lane-scale.js";
import { isRunning } from "./task-label.js";

/** Space between two lanes of a pixel's height or more, as a part of a lane. */
const GAP = 0.16;

/** What the pixels depend on. */
export type DenseInput = Pick<ChartInput, "scale" | "window" | "whole" | "finder" | "shades"> & {
  readonly model: Pick<RunModel, "gantt">;
};

/** Packed colours as the pixels of an `ImageData` hold them. */
export interface DenseColors {
  /** By index into the palette of the shades. */
  readonly palette: Uint32Array;
  readonly lane: number;
  readonly bad: number;
}

/** Pixels of the lanes: a row of `width` for each of `height`. */
export interface PixelArea {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}

/**
 * Fills in the lanes pixel by pixel: for runs whose bars are thinner than pixels. A lane's row of pixels is found by jumping from pixel to pixel with
 * binary search and copied downwards, so the cost follows the pixels, for a thousand tasks as for a million. What shares a pixel is shown as the first of
 * it, but an attempt that failed or was killed is always seen.
 */
export function fillDenseLanes(input: DenseInput, colors: DenseColors, area: PixelArea): void {
  const { width, height, pixels } = area;
  const perLane = input.scale.lanePx * (height / input.scale.heightPx);
  pixels.fill(0);
  const row = new Uint32Array(width);
  const lanes = laneOfPixelRow(input.scale, height, perLane);
  for (let y = 0; y < height; ) {
    const lane = lanes[y]!;
    let bottom = y + 1;
    while (bottom < height && lanes[bottom] === lane) bottom++;
    if (lane >= 0) {
      fillRow(input, colors, lane, row);
      const gap = bottom - y > 2 ? Math.max(1, Math.round((bottom - y) * GAP)) : 0;
      for (let at = y; at < bottom - gap; at++) pixels.set(row, at * width);
    }
    y = bottom;
  }
  if (perLane >= 1) return;
  // Lanes that share a pixel row with another are not drawn: their failures are.
  for (let lane = 0; lane < input.model.gantt.laneCount; lane++) {
    const y = Math.min(height - 1, Math.floor(input.scale.middle[lane]! * perLane));
    fillBad(input, colors, lane, pixels.subarray(y * width, (y + 1) * width));
  }
}

/** The lane that is drawn in each row of pixels; -1 between executors. */
function laneOfPixelRow(scale: LaneScale, height: number, perLane: number): Int32Array {
  const lanes = new Int32Array(height).fill(-1);
  for (const { executor, from, to } of scale.bands) {
    const bottom = Math.min(height, Math.max(Math.floor(from * perLane) + 1, Math.round(to * perLane)));
    for (let y = Math.round(from * perLane); y < bottom; y++) {
      const core = Math.floor((y + 0.5) / perLane - from);
      lanes[y] = executor.firstLane + Math.min(executor.cores - 1, Math.max(0, core));
    }
  }
  return lanes;
}

function fillRow(input: DenseInput, colors: DenseColors, lane: number, out: Uint32Array): void {
  const { shades, finder } = input;
  const { gantt } = input.model;
  fillBand(input, colors.lane, lane, out);
  fillSpans(input, finder.rows(lane), out, (row) => {
    const color = colors.palette[shades.codes[row]!]!;
    return isRunning(gantt, row) ? faded(color) : color;
  });
  fillBad(input, colors, lane, out);
}

function fillBad(input: DenseInput, colors: DenseColors, lane: number, out: Uint32Array): void {
  fillSpans(input, input.finder.badRows(lane), out, () => colors.bad);
}

/** The executor's own time, a shade darker than nothing. */
function fillBand(input: DenseInput, color: number, lane: number, out: Uint32Array): void {
  out.fill(0);
  const band = input.scale.bands.find(
    ({ executor }) => lane >= executor.firstLane && lane < executor.firstLane + executor.cores,
  );
  if (band === undefined) return;
  const perMs = out.length / (input.window.toMs - input.window.fromMs);
  const px = (timeMs: number): number =>
    Math.min(out.length, Math.max(0, Math.round((timeMs - input.window.fromMs) * perMs)));
  out.fill(color, px(band.executor.addedMs), px(band.executor.removedMs ?? input.whole.toMs));
}

function fillSpans(
  { model: { gantt }, finder, window }: DenseInput,
  rows: Int32Array,
  out: Uint32Array,
  colorOf: (row: number) => number,
): void {
  const perMs = out.length / (window.toMs - window.fromMs);
  let painted = 0;
  let i = finder.firstEndingAfter(rows, window.fromMs);
  while (i < rows.length && painted < out.length) {
    const row = rows[i]!;
    const start = gantt.startMs[row]!;
    if (start > window.toMs) return;
    const from = Math.max(painted, Math.floor((start - window.fromMs) * perMs));
    const to = Math.max(from + 1, Math.round((start + gantt.durationMs[row]! - window.fromMs) * perMs));
    const color = colorOf(row);
    // Mostly a pixel or three: a call of `fill` would take longer.
    for (let x = from; x < to && x < out.length; x++) out[x] = color;
    painted = to;
    i++;
    // Tasks that end within what is painted would not be seen: on to the first that reaches beyond.
    const seenUntil = window.fromMs + painted / perMs;
    if (i < rows.length && gantt.startMs[rows[i]!]! + gantt.durationMs[rows[i]!]! < seenUntil) {
      i = finder.firstEndingAfter(rows, seenUntil, i);
    }
  }
}

/** A pixel with a bit more than half of its opacity. */
function faded(color: number): number {
  return ((color & 0x00ffffff) | 0x90000000) >>> 0;
}
