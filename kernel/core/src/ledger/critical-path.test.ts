import { describe, expect, test } from "vitest";
import { CriticalPath } from "./critical-path.js";
import { type RunSketch, runOf } from "./run-sketch.test-support.js";

/** Each link as `kind length`, with the partition of a task. */
function linksOf(sketch: RunSketch): string[] {
  const path = new CriticalPath(runOf(sketch));
  expect(path.links.reduce((sum, { us }) => sum + us, 0)).toBe(path.lengthUs);
  return path.links.map(({ kind, us, partition }) => `${kind} ${us / 1000}${kind === "task" ? ` p${partition}` : ""}`);
}

describe("the critical path", () => {
  test("goes from stage to stage by their last tasks, and from task to task by their slot", () => {
    const tasks = [
      { stage: 0, partition: 0, executor: 0, from: 2, to: 5 },
      { stage: 0, partition: 1, executor: 1, from: 2, to: 6 },
      { stage: 0, partition: 2, executor: 0, from: 5, to: 12 },
      { stage: 1, partition: 0, executor: 1, from: 14, to: 20 },
    ];
    const stages = [
      { from: 0, ready: 2, to: 12 },
      { from: 12, ready: 14, to: 20 },
    ];
    expect(linksOf({ executors: [{}, {}], stages, tasks, to: 21 })).toEqual([
      "stage submission 2",
      "task 3 p0",
      "task 7 p2",
      "stage submission 2",
      "task 6 p0",
      "driver 1",
    ]);
  });

  test("goes through failures: the attempt before, the stage before, the 200 ms", () => {
    const stages = [
      { stageId: 0, from: 0, to: 100, status: "failed" as const, parentIds: [] },
      { stageId: 0, attempt: 1, from: 300, to: 350, parentIds: [] },
    ];
    const tasks = [
      { stage: 0, partition: 0, executor: 0, from: 0, to: 60, status: "ExceptionFailure" as const },
      { stage: 0, partition: 0, attempt: 1, executor: 0, from: 60, to: 100, status: "FetchFailed" as const },
      { stage: 0, stageAttempt: 1, partition: 0, executor: 0, from: 300, to: 350 },
    ];
    expect(linksOf({ stages, tasks, to: 350 })).toEqual([
      "task 60 p0",
      "task 40 p0",
      "resubmission wait 200",
      "task 50 p0",
    ]);
  });

  test("of a run that goes on ends with the task that runs", () => {
    const tasks = [
      { stage: 0, partition: 0, executor: 0, from: 2, to: 5 },
      { stage: 0, partition: 1, executor: 0, from: 5, to: Number.NaN, status: "Running" as const },
    ];
    const run = runOf({ stages: [{ from: 0, ready: 2, to: 9 }], tasks, to: 9 });
    const jobs = run.jobs.map(({ endMs: _, ...job }) => job);
    const stages = run.stages.map(({ completedMs: _, ...stage }) => ({ ...stage, status: "active" as const }));
    const { links } = new CriticalPath({ ...run, jobs, stages });
    expect(links.map(({ kind, us }) => `${kind} ${us / 1000}`)).toEqual(["stage submission 2", "task 3", "task 4"]);
  });

  test("a copy is explained by the attempt that was slow", () => {
    const tasks = [
      { stage: 0, partition: 0, executor: 0, from: 0, to: 90, status: "TaskKilled" as const },
      { stage: 0, partition: 0, attempt: 1, executor: 1, from: 50, to: 80, speculative: true },
    ];
    const sketch = { executors: [{}, {}], stages: [{ from: 0, to: 80 }], tasks, jobs: [{ from: 0, to: 80 }], to: 80 };
    expect(linksOf(sketch)).toEqual(["task 50 p0", "task 30 p0"]);
  });

  test("an executor that came late, and a wait for a better place", () => {
    const executors = [{ requestedMs: 0, addedMs: 40 }];
    const tasks = [{ stage: 0, partition: 0, executor: 0, from: 40, to: 50 }];
    expect(linksOf({ executors, stages: [{ from: 10, to: 50 }], tasks, to: 50 })).toEqual([
      "driver 10",
      "allocation 30",
      "task 10 p0",
    ]);
    const stages = [{ from: 10, to: 50, prefersPlaces: true }];
    expect(linksOf({ stages, tasks, to: 50 })).toEqual(["driver 10", "locality wait 30", "task 10 p0"]);
  });

  test("between jobs the program is at work, and a query is planned", () => {
    const stages = [
      { from: 0, to: 10 },
      { from: 30, to: 40, parentIds: [] },
    ];
    const tasks = [
      { stage: 0, partition: 0, executor: 0, from: 0, to: 10 },
      { stage: 1, partition: 0, executor: 0, from: 30, to: 40 },
    ];
    const jobs = [
      { from: 0, to: 10, stageIds: [0] },
      { from: 30, to: 40, stageIds: [1], executionId: 3 },
    ];
    const sketch = { stages, tasks, jobs, queries: [{ executionId: 3, from: 18, to: 40 }], to: 40 };
    expect(linksOf(sketch)).toEqual(["task 10 p0", "program 8", "planning 12", "task 10 p0"]);
    expect(new CriticalPath(runOf(sketch), { job: 1 }).links.map(({ kind }) => kind)).toEqual(["task"]);
    expect(new CriticalPath(runOf(sketch)).us("task")).toBe(20_000);
    expect(() => new CriticalPath(runOf(sketch), { job: 9 })).toThrow(/NO_SUCH_JOB/);
  });

  test("is a table in a cell, where tasks one after another are one line", () => {
    const tasks = [
      { stage: 0, partition: 0, executor: 0, from: 0, to: 5 },
      { stage: 0, partition: 1, executor: 0, from: 5, to: 12 },
    ];
    const text = String(new CriticalPath(runOf({ stages: [{ from: 0, to: 12 }], tasks, to: 12 })));
    expect(text).toBe("Critical path of 12 ms\n+0 ms  12 ms  task  2 tasks of stage 0, one after another");
  });
});
