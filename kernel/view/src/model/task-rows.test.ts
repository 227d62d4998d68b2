import { describe, expect, it } from "vitest";
import { executorLostRun } from "../testing/executor-lost-run.test-support.js";
import { failedRun, wordCountRun } from "../testing/small-runs.test-support.js";
import { runModel } from "./run-model.js";
import { stageSummary } from "./stage-summary.js";
import { taskRows } from "./task-rows.js";

describe("taskRows", () => {
  const model = runModel(executorLostRun());
  const { gantt } = model;
  const all = Array.from({ length: gantt.count }, (_, row) => row);

  it("shows every attempt in order of launch when nothing is asked for", () => {
    expect([...taskRows(model, {})]).toEqual(all);
    expect([...taskRows(model, {}, "task", true)]).toEqual([...all].reverse());
  });

  it("keeps to one stage attempt", () => {
    for (const stageIndex of gantt.stages.keys()) {
      expect([...taskRows(model, { stageIndex })]).toEqual(all.filter((row) => gantt.stageIndex[row] === stageIndex));
    }
  });

  it("keeps to what failed, and finds hosts, executors and words of a failure in any case", () => {
    const failed = [...taskRows(model, { outcome: "failed" })];
    expect(failed.length).toBe(model.stages.reduce((sum, stage) => sum + stage.counts.failed, 0));
    expect(failed.length).toBeGreaterThan(0);
    const on = (id: number): number[] => all.filter((row) => model.run.tasks.columns.executor[row] === id);
    expect([...taskRows(model, { text: "EXECUTOR 1" })]).toEqual(expect.arrayContaining(on(1)));
    const { host } = gantt.executors[0]!;
    expect([...taskRows(model, { text: ` ${host.toUpperCase()} ` })]).toEqual(expect.arrayContaining(on(0)));
    expect([...taskRows(model, { text: "no such words" })]).toEqual([]);
  });

  it("orders by a number, equal ones in order of launch", () => {
    for (const descending of [false, true]) {
      const rows = [...taskRows(model, {}, "duration", descending)];
      expect([...rows].sort((a, b) => a - b)).toEqual(all);
      for (let i = 1; i < rows.length; i++) {
        const [before, after] = [gantt.durationMs[rows[i - 1]!]!, gantt.durationMs[rows[i]!]!];
        expect(descending ? before >= after : before <= after).toBe(true);
        if (before === after) expect(rows[i - 1]).toBeLessThan(rows[i]!);
      }
    }
  });

  it("puts what is not known last, both ways", () => {
    const run = wordCountRun();
    run.tasks.columns.runMs.fill(5);
    run.tasks.columns.runMs[2] = Number.NaN;
    const some = runModel(run);
    expect([...taskRows(some, {}, "gcMs")]).toHaveLength(run.tasks.length);
    run.tasks.columns.gcMs[2] = Number.NaN;
    expect(taskRows(runModel(run), {}, "gcMs").at(-1)).toBe(2);
    expect(taskRows(runModel(run), {}, "gcMs", true).at(-1)).toBe(2);
  });
});

describe("stageSummary", () => {
  it("has the duration first and leaves out what prints as zero", () => {
    const run = wordCountRun();
    run.tasks.columns.gcMs.fill(0.2);
    run.tasks.columns.shuffleWriteBytes[0] = 4096;
    const lines = stageSummary(runModel(run).stages[0]!);
    expect(lines.map(({ heading }) => heading)).toEqual(["Duration", "Shuffle write"]);
    expect(lines[0]!.quantiles).toMatchObject({ min: 470, max: 490 });
    expect(lines[1]).toMatchObject({ kind: "bytes", quantiles: { min: 0, max: 4096 } });
  });

  it("is empty for a stage of which no task succeeded", () => {
    const stage = runModel(failedRun()).stages.find(({ counts }) => counts.succeeded === 0);
    if (stage !== undefined) expect(stageSummary(stage)).toEqual([]);
    expect(stageSummary({ ...runModel(wordCountRun()).stages[2]! })).toEqual([]);
  });
});
