import { describe, expect, it } from "vitest";
import { runModel } from "../model/run-model.js";
import { executorLostRun } from "../testing/executor-lost-run.test-support.js";
import { buildRun } from "../testing/run-builder.test-support.js";
import { bigRun, failedRun } from "../testing/small-runs.test-support.js";
import { ganttLayout } from "./gantt.js";
import type { PlacedText } from "./geometry.js";
import { textWidth } from "./text-width.js";

const lost = ganttLayout(runModel(executorLostRun()).gantt, { width: 872 });

/** Left and right end of a text that is aligned at its right. */
const ends = (text: PlacedText): [number, number] => [text.x - textWidth(text.text, 10.5), text.x];

describe("ganttLayout", () => {
  it("draws a bar a task attempt inside the plot, none on another", () => {
    expect(lost.bars.length).toBe(26);
    expect(lost.merged).toBe(false);
    for (const bar of lost.bars) {
      expect(bar.x).toBeGreaterThanOrEqual(lost.plot.x);
      expect(bar.x + bar.width).toBeLessThanOrEqual(lost.plot.x + lost.plot.width + 1);
      const same = lost.bars.filter((other) => other !== bar && other.y === bar.y && other.x >= bar.x);
      for (const other of same) expect(other.x).toBeGreaterThanOrEqual(bar.x + bar.width - 0.5);
    }
  });

  it("labels bars stage.attempt:partition ↻retry, only where it fits", () => {
    const labels = lost.bars.map((bar) => bar.label?.text);
    expect(labels).toContain("6:0");
    expect(labels).toContain("7:4 ↻1");
    expect(labels).toContain("7.1:1");
    for (const bar of lost.bars) {
      if (bar.label !== undefined) expect(textWidth(bar.label.text, 10.5)).toBeLessThan(bar.width - 5);
    }
  });

  it("names stage ends without overlap, failed ones first", () => {
    const labels = lost.stageEnds.map((end) => end.label).filter((label) => label !== undefined);
    expect(labels.map((label) => label.text)).toEqual(["stage 6", "stage 6.1", "✕ stage 7", "stage 7.1"]);
    const intervals = labels.map(ends).sort((a, b) => a[0] - b[0]);
    intervals.forEach(([left], i) => {
      if (i > 0) expect(left).toBeGreaterThan(intervals[i - 1]![1]);
    });
  });

  it("writes where an executor was lost, and why", () => {
    const band = lost.bands[1]!;
    expect(band.lost!.text!.text).toBe("✕ executor lost: OutOfMemoryError: Command exited with code 52");
    expect(band.lost!.x).toBeCloseTo(lost.plot.x + (lost.plot.width * 2364) / 4701, 5);
  });

  it("has round ticks in one unit", () => {
    expect(lost.ticks.map((tick) => tick.label)).toEqual(["0 s", "1 s", "2 s", "3 s", "4 s"]);
  });

  it("marks faults below the axis", () => {
    const { marks, height } = ganttLayout(runModel(failedRun()).gantt);
    expect(marks.map((mark) => mark.label?.text)).toEqual(["task({ partition: 3 }).fail(4)"]);
    expect(marks[0]!.y).toBeLessThan(height);
  });

  it("leaves a mark's cause out where it finds no room", () => {
    const description = `No network between host-1 and host-2: injected by ${"network.partition(…)".repeat(9)}`;
    const faults = [{ timeMs: 500, description, short: "No network between host-1 and host-2" }];
    const { marks } = ganttLayout(runModel(buildRun({ jobs: [], faults, endMs: 1000 })).gantt);
    expect(marks[0]).toMatchObject({ description, label: { text: "No network between host-1 and host-2" } });
  });

  it("lets no mark's text lie on another text or on another mark", () => {
    const faults = [0, 10, 12, 200, 900, 995, 996, 1000].map((timeMs) => ({
      timeMs,
      description: `Task 3.0 of stage 11 fails at ${timeMs}: injected`,
    }));
    const { marks, plot, height } = ganttLayout(runModel(buildRun({ jobs: [], faults, endMs: 1000 })).gantt);
    expect(marks.length).toBe(8);
    expect(marks.filter((mark) => mark.label !== undefined).length).toBeGreaterThanOrEqual(5);
    for (const mark of marks) {
      expect(mark.y).toBeLessThan(height);
      if (mark.label === undefined) continue;
      const [from, to] = [mark.label.x, mark.label.x + textWidth(mark.label.text, 10.5)];
      expect(to).toBeLessThanOrEqual(plot.x + plot.width + 6);
      for (const other of marks.filter((each) => each !== mark && each.y === mark.y)) {
        expect(other.x + 4 < from || other.x - 4 > to).toBe(true);
        if (other.label === undefined) continue;
        const end = other.label.x + textWidth(other.label.text, 10.5);
        expect(end < from || other.label.x > to).toBe(true);
      }
    }
  });

  it("merges bars too thin to be seen, keeps their count, and says so", () => {
    const model = runModel(bigRun(100_000)).gantt;
    const geometry = ganttLayout(model, { maxBars: 4000 });
    expect(geometry.merged).toBe(true);
    expect(geometry.bars.length).toBeLessThanOrEqual(4000);
    expect(geometry.bars.reduce((sum, bar) => sum + bar.tasks, 0)).toBe(100_000);
    expect(geometry.plot.height).toBeLessThanOrEqual(440);
  });

  it("tells speculative copies and barrier stages by word", () => {
    const { gantt } = runModel(executorLostRun());
    const speculative = gantt.speculative.map((_, row) => (row === 0 ? 1 : 0));
    const stages = gantt.stages.map((stage) => ({ ...stage, barrier: stage.label === "6" }));
    const { bars, stageEnds } = ganttLayout({ ...gantt, speculative, stages }, { width: 872 });
    expect(bars.filter((bar) => bar.speculative).map((bar) => [bar.row, bar.label?.text.endsWith(" copy")])).toEqual([
      [0, true],
    ]);
    expect(stageEnds.find((end) => end.stageId === 6 && end.attempt === 0)?.label?.text).toBe("‖ barrier stage 6");
  });

  it("survives an empty timeline", () => {
    const geometry = ganttLayout(runModel(buildRun({ jobs: [], executors: [], endMs: 0 })).gantt);
    expect(geometry.bars).toEqual([]);
    expect(Number.isFinite(geometry.height)).toBe(true);
  });
});
