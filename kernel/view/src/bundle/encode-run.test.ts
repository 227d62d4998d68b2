import { type RunDocument, TASK_COLUMN_NAMES, type TaskColumnName } from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { computeTaskFacts, taskFacts } from "../model/task-facts.js";
import { executorLostRun } from "../testing/executor-lost-run.test-support.js";
import { ordersRun } from "../testing/orders-run.test-support.js";
import { buildRun } from "../testing/run-builder.test-support.js";
import { bigRun, failedRun, hostileRun, wordCountRun } from "../testing/small-runs.test-support.js";
import { decodeRun } from "./decode-run.js";
import { encodeRun } from "./encode-run.js";

/** Through JSON, as a notebook file keeps it. */
function saved(run: RunDocument): { characters: number; run: ReturnType<typeof decodeRun> } {
  const json = JSON.stringify(encodeRun(run));
  return { characters: json.length, run: decodeRun(JSON.parse(json)) };
}

function column(run: RunDocument, name: TaskColumnName): number[] {
  return [...run.tasks.columns[name].subarray(0, run.tasks.length)];
}

describe("a small run", () => {
  it.each([
    ["daily orders", ordersRun()],
    ["executor lost", executorLostRun()],
    ["word count", wordCountRun()],
    ["failed", failedRun()],
    ["hostile texts", hostileRun()],
    [
      "tasks still running",
      buildRun({
        jobs: [{ id: 0, stages: [{ id: 0, status: "active", submittedMs: 1 }] }],
        tasks: [{ stage: 0, partition: 0, launchMs: 1.25 }],
        endMs: 9,
      }),
    ],
    [
      "times without a round decimal",
      buildRun({ jobs: [], tasks: [{ stage: 0, partition: 0, launchMs: Math.PI, finishMs: 10 / 3 }], endMs: 9 }),
    ],
    ["no task", buildRun({ jobs: [], endMs: 0 })],
  ])("comes back exactly: %s", (_, run) => {
    const { tasks, ...document } = run;
    const { tasks: decodedTasks, carried, ...decoded } = saved(run).run;
    expect(decoded).toEqual(JSON.parse(JSON.stringify(document)));
    expect(decodedTasks.length).toBe(tasks.length);
    expect(decodedTasks.firstTaskId).toBe(tasks.firstTaskId);
    for (const name of TASK_COLUMN_NAMES)
      expect(column({ ...run, tasks: decodedTasks }, name)).toEqual(column(run, name));
    expect(decodedTasks.reasons).toEqual(tasks.reasons);
    expect(carried.tasksDrawn).toEqual({ drawn: tasks.length, total: tasks.length });
  });

  it("is plain JSON that a reader can look into", () => {
    const bundle = encodeRun(wordCountRun());
    expect(bundle.version).toBe(1);
    expect(bundle.document).toMatchObject({ runId: 3, jobs: [{ jobId: 0 }, { jobId: 1 }] });
    expect(JSON.stringify(bundle).length).toBeLessThan(8_000);
  });
});

describe("the messages of a run", () => {
  const withMessages = (count: number): RunDocument => ({
    ...wordCountRun(),
    messages: {
      times: { dispatchMs: 0.25, launchMs: 1, reportMs: 1, heartbeatMs: 10_000 },
      sent: [
        ...Array.from({ length: count }, (_, i) => [i, "OpenBlocks", i % 4, 0, 0, "code of stage 0.0", 0] as const),
        [99, "RemoveExecutor", -1, 2, 0, "Container was preempted.", 0],
      ],
      totals: { OpenBlocks: count, RemoveExecutor: 1 },
      silences: [{ executorId: 2, fromMs: 50, cause: "frozen" }],
    },
  });

  it("come back exactly when there are few", () => {
    const run = withMessages(10);
    expect(saved(run).run.messages).toEqual(run.messages);
  });

  it("are cut to the first of each kind when there are many, and say of how many", () => {
    const { messages } = saved(withMessages(1_000)).run;
    expect(messages!.sent).toHaveLength(51);
    expect(messages!.sent.at(-1)![1]).toBe("RemoveExecutor");
    expect(messages!.totals).toEqual({ OpenBlocks: 1_000, RemoveExecutor: 1 });
  });

  it("must be messages", () => {
    const bundle = JSON.parse(JSON.stringify(encodeRun(withMessages(1))));
    bundle.document.messages.sent[0][0] = "soon";
    expect(() => decodeRun(bundle)).toThrow("document.messages.sent[0][0] is not a number");
    bundle.document.messages.sent[0] = [0, "__proto__", 0, 0, 0, "", 0];
    expect(() => decodeRun(bundle)).toThrow("document.messages.sent[0][1]");
  });
});

describe("a run of 100,000 tasks", () => {
  const run = bigRun(100_000);
  const { characters, run: decoded } = saved(run);

  it("fits in 300 kB", () => {
    expect(characters).toBeLessThanOrEqual(300_000);
  });

  it("keeps lane, times, stage, attempt, partition and status of every task", () => {
    const exact = [
      "executor",
      "core",
      "launchMs",
      "finishMs",
      "stageId",
      "stageAttempt",
      "partition",
      "attempt",
      "status",
    ];
    for (const name of exact as TaskColumnName[]) expect(column(decoded, name)).toEqual(column(run, name));
  });

  it("says of how many tasks the metrics are, and leaves the others unknown", () => {
    const { tasksDrawn, metricsSampled } = decoded.carried;
    expect(tasksDrawn).toEqual({ drawn: 100_000, total: 100_000 });
    expect(metricsSampled.total).toBe(100_000);
    expect(metricsSampled.drawn).toBeGreaterThan(500);
    const known = column(decoded, "shuffleReadBytes").filter((value) => !Number.isNaN(value));
    expect(known.length).toBe(metricsSampled.drawn);
    const first = run.tasks.columns.shuffleReadBytes[0]!;
    expect(Math.abs(known[0]! - first) / first).toBeLessThan(0.01);
  });

  it("keeps counts and quantiles of all tasks", () => {
    expect(taskFacts(decoded).stages).toEqual(computeTaskFacts(run).stages);
  });
});

describe("times with all digits of a double", () => {
  it("come back exactly when there is room, however many tasks there are", () => {
    const run = bigRun(20_000, 1000, "fractional");
    // Tasks of one length, as a regular program has them: they deflate to nothing.
    for (let row = 0; row < run.tasks.length; row++) {
      run.tasks.columns.launchMs[row] = Math.floor(row / 400) * (5 + 1 / 3);
      run.tasks.columns.finishMs[row] = run.tasks.columns.launchMs[row]! + 5 + 1 / 3;
    }
    const { run: decoded } = saved(run);
    expect(decoded.carried.timeResolutionMs).toBe(0);
    expect(column(decoded, "launchMs")).toEqual(column(run, "launchMs"));
    expect(column(decoded, "finishMs")).toEqual(column(run, "finishMs"));
  });

  it.each([
    [20_000, 0.001],
    [100_000, 0.1],
  ])("of %d irregular tasks are kept to the resolution that the bundle names", (tasks, resolutionMs) => {
    const run = bigRun(tasks, 1000, "fractional");
    const { characters, run: decoded } = saved(run);
    expect(characters).toBeLessThanOrEqual(300_000);
    expect(decoded.carried.tasksDrawn).toEqual({ drawn: tasks, total: tasks });
    expect(decoded.carried.timeResolutionMs).toBeLessThanOrEqual(resolutionMs);
    let worst = 0;
    for (const name of ["launchMs", "finishMs"] as const) {
      const [was, is] = [column(run, name), column(decoded, name)];
      was.forEach((value, row) => {
        worst = Math.max(worst, Math.abs(value - is[row]!));
      });
    }
    expect(worst).toBeGreaterThan(0);
    expect(worst).toBeLessThanOrEqual(decoded.carried.timeResolutionMs / 2 + 1e-9);
    expect(taskFacts(decoded).stages).toEqual(computeTaskFacts(run).stages);
  });

  it("leave metrics below a millisecond known to a microsecond", () => {
    const run = bigRun(20_000, 1000, "fractional");
    const decoded = saved(run).run;
    const was = column(run, "gcMs");
    column(decoded, "gcMs").forEach((value, row) => {
      if (!Number.isNaN(value)) expect(Math.abs(value - was[row]!)).toBeLessThanOrEqual(0.0006);
    });
  });
});

describe("a run of 1,000,000 tasks", () => {
  it("fits in 1 MB, says how many tasks it draws, and keeps counts and quantiles", { timeout: 60_000 }, () => {
    const run = bigRun(1_000_000, 10_000);
    const { characters, run: decoded } = saved(run);
    expect(characters).toBeLessThanOrEqual(1_000_000);
    const { tasksDrawn } = decoded.carried;
    expect(tasksDrawn.total).toBe(1_000_000);
    expect(tasksDrawn.drawn).toBe(decoded.tasks.length);
    expect(tasksDrawn.drawn).toBeGreaterThan(100_000);
    const { launchMs, finishMs } = run.tasks.columns;
    const durations = Array.from({ length: 10_000 }, (_, i) => finishMs[70_000 + i]! - launchMs[70_000 + i]!).sort(
      (a, b) => a - b,
    );
    const facts = taskFacts(decoded).stages["7.0"]!;
    expect(facts.counts.succeeded).toBe(10_000);
    expect(facts.durations).toMatchObject({ min: durations[0], median: durations[5_000], max: durations[9_999] });
  });
});

describe("a run whose document alone is long", () => {
  it("stays under 1 MB and keeps the last jobs, saying so", () => {
    const text = Array.from({ length: 300 }, (_, i) => `column_${i * 7919}`).join(" ");
    const jobs = Array.from({ length: 6_000 }, (_, id) => ({
      id,
      stages: [{ id, result: true, name: `${text.slice(id % 1000)} ${id * 104_729}` }],
    }));
    const { characters, run } = saved(buildRun({ jobs, endMs: 10, tasks: [{ stage: 0, partition: 0, launchMs: 1 }] }));
    expect(characters).toBeLessThanOrEqual(1_000_000);
    expect(run.carried.jobsKept.total).toBe(6_000);
    expect(run.jobs.at(-1)?.jobId).toBe(5_999);
  });

  it("packs what compresses well without losing anything", () => {
    const jobs = Array.from({ length: 400 }, (_, id) => ({ id, stages: [{ id, result: true }] }));
    const whole = buildRun({ jobs, endMs: 10 });
    const bundle = encodeRun(whole);
    expect(bundle.document).toBeUndefined();
    expect(bundle.packed!.length).toBeLessThan(60_000);
    expect(decodeRun(bundle).stages).toEqual(whole.stages);
  });
});
