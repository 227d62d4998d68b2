import { formatCount, formatNoun } from "@stageplay/core";
import { type GanttRows, ganttBands, ganttRows } from "../layout/gantt-bands.js";
import { ganttBars } from "../layout/gantt-bars.js";
import type { GanttBar } from "../layout/geometry.js";
import { textWidth } from "../layout/text-width.js";
import { niceTicks, type TimeScale, timeScale } from "../layout/time-scale.js";
import type { GanttModel } from "../model/run-model-types.js";
import { element } from "./element.js";
import { safeId, svgDocument } from "./frame.js";
import { svgText } from "./text.js";
import { stageColor, type Theme } from "./theme.js";

export interface SmallGanttOptions {
  readonly theme: Theme;
  /** Start of the ids inside the SVG; must differ between pictures of one page. */
  readonly idPrefix: string;
  /** Pixels; the height is at most {@link SMALL_GANTT_HEIGHT}. */
  readonly width: number;
}

/** Most height of the small timeline in pixels. */
export const SMALL_GANTT_HEIGHT = 96;

const SIZE = 10.5;
const SIDE = 2;
const TOP = 16;
const AXIS = 18;
const MOST_BARS = 1500;

/**
 * The executors at a glance: a row a core while there is room, a colour a stage. Bars of one stage are one path, so that the picture is
 * a dozen elements however many tasks there were.
 */
export function smallGanttSvg(model: GanttModel, { theme, idPrefix, width }: SmallGanttOptions): string {
  const id = safeId(idPrefix);
  const scale = timeScale(model.makespanMs, SIDE, width - 2 * SIDE);
  const room = SMALL_GANTT_HEIGHT - TOP - AXIS;
  const layoutRows = (lanesPerRow: number): GanttRows => ganttRows(model, TOP, room, lanesPerRow);
  const { bars, rows } = ganttBars(model, layoutRows, scale, MOST_BARS);
  const bottom = TOP + rows.height;
  const plot = { x: SIDE, y: TOP, width: width - 2 * SIDE, height: rows.height };
  const body = [
    ...bands(model, rows, plot, scale, theme),
    ...groups(bars).map((group) => barsPath(group, theme, id)),
    ...stageNames(model, bars, scale, width, theme),
    ...axis(model, scale, bottom, width, theme),
  ].join("");
  const tasks = `${formatNoun(model.count, "task attempt")} on ${formatNoun(model.executors.length, "executor")}`;
  const label = `Timeline of ${tasks} with ${formatCount(model.slots)} slots`;
  return svgDocument({ width, height: bottom + AXIS, body }, theme, id, label, "sp-small-gantt");
}

function bands(
  model: GanttModel,
  rows: GanttRows,
  plot: Parameters<typeof ganttBands>[2],
  scale: TimeScale,
  theme: Theme,
): readonly string[] {
  const all = ganttBands(model, rows, plot, scale);
  const ways = all.map((band) => {
    const from = band.addedX ?? band.x;
    const to = band.lost?.x ?? band.x + band.width;
    return way(from, band.y, Math.max(0, to - from), band.height);
  });
  const lost = all.flatMap((band) =>
    band.lost === undefined ? [] : [`M${round(band.lost.x)},${band.y} v${band.height}`],
  );
  return [
    element("path", { d: ways.join(""), fill: theme.lane }),
    lost.length === 0 ? "" : element("path", { d: lost.join(""), stroke: theme.bad, "stroke-width": 2 }),
  ];
}

/** Bars that look alike. */
function groups(bars: readonly GanttBar[]): readonly (readonly GanttBar[])[] {
  const byLook = new Map<string, GanttBar[]>();
  for (const bar of bars) {
    const look = `${bar.colorIndex} ${bar.failed} ${bar.running}`;
    const known = byLook.get(look);
    if (known === undefined) byLook.set(look, [bar]);
    else known.push(bar);
  }
  return [...byLook.values()];
}

function barsPath(bars: readonly GanttBar[], theme: Theme, id: string): string {
  const [{ colorIndex, failed, running }] = bars as readonly [GanttBar];
  const d = bars.map(({ x, y, width, height }) => way(x, y, width, height)).join("");
  const plain = element("path", {
    d,
    fill: stageColor(colorIndex),
    "fill-opacity": failed ? 0.45 : running ? 0.7 : undefined,
    stroke: running ? theme.muted : undefined,
    "stroke-dasharray": running ? "3 2" : undefined,
  });
  return failed
    ? plain + element("path", { d, fill: `url(#${id}-hatch)`, stroke: theme.bad, "stroke-width": 0.7 })
    : plain;
}

/** Above the first bar of each stage, where there is room. */
function stageNames(
  model: GanttModel,
  bars: readonly GanttBar[],
  scale: TimeScale,
  width: number,
  theme: Theme,
): readonly string[] {
  const firstMs = new Map<number, number>();
  for (const { stageIndex, row } of bars) {
    const startMs = model.startMs[row]!;
    if (startMs < (firstMs.get(stageIndex) ?? Number.POSITIVE_INFINITY)) firstMs.set(stageIndex, startMs);
  }
  let freeFrom = Number.NEGATIVE_INFINITY;
  return [...firstMs]
    .sort((a, b) => a[1] - b[1])
    .map(([stageIndex, startMs]) => {
      const text = `stage ${model.stages[stageIndex]!.label}`;
      const x = Math.min(scale.x(startMs), width - SIDE - textWidth(text, SIZE));
      const end = x + textWidth(text, SIZE);
      if (x < freeFrom) return "";
      freeFrom = end + 8;
      return svgText({ x, y: TOP - 5, text }, { size: SIZE, fill: theme.muted });
    });
}

function axis(model: GanttModel, scale: TimeScale, bottom: number, width: number, theme: Theme): readonly string[] {
  return niceTicks(model.makespanMs, Math.max(2, Math.floor(width / 80)), scale.x).map(({ x, label }) => {
    const half = textWidth(label, SIZE) / 2;
    const middle = Math.min(Math.max(x, half), width - half);
    return (
      element("path", { d: `M${round(x)},${bottom + 1} v3`, stroke: theme.muted }) +
      svgText({ x: middle, y: bottom + 15, text: label }, { size: SIZE, fill: theme.muted, anchor: "middle" })
    );
  });
}

function way(x: number, y: number, width: number, height: number): string {
  return `M${round(x)},${round(y)}h${round(width)}v${round(height)}h${-round(width)}z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
