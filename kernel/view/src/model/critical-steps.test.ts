import { describe, expect, it } from "vitest";
import { executorLostRun } from "../testing/executor-lost-run.test-support.js";
import { buildRun, executor } from "../testing/run-builder.test-support.js";
import { bigRun } from "../testing/small-runs.test-support.js";
import { type CriticalStep, criticalSteps, foldSteps } from "./critical-steps.js";

const lengthOf = (steps: readonly CriticalStep[]): number => steps.reduce((sum, { us }) => sum + us, 0);

describe("critical path", () => {
  it("adds up to the makespan, and each step begins where the one before it ends", () => {
    const run = executorLostRun();
    const steps = criticalSteps(run);
    expect(lengthOf(steps)).toBe(Math.round((run.endMs - run.startMs) * 1000));
    let endMs = 0;
    for (const { fromMs, us } of steps) {
      expect(fromMs).toBeCloseTo(endMs, 6);
      endMs += us / 1000;
    }
  });

  it("takes tasks that ran one after another on one slot together", () => {
    const run = buildRun({
      jobs: [{ id: 0, stages: [{ id: 0, result: true, numTasks: 3, submittedMs: 0, completedMs: 30 }], endMs: 30 }],
      tasks: [0, 1, 2].map((i) => ({ stage: 0, partition: i, launchMs: 10 * i, finishMs: 10 * i + 10 })),
      executors: [executor(0, { cores: 1 })],
      endMs: 30,
    });
    expect(criticalSteps(run)).toEqual([
      {
        kind: "task",
        fromMs: 0,
        us: 30_000,
        links: 3,
        jobId: 0,
        stage: "0",
        text: "3 tasks of stage 0 on the same slots, one after another",
      },
    ]);
  });
});

describe("folding", () => {
  const step = (kind: CriticalStep["kind"], us: number, stage?: string): CriticalStep => ({
    kind,
    fromMs: 0,
    us,
    text: kind,
    links: 1,
    ...(stage === undefined ? {} : { stage }),
  });

  it("leaves a short path as it is", () => {
    const steps = [step("planning", 1), step("task", 2, "0")];
    expect(foldSteps(steps, 2)).toBe(steps);
  });

  it("first takes together what the driver did between tasks", () => {
    const steps = [
      step("planning", 1000),
      step("stage submission", 3000),
      step("task", 9000, "0"),
      step("driver", 2000),
    ];
    expect(foldSteps(steps, 3).map(({ kind, us, text }) => [kind, us, text])).toEqual([
      ["driver", 4000, "stage submission 3 ms, planning 1 ms"],
      ["task", 9000, "task"],
      ["driver", 2000, "driver"],
    ]);
  });

  it.each([1, 2, 3, 5, 9, 40])("keeps the longest, at most %i pieces, of the same length", (most) => {
    const steps = criticalSteps(bigRun(20_000));
    const folded = foldSteps(steps, most);
    expect(folded.length).toBeLessThanOrEqual(most);
    expect(lengthOf(folded)).toBe(lengthOf(steps));
    expect(folded.reduce((sum, { links }) => sum + links, 0)).toBe(steps.reduce((sum, { links }) => sum + links, 0));
    if (most >= 3)
      expect(Math.max(...folded.map(({ us }) => us))).toBeGreaterThanOrEqual(Math.max(...steps.map(({ us }) => us)));
  });
});
