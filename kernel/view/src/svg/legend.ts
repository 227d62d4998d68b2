import type { GanttGeometry } from "../layout/geometry.js";
import { textWidth } from "../layout/text-width.js";
import type { GanttModel } from "../model/run-model-types.js";
import { element } from "./element.js";
import { type Picture, translated } from "./frame.js";
import { svgText } from "./text.js";
import { stageColor, type Theme } from "./theme.js";

const SIZE = 11;
const LINE = 20;
const SWATCH = 15;
const GAP = 16;
const MOST_STAGES = 16;

/** What the colours, labels and hatchings of the timeline mean. */
export function legendPicture(
  model: GanttModel,
  geometry: GanttGeometry,
  width: number,
  theme: Theme,
  idPrefix: string,
): Picture {
  const items = legendItems(model, geometry, theme, idPrefix);
  let x = 0;
  let y = 4;
  let body = "";
  for (const item of items) {
    const itemWidth = (item.swatch === "" ? 0 : SWATCH) + textWidth(item.text, SIZE);
    if (x > 0 && x + itemWidth > width) {
      x = 0;
      y += LINE;
    }
    const text = { x: item.swatch === "" ? 0 : SWATCH, y: 13, text: item.text };
    body += translated(x, y, item.swatch + svgText(text, { size: SIZE, fill: theme.muted }));
    x += itemWidth + GAP;
  }
  return { width, height: y + LINE, body };
}

interface LegendItem {
  readonly swatch: string;
  readonly text: string;
}

function legendItems(
  model: GanttModel,
  geometry: GanttGeometry,
  theme: Theme,
  idPrefix: string,
): readonly LegendItem[] {
  const square = { y: 4, width: 10, height: 10, rx: 2 };
  const byStage = new Map(model.stages.map((stage) => [stage.stageId, stage.colorIndex]));
  const stages = [...byStage].slice(0, MOST_STAGES).map(([stageId, colorIndex]) => ({
    swatch: element("rect", { ...square, fill: stageColor(colorIndex) }),
    text: `stage ${stageId}`,
  }));
  const items: LegendItem[] = [...stages];
  if (byStage.size > MOST_STAGES)
    items.push({ swatch: "", text: `and ${byStage.size - MOST_STAGES} more; colours repeat` });
  if (geometry.bars.some((bar) => bar.label !== undefined)) {
    items.push({ swatch: "", text: "label: stage.attempt:partition ↻ task retry" });
  }
  if (geometry.bars.some((bar) => bar.failed)) {
    const hatch = element("rect", { ...square, fill: `url(#${idPrefix}-hatch)`, stroke: theme.bad });
    items.push({ swatch: hatch, text: "failed or killed" });
  }
  if (geometry.bars.some((bar) => bar.speculative)) {
    const dots = { ...square, fill: "none", stroke: theme.text, "stroke-dasharray": "1.5 2.5" };
    items.push({ swatch: element("rect", dots), text: "speculative copy" });
  }
  if (geometry.marks.length > 0) {
    items.push({
      swatch: element("path", { d: "M5,4 l4,5 l-4,5 l-4,-5 z", fill: theme.bad }),
      text: "fault or command",
    });
  }
  if (geometry.merged) items.push({ swatch: "", text: "neighbouring tasks too thin to be seen are drawn as one bar" });
  return items;
}
