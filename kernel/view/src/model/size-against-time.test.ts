import { describe, expect, it } from "vitest";
import { bigRun, wordCountRun } from "../testing/small-runs.test-support.js";
import { runModel } from "./run-model.js";
import { sizeAgainstTime } from "./size-against-time.js";

describe("sizeAgainstTime", () => {
  it("has nothing to show of a stage of few tasks, or that read nothing", () => {
    expect(sizeAgainstTime(runModel(wordCountRun()), 0)).toBeUndefined();
    const run = bigRun(2_000);
    for (const name of ["inputBytes", "shuffleReadBytes", "inputRecords", "shuffleReadRecords"] as const) {
      run.tasks.use(name).fill(0);
    }
    expect(sizeAgainstTime(runModel(run), 0)).toBeUndefined();
  });

  it("shows each task's size and time, in records where no bytes are known", () => {
    const run = bigRun(200);
    run.tasks.use("inputBytes").fill(0);
    run.tasks.use("shuffleReadBytes").fill(0);
    run.tasks.use("inputRecords").fill(7);
    const model = runModel(run);
    const points = sizeAgainstTime(model, 0)!;
    expect(points.unit).toBe("records");
    expect(points.total).toBe(points.row.length);
    for (const [i, row] of points.row.entries()) {
      expect(model.gantt.stageIndex[row]).toBe(0);
      expect(points.durationMs[i]).toBe(model.gantt.durationMs[row]);
    }
  });

  it("keeps the longest and the biggest when it cannot show all", () => {
    const run = bigRun(6_000, 6_000);
    run.tasks.use("inputBytes", 1e9).fill(1000);
    const model = runModel(run);
    const ofStage = Array.from({ length: model.gantt.count }, (_, row) => row).filter(
      (row) => model.gantt.stageIndex[row] === 0,
    );
    run.tasks.columns.inputBytes[ofStage[1234]!] = 1e9;
    const points = sizeAgainstTime(model, 0)!;
    expect(points.total).toBeGreaterThan(points.row.length);
    expect(points.row.length).toBeLessThanOrEqual(2_000);
    expect([...points.row]).toContain(ofStage[1234]);
    expect(Math.max(...points.durationMs)).toBe(Math.max(...ofStage.map((row) => model.gantt.durationMs[row]!)));
  });
});
