import { describe, expect, it } from "vitest";
import { runModel } from "../model/run-model.js";
import type { JobModel } from "../model/run-model-types.js";
import { ordersRun } from "../testing/orders-run.test-support.js";
import { buildRun } from "../testing/run-builder.test-support.js";
import { hostileRun } from "../testing/small-runs.test-support.js";
import { dagLayout } from "./dag.js";
import type { DagGeometry, Rect } from "./geometry.js";
import { textWidth } from "./text-width.js";

/** A job of the given arrows, each `[from, to]`. */
function job(edges: readonly (readonly [number, number])[], skipped: readonly number[] = []): JobModel {
  const ids = [...new Set(edges.flat())].sort((a, b) => a - b);
  const stages = ids.map((id) => ({
    id,
    parents: edges.filter(([, to]) => to === id).map(([from]) => from),
    totals: { shuffleWriteRecords: 1_234_567, shuffleWriteBytes: 9e8 },
    ...(skipped.includes(id) ? { status: "skipped" as const } : { submittedMs: 0, completedMs: 50 }),
  }));
  const tasks = ids.map((stage) => ({ stage, partition: 0, launchMs: 1, finishMs: 9 }));
  return runModel(buildRun({ jobs: [{ id: 0, stages }], tasks, endMs: 60 })).jobs[0]!;
}

/** Two joins of joins with a stage that skips a rank. */
const DIAMONDS = job([
  [0, 3],
  [1, 3],
  [2, 4],
  [3, 5],
  [4, 5],
  [0, 5],
  [5, 6],
  [2, 6],
]);

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function labelAreas(geometry: DagGeometry): Rect[] {
  return geometry.edges.map((edge) => edge.labelArea).filter((area) => area !== undefined);
}

describe("dagLayout", () => {
  it.each([
    ["joins", DIAMONDS],
    ["a query", runModel(ordersRun()).jobs[4]!],
    ["hostile texts", runModel(hostileRun()).jobs[0]!],
  ])("lets no box or label lie on another: %s", (_, each) => {
    const geometry = dagLayout(each);
    const areas: Rect[] = [...geometry.boxes, ...labelAreas(geometry)];
    areas.forEach((a, i) => {
      for (const b of areas.slice(i + 1)) expect(overlap(a, b)).toBe(false);
      expect(a.x).toBeGreaterThanOrEqual(0);
      expect(a.y).toBeGreaterThanOrEqual(0);
      expect(a.x + a.width).toBeLessThanOrEqual(geometry.width);
      expect(a.y + a.height).toBeLessThanOrEqual(geometry.height);
    });
  });

  it("goes from left to right and ends arrows at their boxes", () => {
    const { boxes, edges } = dagLayout(DIAMONDS);
    for (const edge of edges) {
      const from = boxes.find((box) => box.stageId === edge.from)!;
      const to = boxes.find((box) => box.stageId === edge.to)!;
      expect(from.x + from.width).toBeLessThan(to.x);
      expect(edge.points[0]!.x).toBe(from.x + from.width);
      expect(edge.points.at(-1)!.x).toBe(to.x);
      const xs = edge.points.map((point) => point.x);
      expect(xs).toEqual([...xs].sort((a, b) => a - b));
    }
  });

  it("leads arrows past boxes, level where a box is above or below", () => {
    const { boxes, edges } = dagLayout(DIAMONDS);
    for (const edge of edges) {
      for (let i = 1; i < edge.points.length; i++) {
        const [a, b] = [edge.points[i - 1]!, edge.points[i]!];
        const swept = { x: a.x, y: Math.min(a.y, b.y), width: b.x - a.x, height: Math.abs(b.y - a.y) };
        for (const box of boxes) {
          if (box.stageId !== edge.from && box.stageId !== edge.to) expect(overlap(swept, box)).toBe(false);
        }
      }
    }
  });

  it("cuts texts to the box and keeps the whole for the tooltip", () => {
    const { boxes } = dagLayout(runModel(hostileRun()).jobs[0]!);
    const { name } = boxes[0]!.operators[0]!;
    expect(name.text).toMatch(/…$/);
    expect(name.full!.length).toBeGreaterThan(name.text.length);
    expect(textWidth(name.text, 10.5)).toBeLessThanOrEqual(boxes[0]!.width - 30);
  });

  it("makes a box as high as its operators need, and says how many it leaves out", () => {
    const scan = runModel(ordersRun()).jobs[3]!;
    const [whole] = dagLayout(scan).boxes;
    expect(whole!.operators.length).toBe(8);
    expect(whole!.operators.at(-1)!.y + 18).toBeLessThanOrEqual(whole!.y + whole!.height);
    const [less] = dagLayout(scan, { maxOperators: 3 }).boxes;
    expect(less!.operators.map((operator) => operator.name.text)).toEqual(["Scan parquet", "Exchange hash"]);
    expect(less!.more!.text).toBe("6 more operators");
    expect(less!.height).toBeLessThan(whole!.height);
  });

  it("drops far skipped ancestors first when there are too many stages", () => {
    const chain = Array.from({ length: 30 }, (_, i) => [i, i + 1] as const);
    const skipped = Array.from({ length: 28 }, (_, i) => i);
    const geometry = dagLayout(job(chain, skipped), { maxStages: 10 });
    expect(geometry.boxes.map((box) => box.stageId)).toEqual([27, 28, 29, 30]);
    expect(geometry.hiddenStages).toBe(27);
  });

  it("marks an arrow from a skipped stage as dashed", () => {
    expect(dagLayout(runModel(ordersRun()).jobs[4]!).edges.map((edge) => edge.dashed)).toEqual([true, false]);
  });
});
