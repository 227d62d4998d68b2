import { describe, expect, test } from "vitest";
import type { ExclusionConf } from "./exclusion.js";
import { Harness } from "./scheduler-harness.test-support.js";
import { ANY, NODE_LOCAL, PROCESS_LOCAL } from "./task-locality.js";

const SPECULATION = {
  intervalMs: 100,
  quantile: 0.75,
  multiplier: 1.5,
  minTaskRuntimeMs: 100,
  taskDurationThresholdMs: undefined,
  slotsPerExecutor: 1,
  efficiencyEnabled: true,
  processRateMultiplier: 0.75,
  longRunTaskFactor: 2,
};
const EXCLUSION: ExclusionConf = {
  taskAndStage: true,
  application: true,
  maxTaskAttemptsPerExecutor: 1,
  maxTaskAttemptsPerNode: 2,
  maxFailedTasksPerExecutorStage: 2,
  maxFailedExecutorsPerNodeStage: 2,
  maxFailedTasksPerExecutor: 2,
  maxFailedExecutorsPerNode: 2,
  timeoutMs: 3_600_000,
  killExcludedExecutors: false,
  mayGrow: false,
  fetchFailures: "ignored",
  unschedulableTimeoutMs: 120_000,
};

describe("offers", () => {
  test("tasks spread breadth first over executors (C2)", () => {
    const t = new Harness(3, 2);
    t.submit(4);
    const firstPass = t.launches.slice(0, 3).map((launch) => launch.executor);
    expect(new Set(firstPass).size).toBe(3);
    expect(t.shown("index")).toEqual([[0], [1], [2], [3]]);
  });

  test("FIFO: an earlier job comes first, a later one uses the slots that are left (C3)", () => {
    const t = new Harness(1, 4);
    t.submit(3, { stageId: 5, priority: 1 });
    t.submit(2, { stageId: 1, priority: 0 });
    expect(t.launches.map(({ manager, index }) => [manager.taskSet.stageId, index])).toEqual([
      [5, 0],
      [5, 1],
      [5, 2],
      [1, 0],
    ]);
    t.succeed(0);
    expect(t.launches.at(-1)!.manager.taskSet.stageId).toBe(1);
  });

  test("FAIR without an allocation file: the task set that runs less comes first (C3)", () => {
    const t = new Harness(1, 4, { mode: "FAIR" });
    t.submit(8, { stageId: 0, priority: 0 });
    t.submit(8, { stageId: 1, priority: 1 });
    for (let row = 0; row < 4; row++) t.succeed(row);
    const stages = t.launches.slice(4).map(({ manager }) => manager.taskSet.stageId);
    expect(stages).toEqual([1, 1, 0, 0]);
  });

  test("FAIR pools: minimum shares first, then by weight; within a pool FIFO (C3)", () => {
    const pools = [
      { name: "heavy", schedulingMode: "FIFO", weight: 3, minShare: 0 },
      { name: "light", schedulingMode: "FIFO", weight: 1, minShare: 0 },
      { name: "sure", schedulingMode: "FIFO", weight: 1, minShare: 2 },
    ] as const;
    const t = new Harness(1, 10, { mode: "FAIR", pools });
    t.free[0] = 0;
    for (const [stageId, pool] of ["light", "heavy", "sure"].entries()) t.submit(20, { stageId, pool });
    t.free[0] = 10;
    const row = t.launches.length;
    for (let i = 0; i < 10; i++) {
      t.free[0] = 1;
      t.scheduler.resourceOffers();
    }
    const stages = t.launches.slice(row).map(({ manager }) => manager.taskSet.stageId);
    const count = (stageId: number): number => stages.filter((id) => id === stageId).length;
    expect(stages.slice(0, 2)).toEqual([2, 2]);
    expect([count(0), count(1), count(2)]).toEqual([2, 6, 2]);
  });

  test("a barrier set launches with all of its tasks or not at all (B14)", () => {
    const t = new Harness(2, 2);
    t.submit(1, { stageId: 0 });
    t.submit(4, { stageId: 1, isBarrier: true });
    expect(t.launches).toHaveLength(1);
    t.succeed(0);
    expect(t.launches).toHaveLength(1);
    t.scheduler.resourceOffers();
    expect(t.launches).toHaveLength(5);
  });
});

describe("failures", () => {
  test("the slot of a failed task takes the next pending one, the failed task comes after it (C6)", () => {
    const t = new Harness(1, 1);
    t.submit(3);
    t.fail(0);
    expect(t.shown("index", "attempt")).toEqual([
      [0, 0],
      [1, 0],
    ]);
    t.succeed(1);
    expect(t.launches.at(-1)).toMatchObject({ index: 0, attempt: 1 });
  });

  test("the fourth failure of a task fails its set, with Spark's words (C7, C8)", () => {
    const t = new Harness(1, 1);
    t.submit(1);
    for (let row = 0; row < 4; row++) t.fail(row);
    expect(t.failed).toEqual([
      "Task 0 in stage 0.0 failed 4 times, most recent failure: Lost task in row 3: Error: boom",
    ]);
  });

  test("kills and lost executors that the program is not to blame for do not count (C7)", () => {
    const t = new Harness(6, 1);
    t.submit(1);
    for (let i = 0; i < 5; i++) t.lose(t.launches.at(-1)!.executor, false);
    expect(t.failed).toEqual([]);
    expect(t.launches).toHaveLength(6);
  });

  test("cancelling a stage kills its attempts; their slots are free when the executors have said so (B15)", () => {
    const t = new Harness(1, 2);
    t.submit(4, { stageId: 0, priority: 0 });
    t.submit(2, { stageId: 1, priority: 1 });
    t.scheduler.cancelTasks(0, "Stage cancelled");
    expect(t.killed).toEqual([
      [0, "Stage cancelled"],
      [1, "Stage cancelled"],
    ]);
    for (const row of [0, 1]) t.fail(row, { kind: "TaskKilled", description: "Stage cancelled" });
    expect(t.launches.slice(2).map(({ manager, index }) => [manager.taskSet.stageId, index])).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  test("finished map tasks of a lost executor run again (B12)", () => {
    const t = new Harness(2, 1);
    t.submit(4, { kind: "ShuffleMapTask" });
    t.succeed(0);
    const lost = t.launches[0]!.executor;
    t.lose(lost);
    expect(t.resubmitted).toEqual([0]);
    t.succeed(1);
    t.succeed(t.launches.length - 1);
    const indices = t.launches.map(({ index }) => index);
    expect(indices.filter((index) => index === 0)).toHaveLength(2);
  });

  test("a fetch failure lets nothing more of the set start (B11)", () => {
    const t = new Harness(1, 2);
    t.submit(5);
    t.fail(0, { kind: "FetchFailed", description: "gone", shuffleId: 0, mapIndex: 0, executor: 0 });
    const before = t.launches.length;
    t.succeed(1);
    expect(t.launches).toHaveLength(before);
    t.submit(4, { attempt: 1 });
    expect(t.launches.at(-1)!.manager.taskSet.stageAttempt).toBe(1);
  });
});

describe("delay scheduling (C4, C5)", () => {
  const on = (executor: number) => () => [{ executor, host: executor }];

  test("tasks wait three seconds for the executor that caches their input, three more for its host", () => {
    const t = new Harness(2, 1);
    t.submit(3, { locations: on(0) });
    expect(t.shown("index", "executor", "locality")).toEqual([[0, 0, PROCESS_LOCAL]]);
    t.passTo(2999);
    expect(t.launches).toHaveLength(1);
    // At 3 s the level rises to the host, which the other executor is not on; at 6 s to any.
    t.passTo(6000);
    expect(t.shown("index", "executor", "locality", "launchMs")[1]).toEqual([1, 1, ANY, 6000]);
  });

  test("without a wait they run anywhere at once", () => {
    const t = new Harness(2, 1, { waits: { process: 0, node: 0, rack: 0 } });
    t.submit(2, { locations: on(0) });
    expect(t.shown("locality")).toEqual([[PROCESS_LOCAL], [ANY]]);
  });

  test("the wait begins again with each launch at the best level that left nothing over", () => {
    const t = new Harness(2, 1);
    t.submit(6, { locations: on(0) });
    for (let second = 1; second <= 5; second++) {
      t.passTo(second * 1000);
      t.succeed(t.launches.length - 1);
    }
    expect(new Set(t.launches.map(({ executor }) => executor))).toEqual(new Set([0]));
  });

  test("with legacyResetOnTaskLaunch every launch begins the wait again", () => {
    const launchedAt = (resetsWaitOnLaunch: boolean): number => {
      const t = new Harness(2, 1, { resetsWaitOnLaunch });
      t.submit(4, { locations: on(0) });
      t.passTo(2000);
      t.succeed(0);
      for (let now = 2500; t.launches.every(({ executor }) => executor === 0); now += 500) t.passTo(now);
      return t.launches.find(({ executor }) => executor === 1)!.launchMs;
    };
    expect([launchedAt(false), launchedAt(true)]).toEqual([6000, 8000]);
  });

  test("a task without a preference is launched between, and reported as PROCESS_LOCAL", () => {
    const t = new Harness(2, 1);
    t.submit(3, { locations: (index) => (index < 2 ? [{ executor: 0, host: 0 }] : []) });
    expect(t.shown("index", "executor", "locality")).toEqual([
      [0, 0, PROCESS_LOCAL],
      [2, 1, PROCESS_LOCAL],
    ]);
  });

  test("a preference for a host alone is NODE_LOCAL there", () => {
    const t = new Harness(2, 1);
    t.submit(2, { locations: (index) => [{ executor: -1, host: index }] });
    expect(t.launches.map(({ index, executor, locality }) => [index === executor, locality])).toEqual([
      [true, NODE_LOCAL],
      [true, NODE_LOCAL],
    ]);
  });

  test("when the place is lost nobody waits for it", () => {
    const t = new Harness(2, 1);
    t.submit(2, { locations: on(0) });
    t.lose(0);
    t.passTo(1000);
    expect(t.launches.at(-1)!.executor).toBe(1);
  });
});

describe("speculation (C10)", () => {
  test("a late task gets one copy on another host when three quarters have ended; the loser is killed", () => {
    const t = new Harness(2, 2, { speculation: SPECULATION });
    t.submit(4);
    t.passTo(1000);
    for (const row of [0, 1, 2]) t.succeed(row);
    t.passTo(3000);
    expect(t.launches).toHaveLength(4);
    // Median 1 s, threshold 1.5 s, and without records to compare only twice that is late: found at the next tick.
    t.passTo(3100);
    const copy = t.launches[4]!;
    expect(copy).toMatchObject({ index: 3, attempt: 1, speculative: true, launchMs: 3100 });
    expect(copy.executor).not.toBe(t.launches[3]!.executor);
    t.passTo(4000);
    t.succeed(4);
    expect(t.killed).toEqual([[3, "another attempt succeeded"]]);
    t.fail(3, { kind: "TaskKilled", description: "another attempt succeeded" });
    expect(t.succeeded).toEqual([0, 1, 2, 3]);
    expect(t.launches).toHaveLength(5);
  });

  test("nobody is late before enough have ended", () => {
    const t = new Harness(2, 2, { speculation: SPECULATION });
    t.submit(4);
    t.passTo(1000);
    t.succeed(0);
    t.succeed(1);
    t.passTo(60_000);
    expect(t.launches).toHaveLength(4);
  });
});

describe("a given threshold of speculation (C10)", () => {
  const given = { ...SPECULATION, taskDurationThresholdMs: 1500, slotsPerExecutor: 2 };

  test.each([1, 2])("a stage of %i tasks, no more than an executor has slots, is late by it alone", (tasks) => {
    const t = new Harness(2, 2, { speculation: given });
    t.submit(tasks);
    t.passTo(1500);
    expect(t.launches).toHaveLength(tasks);
    t.passTo(1600);
    expect(t.launches.slice(tasks).map(({ speculative, launchMs }) => [speculative, launchMs])).toEqual(
      Array(tasks).fill([true, 1600]),
    );
  });

  test("a larger stage is not", () => {
    const t = new Harness(2, 2, { speculation: given });
    t.submit(3);
    t.passTo(60_000);
    expect(t.launches).toHaveLength(3);
  });

  test("a task that starts later is late later", () => {
    const t = new Harness(1, 1, { speculation: { ...given, slotsPerExecutor: 3 } });
    t.submit(3);
    t.passTo(1000);
    t.succeed(0);
    t.passTo(2500);
    expect(t.launches[1]!.manager.pendingSpeculative).toBe(0);
    t.passTo(2600);
    expect(t.launches[1]!.manager.pendingSpeculative).toBe(1);
  });

  test("once enough tasks have ended, the median counts", () => {
    const t = new Harness(2, 1, { speculation: { ...given, quantile: 0.5 } });
    t.submit(2);
    t.passTo(1400);
    t.succeed(0);
    t.passTo(2000);
    expect(t.launches).toHaveLength(2);
    t.passTo(10_000);
    expect(t.launches).toHaveLength(3);
  });
});

describe("exclusion of the application (C9)", () => {
  const exclude = { ...EXCLUSION, killExcludedExecutors: true };

  test("two failed tasks of a set that succeeded exclude an executor, which is ended where that is wanted", () => {
    const t = new Harness(2, 2, { exclusion: exclude });
    t.submit(4);
    const sick = t.launches[0]!.executor;
    const rows = t.launches.flatMap(({ executor }, row) => (executor === sick ? [row] : []));
    for (const row of rows) t.fail(row);
    expect(t.killedExecutors).toEqual([]);
    for (let row = 0; row < t.launches.length; row++) if (!rows.includes(row)) t.succeed(row);
    expect(t.killedExecutors).toEqual([sick]);
    t.submit(2, { stageId: 1 });
    expect(t.launches.slice(-2).every(({ executor }) => executor !== sick)).toBe(true);
  });

  test.each([
    ["ignored", []],
    ["executor", [1]],
    ["host", [1]],
  ] as const)("a failed fetch with fetchFailure %s ends %j", (fetchFailures, killed) => {
    const t = new Harness(2, 2, { exclusion: { ...exclude, fetchFailures } });
    t.submit(2);
    t.fail(0, { kind: "FetchFailed", description: "gone", shuffleId: 0, mapIndex: 0, executor: 1 });
    expect(t.killedExecutors).toEqual(killed);
    t.submit(2, { stageId: 1 });
    const later = t.launches.slice(2).map(({ executor }) => executor);
    expect(later.includes(1)).toBe(fetchFailures === "ignored");
  });
});

describe("exclusion (C9)", () => {
  test("a task is not tried again where it failed, and two failed tasks exclude an executor from the stage", () => {
    const t = new Harness(2, 2, { exclusion: EXCLUSION });
    t.submit(8);
    const sick = t.launches[0]!.executor;
    const first = t.launches.flatMap(({ executor }, row) => (executor === sick ? [row] : []));
    for (const row of first) t.fail(row);
    const onSick = t.launches.filter(({ executor }) => executor === sick).length;
    for (let row = 0; row < t.launches.length; row++) {
      if (!first.includes(row) && t.launches[row]!.executor !== sick) t.succeed(row);
    }
    expect(t.launches.filter(({ executor }) => executor === sick)).toHaveLength(onSick);
    const retries = t.launches.filter(({ attempt }) => attempt > 0);
    expect(retries).toHaveLength(2);
    expect(retries.every(({ executor }) => executor !== sick)).toBe(true);
  });

  test("a set that can run nowhere is given up after two minutes", () => {
    const t = new Harness(1, 1, { exclusion: EXCLUSION });
    t.submit(1);
    t.fail(0);
    t.passTo(60_000);
    // An executor that comes and may not run the task either gives no more time.
    t.scheduler.executorAdded(0);
    t.passTo(119_000);
    expect(t.failed).toEqual([]);
    expect(t.killedExecutors).toEqual([0]);
    t.passTo(121_000);
    expect(t.failed).toEqual([
      "Aborting TaskSet 0.0 because task 0 (partition 0)\ncannot run anywhere due to node and executor excludeOnFailure.\n" +
        "Most recent failure:\nLost task in row 0: Error: boom\n\n" +
        "ExcludeOnFailure behavior can be configured via spark.excludeOnFailure.*.",
    ]);
  });

  test.each([
    [false, 1],
    [true, 0],
  ])("where no executor is idle it is given up at once, unless others may come (%s)", (mayGrow, failed) => {
    const t = new Harness(2, 2, { exclusion: { ...EXCLUSION, maxTaskAttemptsPerNode: 1, mayGrow } });
    t.submit(4);
    // One task fails on either executor, both of which are busy with the others.
    const { index: bad, executor } = t.launches[0]!;
    const lastOfBad = (): number => t.launches.map(({ index }) => index).lastIndexOf(bad);
    t.fail(0);
    if (lastOfBad() === 0) t.succeed(t.launches.findIndex((launch) => launch.executor !== executor));
    t.fail(lastOfBad());
    expect([t.failed.length, t.killedExecutors, t.scheduler.setsNeedingExecutor]).toEqual([failed, [], 1 - failed]);
  });
});
