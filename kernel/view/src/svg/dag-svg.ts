import { type DagLayoutOptions, dagLayout } from "../layout/dag.js";
import type { DagEdgePath, DagGeometry, DagOperatorBox, DagStageBox } from "../layout/geometry.js";
import { DAG_FONT } from "../layout/stage-box.js";
import type { JobModel } from "../model/run-model-types.js";
import { element, escapeText } from "./element.js";
import { type Picture, safeId, svgDocument } from "./frame.js";
import { svgText } from "./text.js";
import { stageColor, type Theme } from "./theme.js";

export interface DagSvgOptions extends DagLayoutOptions {
  readonly theme: Theme;
  /** Start of the ids inside the SVG; must differ between pictures of one page. `sp-job-N` by default. */
  readonly idPrefix?: string;
}

/**
 * A job's stage graph as an SVG document. Each stage box is a `g.sp-stage` with `data-stage` and `data-status`, focusable and
 * labelled for screen readers; operators are `g.sp-op` with `data-op`, arrows `g.sp-edge` with `data-from` and `data-to`.
 */
export function dagSvg(job: JobModel, options: DagSvgOptions): string {
  const idPrefix = safeId(options.idPrefix ?? `sp-job-${job.jobId}`);
  const picture = dagPicture(dagLayout(job, options), options.theme, idPrefix, options.carets);
  return svgDocument(picture, options.theme, idPrefix, `Stage graph of ${job.title}`, "sp-dag");
}

/** The elements of a stage graph without the document around them. */
export function dagPicture(geometry: DagGeometry, theme: Theme, idPrefix: string, carets = false): Picture {
  const hidden = geometry.hiddenStages;
  return {
    width: geometry.width,
    height: geometry.height + (hidden > 0 ? 18 : 0),
    body: [
      ...geometry.edges.map((edge) => edgeElement(edge, theme, idPrefix)),
      ...geometry.boxes.map((box) => stageElement(box, theme, idPrefix, carets)),
      hidden > 0
        ? svgText({ x: 4, y: geometry.height + 12, text: hiddenStagesText(hidden) }, { size: 11, fill: theme.muted })
        : "",
    ].join(""),
  };
}

export function hiddenStagesText(hidden: number): string {
  return `${hidden} more ${hidden === 1 ? "stage" : "stages"} of earlier lineage, not drawn`;
}

function edgeElement(edge: DagEdgePath, theme: Theme, idPrefix: string): string {
  const line = element("path", {
    d: edge.path,
    fill: "none",
    stroke: theme.muted,
    "stroke-width": 1.4,
    "stroke-dasharray": edge.broadcast ? "1.5 3" : edge.dashed ? "4 3" : undefined,
    "marker-end": `url(#${idPrefix}-arrow)`,
  });
  const labels = edge.labels.map((label, i) =>
    svgText(label, { size: DAG_FONT.edge, fill: i === 0 ? theme.text : theme.muted, anchor: "middle" }),
  );
  return element("g", { class: "sp-edge", "data-from": edge.from, "data-to": edge.to }, line, ...labels);
}

function stageElement(box: DagStageBox, theme: Theme, idPrefix: string, carets: boolean): string {
  const skipped = box.status === "skipped";
  const failed = box.status === "failed";
  const { x, y, width, height } = box;
  const frame = {
    x,
    y,
    width,
    height,
    rx: 6,
    fill: theme.background,
    stroke: skipped ? theme.muted : failed ? theme.bad : theme.line,
    "stroke-width": 1.2,
    "stroke-dasharray": skipped ? "4 3" : box.status === "pending" ? "1.5 2.5" : undefined,
  } as const;
  // Sheets behind say that the box stands for several.
  const sheets = box.fold === undefined ? [] : [4, 2];
  const strip = { x, y, width: 5, height, rx: 2 };
  const color = skipped ? "" : element("rect", { ...strip, fill: stageColor(box.colorIndex) });
  const done = box.progress === undefined ? "" : progressBar(box, box.progress, theme);
  const hatch = failed ? element("rect", { ...strip, fill: `url(#${idPrefix}-hatch)` }) : "";
  return element(
    "g",
    {
      class: "sp-stage",
      "data-stage": box.stageId,
      "data-status": box.status,
      "data-fold": box.fold?.key,
      "data-stages": box.fold?.stages,
      tabindex: 0,
      role: "img",
      "aria-label": box.description,
      "data-open": box.open === undefined ? undefined : String(box.open),
    },
    element("title", {}, escapeText(box.description)),
    ...sheets.map((by) => element("rect", { ...frame, x: x + by, y: y + by, "stroke-dasharray": undefined })),
    element("rect", { ...frame, class: "sp-stage-frame" }),
    color,
    hatch,
    done,
    svgText(box.title, { size: DAG_FONT.title, fill: theme.text, className: "sp-stage-title" }),
    svgText(box.icon, { size: DAG_FONT.subtitle, fill: failed ? theme.bad : theme.muted, anchor: "end" }),
    svgText(box.subtitle, { size: DAG_FONT.subtitle, fill: theme.muted }),
    ...box.lines.map((line) => svgText(line, { size: DAG_FONT.operator, fill: theme.muted })),
    box.open === undefined || !carets ? "" : caret(box, box.open, theme),
    ...box.operators.map((operator) => operatorElement(operator, theme)),
    box.more === undefined ? "" : svgText(box.more, { size: DAG_FONT.operator, fill: theme.muted }),
  );
}

/** Says whether the operators are shown; a page may make it do so. */
function caret({ icon }: DagStageBox, open: boolean, theme: Theme): string {
  const text = svgText(
    { x: icon.x - 14, y: icon.y, text: open ? "▾" : "▸" },
    { size: DAG_FONT.subtitle, fill: theme.muted, anchor: "end" },
  );
  return element("g", { class: "sp-caret" }, text);
}

/** Tasks done, along the top edge of the box. */
function progressBar({ x, y, width }: DagStageBox, share: number, theme: Theme): string {
  const bar = { x: x + 5, y, height: 3 };
  return (
    element("rect", { ...bar, width: width - 5, fill: theme.soft }) +
    element("rect", { ...bar, class: "sp-stage-progress", width: (width - 5) * share, fill: theme.accent })
  );
}

function operatorElement(operator: DagOperatorBox, theme: Theme): string {
  const { x, y, width, height, name, value } = operator;
  return element(
    "g",
    { class: "sp-op", "data-op": operator.id, "data-cached": operator.cached ? "true" : undefined },
    element("title", {}, escapeText(operator.cached ? `${operator.detail} (cached)` : operator.detail)),
    element("rect", { x, y, width, height, rx: 4, fill: theme.soft, stroke: theme.line, "stroke-width": 0.8 }),
    svgText({ x: name.x, y: name.y, text: name.text }, { size: DAG_FONT.operator, fill: theme.text }),
    value === undefined ? "" : svgText(value, { size: DAG_FONT.operator, fill: theme.muted, anchor: "end" }),
  );
}
