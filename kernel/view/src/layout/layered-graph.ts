import { Graph, layout } from "@dagrejs/dagre";
import type { Point } from "./geometry.js";

export interface GraphNode {
  readonly id: number;
  readonly width: number;
  readonly height: number;
}

export interface GraphEdge {
  readonly from: number;
  readonly to: number;
  readonly labelWidth: number;
  readonly labelHeight: number;
}

export interface LayeredGraph {
  readonly width: number;
  readonly height: number;
  /** Centres by id. */
  readonly nodes: ReadonlyMap<number, Point>;
  /** In the order given: points between the two boxes (their borders excluded) and the centre of the label. */
  readonly edges: readonly { readonly points: readonly Point[]; readonly label: Point }[];
}

/**
 * Sugiyama layout, left to right; the only place that knows dagre.
 * @param gap pixels between two columns
 */
export function layeredGraph(nodes: readonly GraphNode[], edges: readonly GraphEdge[], gap = 44): LayeredGraph {
  const [first] = nodes;
  // One box needs no layout: a page whose cards have one stage each never loads dagre's code.
  if (first !== undefined && nodes.length === 1 && edges.length === 0) {
    const { id, width, height } = first;
    return { width, height, nodes: new Map([[id, { x: width / 2, y: height / 2 }]]), edges: [] };
  }
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 16, edgesep: 12, ranksep: gap, marginx: 0, marginy: 0 });
  for (const { id, width, height } of nodes) graph.setNode(String(id), { width, height });
  for (const { from, to, labelWidth, labelHeight } of edges) {
    graph.setEdge(String(from), String(to), { width: labelWidth, height: labelHeight, labelpos: "c" });
  }
  layout(graph);
  const size = graph.graph() as { width?: number; height?: number };
  const point = (value: unknown): Point => {
    const { x, y } = value as Point;
    return { x, y };
  };
  return {
    width: nodes.length === 0 ? 0 : (size.width ?? 0),
    height: nodes.length === 0 ? 0 : (size.height ?? 0),
    nodes: new Map(nodes.map(({ id }) => [id, point(graph.node(String(id)))])),
    edges: edges.map(({ from, to }) => {
      const edge = graph.edge(String(from), String(to)) as unknown as {
        points: readonly Point[];
        x: number;
        y: number;
      };
      return { points: edge.points.slice(1, -1).map(point), label: point(edge) };
    }),
  };
}
