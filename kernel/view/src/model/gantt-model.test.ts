import { describe, expect, it } from "vitest";
import { decodeRun } from "../bundle/decode-run.js";
import { encodeRun } from "../bundle/encode-run.js";
import { executorLostRun } from "../testing/executor-lost-run.test-support.js";
import { runModel } from "./run-model.js";

describe("ganttModel", () => {
  it("knows speculative copies, localities and barrier stages, also after a bundle", () => {
    const run = executorLostRun();
    run.tasks.columns.speculative[3] = 1;
    run.tasks.columns.locality[4] = 2;
    const stages = run.stages.map((stage) => ({
      ...stage,
      rdds: stage.rdds.map((rdd) => (stage.stageId === 7 ? { ...rdd, barrier: true } : rdd)),
    }));
    const again = decodeRun(JSON.parse(JSON.stringify(encodeRun({ ...run, stages }))));
    for (const each of [{ ...run, stages }, again]) {
      const { gantt } = runModel(each);
      expect([gantt.speculative[3], gantt.speculative[4], gantt.locality[4]]).toEqual([1, 0, 2]);
      const barriers = gantt.stages.filter(({ barrier }) => barrier).map(({ label }) => label);
      const withRdds = each.stages.filter(
        (stage) => stage.stageId === 7 && stage.rdds.length > 0 && stage.status !== "skipped",
      );
      expect(barriers).toHaveLength(withRdds.length);
      expect(barriers.every((label) => label.startsWith("7"))).toBe(true);
      expect(barriers.length).toBeGreaterThan(0);
    }
  });

  it("is live until every job has ended", () => {
    const run = executorLostRun();
    expect(runModel(run).gantt.live).toBe(false);
    const jobs = run.jobs.map(({ endMs: _, ...job }) => job);
    expect(runModel({ ...run, jobs }).gantt.live).toBe(true);
  });
});
