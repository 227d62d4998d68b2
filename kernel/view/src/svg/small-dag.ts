import { formatNoun } from "@stageplay/core";
import { chooseStages } from "../layout/choose-stages.js";
import { layeredGraph } from "../layout/layered-graph.js";
import { ellipsize, textWidth } from "../layout/text-width.js";
import { foldStages, stagesOf } from "../model/fold-stages.js";
import type { JobModel, StageEdge, StageModel } from "../model/run-model-types.js";
import { foldTimes } from "../text/fold-words.js";
import { element, escapeText } from "./element.js";
import { safeId, svgDocument } from "./frame.js";
import { svgText } from "./text.js";
import { stageColor, type Theme } from "./theme.js";

export interface SmallDagOptions {
  readonly theme: Theme;
  /** Start of the ids inside the SVG; must differ between pictures of one page. */
  readonly idPrefix: string;
  /** Room in pixels; with more stages than can be read in it, those nearest to the result are drawn. */
  readonly width: number;
  readonly height: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

interface SmallGraph {
  readonly stages: readonly StageModel[];
  readonly edges: readonly StageEdge[];
  readonly hidden: number;
  /** Centres by stage id. */
  readonly places: ReadonlyMap<number, Place>;
  readonly width: number;
  readonly height: number;
}

const BOX = { width: 92, height: 34 } as const;
const GAP = 26;
const MARGIN = 3;
const NOTE = 14;
const NOTE_SIZE = 11;
const MOST_STAGES = 12;
/** Texts that are smaller than this part of their size cannot be read. */
const LEAST_SCALE = 0.75;
const ICONS = { complete: "✓", skipped: "↷", active: "▶", pending: "…", failed: "✕" } as const;

/** A job's stages at a glance: what feeds what, and what became of it. Boxes have `data-stage` and `data-status` as in {@link dagSvg}. */
export function smallDagSvg(job: JobModel, { theme, idPrefix, width, height }: SmallDagOptions): string {
  const id = safeId(idPrefix);
  const graph = fitting(foldStages(job), width, height - NOTE);
  const rest = graph.hidden === 0 ? "" : `and ${formatNoun(graph.hidden, "stage")} more`;
  const note =
    rest === ""
      ? ""
      : svgText({ x: MARGIN, y: graph.height + NOTE - 3, text: rest }, { size: NOTE_SIZE, fill: theme.muted });
  const body = [
    ...graph.edges.map((edge) => arrow(edge, graph, theme, id)),
    ...graph.stages.map((stage) => box(stage, graph.places.get(stage.stageId)!, theme, id)),
    note,
  ].join("");
  const size = {
    width: Math.max(graph.width, 2 * MARGIN + textWidth(rest, NOTE_SIZE)),
    height: graph.height + (note === "" ? 0 : NOTE),
  };
  return svgDocument({ ...size, body }, theme, id, `Stages of ${job.title}`, "sp-small-dag");
}

function fitting(job: JobModel, width: number, height: number): SmallGraph {
  for (let most = MOST_STAGES; ; most--) {
    const graph = graphOf(job, most);
    const fits = graph.width * LEAST_SCALE <= width && graph.height * LEAST_SCALE <= height;
    if (fits || most <= 1) return graph;
  }
}

function graphOf(job: JobModel, most: number): SmallGraph {
  const { stages } = chooseStages(job, most);
  const countIn = (some: readonly StageModel[]): number => some.reduce((sum, stage) => sum + stagesOf(stage).length, 0);
  const hidden = countIn(job.stages) - countIn(stages);
  const ids = new Set(stages.map((stage) => stage.stageId));
  const edges = job.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to));
  const graph = layeredGraph(
    stages.map(({ stageId }) => ({ id: stageId, ...BOX })),
    edges.map(({ from, to }) => ({ from, to, labelWidth: 0, labelHeight: 0 })),
    GAP,
  );
  const places = new Map([...graph.nodes].map(([id, { x, y }]) => [id, { x: x + MARGIN, y: y + MARGIN }]));
  return { stages, edges, hidden, places, width: graph.width + 2 * MARGIN, height: graph.height + 2 * MARGIN };
}

function arrow({ from, to, reused, broadcast }: StageEdge, { places }: SmallGraph, theme: Theme, id: string): string {
  const [a, b] = [places.get(from)!, places.get(to)!];
  const [x, end] = [a.x + BOX.width / 2, b.x - BOX.width / 2];
  const middle = (x + end) / 2;
  return element("path", {
    d: `M${x},${a.y} C${middle},${a.y} ${middle},${b.y} ${end},${b.y}`,
    fill: "none",
    stroke: theme.muted,
    "stroke-width": 1.3,
    "stroke-dasharray": broadcast === true ? "1.5 3" : reused ? "4 3" : undefined,
    "marker-end": `url(#${id}-arrow)`,
  });
}

function box(stage: StageModel, { x, y }: Place, theme: Theme, id: string): string {
  const { stageId, status, label, numTasks, isResult } = stage;
  const [left, top] = [x - BOX.width / 2, y - BOX.height / 2];
  const failed = status === "failed";
  const skipped = status === "skipped";
  const strip = { x: left, y: top, width: 5, height: BOX.height, rx: 2 };
  const tasks = formatNoun(numTasks, "task");
  const title = stage.fold === undefined ? `Stage ${label}` : label;
  const below = stage.fold === undefined ? tasks : `${foldTimes(stage.fold)}, ${tasks}`;
  const description = `Stage ${label}${isResult ? ", result" : ""}, ${status}, ${tasks}`;
  return element(
    "g",
    { class: "sp-small-stage", "data-stage": stageId, "data-status": status },
    element("title", {}, escapeText(description)),
    element("rect", {
      x: left,
      y: top,
      width: BOX.width,
      height: BOX.height,
      rx: 5,
      fill: theme.background,
      stroke: failed ? theme.bad : skipped ? theme.muted : theme.line,
      "stroke-dasharray": skipped ? "4 3" : status === "pending" ? "1.5 2.5" : undefined,
    }),
    skipped ? "" : element("rect", { ...strip, fill: stageColor(stage.colorIndex) }),
    failed ? element("rect", { ...strip, fill: `url(#${id}-hatch)` }) : "",
    svgText({ x: left + 11, y: top + 14, text: ellipsize(title, 62, 11.5) }, { size: 11.5, fill: theme.text }),
    svgText(
      { x: left + BOX.width - 6, y: top + 14, text: ICONS[status] },
      { size: 11, fill: failed ? theme.bad : theme.muted, anchor: "end" },
    ),
    svgText({ x: left + 11, y: top + 28, text: ellipsize(below, 78, 10.5) }, { size: 10.5, fill: theme.muted }),
  );
}
