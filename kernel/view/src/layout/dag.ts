import { formatBytes } from "@stageplay/core";
import type { JobModel, StageEdge, StageModel } from "../model/run-model-types.js";
import { shortRows } from "../text/short-count.js";
import { chooseStages } from "./choose-stages.js";
import { edgePath } from "./edge-path.js";
import type { DagEdgePath, DagGeometry, DagStageBox, PlacedText, Point, Rect } from "./geometry.js";
import { layeredGraph } from "./layered-graph.js";
import { DAG_FONT, moveBox, stageBox, stageNote } from "./stage-box.js";
import { textWidth } from "./text-width.js";

export interface DagLayoutOptions {
  /** Widest stage box in pixels. 250 by default. */
  readonly maxBoxWidth?: number;
  /** Most operators drawn in a box (10 by default); 0 leaves them out. */
  readonly maxOperators?: number;
  /** Whether a stage's operators are drawn; by default those of stages that were not skipped. */
  readonly isOpen?: (stage: StageModel) => boolean;
  /** What stands after a stage's number; by default `result`, or the job's cause. */
  readonly noteOf?: (stage: StageModel) => string;
  /** Signs for what a page can open: on boxes with operators and on folds. None by default: a picture stays as it is. */
  readonly carets?: boolean;
  /** Most stage boxes; far skipped ancestors go first. 60 by default. */
  readonly maxStages?: number;
}

const MARGIN = 4;
/** Room for two lines of text, the edge between them. */
const LABEL_HEIGHT = 34;

/**
 * Where the boxes and arrows of a job's stage graph are: left to right, a column a rank, labels between the columns so that
 * they lie on no box and on no other label.
 */
export function dagLayout(job: JobModel, options: DagLayoutOptions = {}): DagGeometry {
  const { maxBoxWidth = 250, maxOperators = 10, maxStages = 60 } = options;
  const { isOpen = ({ status }) => status !== "skipped", noteOf = (stage) => stageNote(stage, job.cause) } = options;
  const { stages, hidden } = chooseStages(job, maxStages);
  const boxes = stages.map((stage) =>
    stageBox(stage, {
      maxWidth: maxBoxWidth,
      maxOperators: isOpen(stage) ? maxOperators : 0,
      note: noteOf(stage),
      caret: options.carets === true,
    }),
  );
  const ids = new Set(stages.map((stage) => stage.stageId));
  const edges = job.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to));
  const graph = layeredGraph(
    boxes.map(({ stageId, width, height }) => ({ id: stageId, width, height })),
    edges.map((edge) => ({ from: edge.from, to: edge.to, ...labelSize(edge) })),
  );
  const moved = boxes.map((box) => {
    const centre = graph.nodes.get(box.stageId)!;
    return moveBox(box, MARGIN + centre.x - box.width / 2, MARGIN + centre.y - box.height / 2);
  });
  const paths = edges.map((edge, i) => edgeGeometry(edge, graph.edges[i]!, edges, moved));
  return {
    width: Math.ceil(graph.width + 2 * MARGIN),
    height: Math.ceil(graph.height + 2 * MARGIN),
    boxes: moved,
    edges: paths,
    hiddenStages: hidden,
  };
}

function labelLines(edge: StageEdge): readonly string[] {
  if (edge.broadcast === true) return ["sent to all"];
  if (edge.records === undefined || edge.bytes === undefined) return edge.reused ? ["reused"] : [];
  return [shortRows(edge.records), formatBytes(edge.bytes)];
}

function labelSize(edge: StageEdge): { labelWidth: number; labelHeight: number } {
  const widths = labelLines(edge).map((line) => textWidth(line, DAG_FONT.edge));
  return { labelWidth: Math.ceil(Math.max(24, ...widths) + 8), labelHeight: LABEL_HEIGHT };
}

function edgeGeometry(
  edge: StageEdge,
  route: { readonly points: readonly Point[]; readonly label: Point },
  edges: readonly StageEdge[],
  boxes: readonly DagStageBox[],
): DagEdgePath {
  const from = boxes.find((box) => box.stageId === edge.from)!;
  const to = boxes.find((box) => box.stageId === edge.to)!;
  const shift = (point: Point): Point => ({ x: point.x + MARGIN, y: point.y + MARGIN });
  const { labelWidth } = labelSize(edge);
  const label = shift(route.label);
  const { path, points } = edgePath({
    start: { x: from.x + from.width, y: portY(from, edge.to, portsOut(edges, edge.from, boxes)) },
    end: { x: to.x, y: portY(to, edge.from, portsIn(edges, edge.to, boxes)) },
    through: route.points.map(shift),
    label: { x: label.x - labelWidth / 2, y: label.y, width: labelWidth },
    boxes,
  });
  const lines = labelLines(edge);
  const labels = lines.map((text, i): PlacedText => ({ x: label.x, y: label.y + (i === 0 ? -5 : 14), text }));
  const labelArea: Rect = {
    x: label.x - labelWidth / 2,
    y: label.y - LABEL_HEIGHT / 2,
    width: labelWidth,
    height: LABEL_HEIGHT,
  };
  return {
    from: edge.from,
    to: edge.to,
    dashed: edge.reused,
    broadcast: edge.broadcast === true,
    path,
    points,
    labels,
    ...(lines.length > 0 ? { labelArea } : {}),
  };
}

/** Other ends of a box's arrows from top to bottom, so that arrows do not cross at the box. */
function portsOut(edges: readonly StageEdge[], from: number, boxes: readonly DagStageBox[]): readonly number[] {
  return byHeight(
    edges.filter((edge) => edge.from === from).map((edge) => edge.to),
    boxes,
  );
}

function portsIn(edges: readonly StageEdge[], to: number, boxes: readonly DagStageBox[]): readonly number[] {
  return byHeight(
    edges.filter((edge) => edge.to === to).map((edge) => edge.from),
    boxes,
  );
}

function byHeight(ids: readonly number[], boxes: readonly DagStageBox[]): readonly number[] {
  const middle = (id: number): number => {
    const box = boxes.find((each) => each.stageId === id);
    return box === undefined ? 0 : box.y + box.height / 2;
  };
  return [...ids].sort((a, b) => middle(a) - middle(b));
}

function portY(box: DagStageBox, other: number, ports: readonly number[]): number {
  const step = Math.min(24, box.height / (ports.length + 1));
  return box.y + box.height / 2 + (ports.indexOf(other) - (ports.length - 1) / 2) * step;
}
