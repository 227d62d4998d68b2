import type { Point, Rect } from "./geometry.js";

export interface EdgeRoute {
  readonly start: Point;
  readonly end: Point;
  /** Points to pass, left to right. */
  readonly through: readonly Point[];
  /** The label's left end and width, at the height of the line. */
  readonly label: { readonly x: number; readonly y: number; readonly width: number };
  readonly boxes: readonly Rect[];
}

/**
 * An arrow as SVG path data. It runs level along its label and past boxes between which it goes, and bends only in the free
 * columns, so that it crosses neither a text nor a box.
 */
export function edgePath(route: EdgeRoute): { readonly path: string; readonly points: readonly Point[] } {
  const points: Point[] = [route.start];
  const level = (from: number, to: number, y: number): void => {
    const last = points.at(-1)!;
    points.push({ x: Math.max(from, last.x), y }, { x: Math.max(to, last.x), y });
  };
  for (const point of route.through) {
    const { label } = route;
    if (Math.abs(point.x - (label.x + label.width / 2)) < 1) {
      level(label.x, label.x + label.width, label.y);
      continue;
    }
    const column = route.boxes.filter((box) => Math.abs(box.x + box.width / 2 - point.x) < 1);
    const half = Math.max(0, ...column.map((box) => box.width / 2));
    level(point.x - half, point.x + half, point.y);
  }
  points.push(route.end);
  return { path: curve(points), points };
}

function curve(points: readonly Point[]): string {
  const first = points[0]!;
  let path = `M${number(first.x)},${number(first.y)}`;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1]!;
    const b = points[i]!;
    if (Math.abs(a.y - b.y) < 0.05) path += ` H${number(b.x)}`;
    else {
      const middle = number((a.x + b.x) / 2);
      path += ` C${middle},${number(a.y)} ${middle},${number(b.y)} ${number(b.x)},${number(b.y)}`;
    }
  }
  return path;
}

const number = (value: number): string => String(Math.round(value * 10) / 10);
