import { GANTT_FONT, type GanttLayoutOptions, ganttLayout } from "../layout/gantt.js";
import type { GanttBand, GanttBar, GanttGeometry, GanttStageEnd } from "../layout/geometry.js";
import { textWidth } from "../layout/text-width.js";
import type { GanttModel } from "../model/run-model-types.js";
import { element, escapeText } from "./element.js";
import { type Picture, safeId, svgDocument } from "./frame.js";
import { svgText } from "./text.js";
import { stageColor, stageTextColor, type Theme } from "./theme.js";

export interface GanttSvgOptions extends GanttLayoutOptions {
  readonly theme: Theme;
  /** Start of the ids inside the SVG; must differ between pictures of one page. `sp-gantt` by default. */
  readonly idPrefix?: string;
}

/** The executor timeline as an SVG document. Each bar is a `.sp-task` with `data-row`, the row of its task in the run. */
export function ganttSvg(model: GanttModel, options: GanttSvgOptions): string {
  const idPrefix = safeId(options.idPrefix ?? "sp-gantt");
  const picture = ganttPicture(ganttLayout(model, options), options.theme, idPrefix);
  const label = `Timeline of ${model.count} task attempts on ${model.executors.length} executors`;
  return svgDocument(picture, options.theme, idPrefix, label, "sp-gantt");
}

/** The elements of the timeline without the document around them. */
export function ganttPicture(geometry: GanttGeometry, theme: Theme, idPrefix: string): Picture {
  return {
    width: geometry.width,
    height: geometry.height,
    body: [
      activeTasks(geometry, theme),
      ...geometry.bands.map((band) => bandElement(band, theme)),
      ...geometry.bars.map((bar) => barElement(bar, theme, idPrefix)),
      ...geometry.stageEnds.map((end) => stageEndElement(end, geometry, theme)),
      ...geometry.bands.map((band) => lostElement(band, theme)),
      ...ticks(geometry, theme),
      ...marks(geometry, theme),
    ].join(""),
  };
}

function activeTasks({ active }: GanttGeometry, theme: Theme): string {
  const { area, slotsY, slotsLabel, path } = active;
  const label = { size: GANTT_FONT.small, fill: theme.muted, anchor: "end" } as const;
  return element(
    "g",
    { class: "sp-active" },
    element("path", { d: path, fill: theme.accent, "fill-opacity": 0.28 }),
    element("path", {
      d: `M${area.x},${slotsY} H${area.x + area.width}`,
      stroke: theme.muted,
      "stroke-dasharray": "2 3",
    }),
    svgText({ x: area.x - 8, y: slotsY + 4, text: slotsLabel }, label),
    slotsY + 14 > area.y + area.height
      ? ""
      : svgText({ x: area.x - 8, y: area.y + area.height, text: "active tasks" }, label),
  );
}

function bandElement(band: GanttBand, theme: Theme): string {
  const { x, y, height } = band;
  // The band is there only as long as its executor is.
  const from = band.addedX ?? x;
  const to = band.lost?.x ?? x + band.width;
  const tall = height > 10 ? 1 : 0;
  return element(
    "g",
    { class: "sp-executor", "data-executor": band.executorId },
    element("rect", {
      x: from,
      y: y - tall,
      width: Math.max(0, to - from),
      height: height + 2 * tall,
      rx: 2,
      fill: theme.lane,
    }),
    band.name === undefined ? "" : svgText(band.name, { size: GANTT_FONT.name, fill: theme.text, anchor: "end" }),
    band.host === undefined ? "" : svgText(band.host, { size: GANTT_FONT.small, fill: theme.muted, anchor: "end" }),
  );
}

function lostElement(band: GanttBand, theme: Theme): string {
  if (band.lost === undefined) return "";
  const { x, text } = band.lost;
  const line = element("path", {
    d: `M${x},${band.y - 3} V${band.y + band.height + 3}`,
    stroke: theme.bad,
    "stroke-width": 2,
  });
  return (
    line +
    (text === undefined ? "" : svgText(text, { size: GANTT_FONT.small, fill: theme.text, halo: theme.background }))
  );
}

function barElement(bar: GanttBar, theme: Theme, idPrefix: string): string {
  const { x, y, width, height } = bar;
  const shape = { x, y, width, height, rx: height >= 8 ? 2 : undefined };
  const open = { class: "sp-task", "data-row": bar.row, "data-tasks": bar.tasks > 1 ? bar.tasks : undefined };
  const fill = stageColor(bar.colorIndex);
  if (!bar.failed && !bar.running && !bar.speculative && bar.label === undefined)
    return element("rect", { ...open, ...shape, fill });
  const base = element("rect", { ...shape, fill, "fill-opacity": bar.failed ? 0.45 : bar.running ? 0.7 : undefined });
  const hatch = bar.failed
    ? element("rect", {
        ...shape,
        fill: `url(#${idPrefix}-hatch)`,
        stroke: theme.bad,
        "stroke-width": height >= 5 ? 1 : 0.5,
      })
    : "";
  const running = bar.running
    ? element("rect", { ...shape, fill: "none", stroke: theme.muted, "stroke-dasharray": "3 2" })
    : "";
  const copy = bar.speculative
    ? element("rect", {
        ...shape,
        fill: "none",
        stroke: theme.text,
        "stroke-width": 1.6,
        "stroke-dasharray": "1.5 2.5",
      })
    : "";
  return element("g", open, base, hatch, running, copy, barLabel(bar, theme));
}

function barLabel(bar: GanttBar, theme: Theme): string {
  const { label } = bar;
  if (label === undefined) return "";
  if (!bar.failed && !bar.running)
    return svgText(label, { size: GANTT_FONT.bar, fill: stageTextColor(bar.colorIndex) });
  // Hatching makes text hard to read: a plate lies below it.
  const plate = element("rect", {
    x: bar.x + 2,
    y: bar.y + 2,
    width: Math.min(bar.width - 4, textWidth(label.text, GANTT_FONT.bar) + 6),
    height: bar.height - 4,
    rx: 2,
    fill: theme.background,
    "fill-opacity": 0.88,
  });
  return plate + svgText(label, { size: GANTT_FONT.bar, fill: theme.text });
}

function stageEndElement(end: GanttStageEnd, { plot }: GanttGeometry, theme: Theme): string {
  const line = element("path", {
    d: `M${Math.round(end.x * 10) / 10},${plot.y - 6} V${plot.y + plot.height + 2}`,
    stroke: end.failed ? theme.bad : theme.muted,
    "stroke-dasharray": "4 3",
  });
  const label =
    end.label === undefined
      ? ""
      : svgText(end.label, { size: GANTT_FONT.small, fill: end.failed ? theme.bad : theme.muted, anchor: "end" });
  return element("g", { class: "sp-stage-end", "data-stage": end.stageId, "data-attempt": end.attempt }, line, label);
}

function ticks(geometry: GanttGeometry, theme: Theme): readonly string[] {
  const bottom = geometry.plot.y + geometry.plot.height;
  return geometry.ticks.map((tick) => {
    const half = textWidth(tick.label, GANTT_FONT.small) / 2;
    const x = Math.min(tick.x, geometry.width - half);
    return (
      element("path", { d: `M${Math.round(tick.x * 10) / 10},${bottom + 3} v4`, stroke: theme.muted }) +
      svgText({ x, y: bottom + 20, text: tick.label }, { size: GANTT_FONT.small, fill: theme.muted, anchor: "middle" })
    );
  });
}

function marks(geometry: GanttGeometry, theme: Theme): readonly string[] {
  return geometry.marks.map(({ x, y, description, label }) =>
    element(
      "g",
      { class: "sp-mark" },
      element("title", {}, escapeText(description)),
      element("path", { d: `M${x},${y - 9} l4,5 l-4,5 l-4,-5 z`, fill: theme.bad }),
      label === undefined ? "" : svgText(label, { size: GANTT_FONT.small, fill: theme.muted }),
    ),
  );
}
