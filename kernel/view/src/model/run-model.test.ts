import { describe, expect, it } from "vitest";
import { decodeRun } from "../bundle/decode-run.js";
import { encodeRun } from "../bundle/encode-run.js";
import { executorLostRun } from "../testing/executor-lost-run.test-support.js";
import { ordersRun } from "../testing/orders-run.test-support.js";
import { buildRun } from "../testing/run-builder.test-support.js";
import { bigRun, failedRun, wordCountRun } from "../testing/small-runs.test-support.js";
import { runModel } from "./run-model.js";

describe("verdict", () => {
  it("gives numbers first, then why there are so many jobs, by cause", () => {
    const { headline, sentences } = runModel(ordersRun()).verdict;
    expect(headline).toBe("5 jobs · 8 stages, 1 skipped · 29 tasks in 4.1 s");
    expect(sentences[0]).toBe("One action, five jobs: 2 schema reads, 1 broadcast, 1 range sample, 1 result.");
  });

  it("tells which executor was lost and which stages ran again (s11)", () => {
    const { headline, sentences } = runModel(executorLostRun()).verdict;
    expect(headline).toBe("1 job · 2 stages, 4 attempts · 26 tasks, 4 failed in 4.7 s");
    expect(sentences).toContain("Executor 1 was lost at 2.4 s (OutOfMemoryError: Command exited with code 52).");
    expect(sentences).toContain("Stage 6 ran again (6.1): 4 tasks.");
  });

  it("names the largest part of core time, its core-seconds, and the user's line that it goes back to", () => {
    // 2 executors × 2 cores, two tasks a stage: at least half of the slots are idle.
    const { verdict, coreTime } = runModel(wordCountRun());
    expect(verdict.coreTime).toBe(
      "47% of core time was idle, too few tasks: 2.1 of 4.4 core-seconds, most of it for count at cell [3]:4 (stage 0).",
    );
    expect(verdict.sentences).toEqual([]);
    expect(coreTime.parts.reduce((sum, { coreUs }) => sum + coreUs, 0)).toBe(coreTime.totalUs);
    expect(coreTime.totalUs).toBe(4 * 1_110_000);
  });

  it("says that a job failed, and why", () => {
    expect(runModel(failedRun()).verdict.failed[0]).toBe(
      "Job 0 failed: Job aborted due to stage failure: Task 3 in stage 0.0 failed 4 times.",
    );
  });
});

describe("provenance", () => {
  it("says it as tags and profile", () => {
    const model = runModel(ordersRun());
    expect(model.tags.map((tag) => tag.text)).toEqual(["rows measured", "bytes measured", "times modelled"]);
    expect(model.profile).toBe("Spark 4.3.0 · AQE off · seed 42");
  });

  it("needs one tag for a recorded run", () => {
    expect(runModel(executorLostRun()).tags.map((tag) => tag.text)).toEqual(["recorded from Spark 4.3.0"]);
  });
});

describe("operators of a stage", () => {
  it("are the scopes of an RDD program in order of data flow, the cached one marked (A16)", () => {
    const { stages } = runModel(wordCountRun());
    expect(stages[0]!.operators.map((operator) => operator.name)).toEqual(["textFile", "flatMap", "map"]);
    expect(stages[3]!.operators.map(({ name, cached }) => [name, cached])).toEqual([
      ["reduceByKey", true],
      ["filter", false],
    ]);
  });

  it("are the physical operators behind WholeStageCodegen, leaf first, with the rows they gave", () => {
    const { stages } = runModel(ordersRun());
    expect(stages[3]!.operators.map(({ name, rows }) => [name, rows])).toEqual([
      ["Scan parquet", 10000],
      ["ColumnarToRow", 10000],
      ["Filter", 8012],
      ["Project", 8012],
      ["BroadcastHashJoin", 8012],
      ["Project", 8012],
      ["HashAggregate (partial)", 24],
      ["Exchange hash", 24],
    ]);
  });

  it("tell two scans of one query apart by the stage they are in", () => {
    const { stages } = runModel(ordersRun());
    expect(stages[2]!.operators.map(({ name, rows }) => [name, rows])).toEqual([
      ["Scan parquet", 200],
      ["ColumnarToRow", 200],
      ["Filter", 200],
      ["BroadcastExchange", 200],
    ]);
  });

  it("leave out the reading side of an exchange, which the arrow shows", () => {
    const { stages } = runModel(ordersRun());
    expect(stages[7]!.operators.map((operator) => operator.name)).toEqual(["Sort", "WriteFiles"]);
  });
});

describe("jobs", () => {
  it("have arrows with what the parent wrote, for a skipped one what the reused stage wrote", () => {
    const [, , , , write] = runModel(ordersRun()).jobs;
    expect(write!.title).toBe("Job 4 · parquet at cell [3]:4");
    expect(write!.edges).toEqual([
      { from: 5, to: 6, reused: true, records: 24, bytes: 2150 },
      { from: 6, to: 7, reused: false, records: 6, bytes: 610 },
    ]);
    expect(write!.stages[0]).toMatchObject({ status: "skipped", statusNote: "its shuffle was written by stage 3" });
  });

  it("count each partition once when a map stage ran again", () => {
    const [job] = runModel(executorLostRun()).jobs;
    expect(job!.stages.map((stage) => stage.label)).toEqual(["6.1", "7.1"]);
    expect(job!.edges).toEqual([{ from: 6, to: 7, reused: false, records: 12, bytes: 2040 }]);
  });

  it("show no amount for a stage that failed before it wrote", () => {
    expect(runModel(failedRun()).jobs[0]!.edges).toEqual([{ from: 0, to: 1, reused: false }]);
  });
});

describe("stages", () => {
  it("have exact quantiles as Spark's UI takes them", () => {
    const { stages } = runModel(executorLostRun());
    expect(stages[0]).toMatchObject({ label: "6", durationMs: 1226, durations: { min: 516, median: 566, max: 665 } });
    expect(stages[2]).toMatchObject({ status: "failed", counts: { succeeded: 4, failed: 4 } });
    expect(stages[2]!.statusNote).toBe("FetchFailedException: Failed to connect to host-3");
    expect(stages[3]!.statusNote).toBe("again: 2 of 6 tasks, missing partitions");
  });

  it("say when a failed job did not come to them, which Spark calls skipped as well", () => {
    const run = failedRun();
    const [failed, next] = run.stages;
    const skipped = { ...run, stages: [failed!, { ...next!, status: "skipped" as const }] };
    expect(runModel(skipped).stages[1]!.statusNote).toBe("never began: the job failed");
    const done = { ...skipped, stages: [{ ...failed!, status: "complete" as const }, skipped.stages[1]!] };
    expect(runModel(done).stages[1]!.statusNote).toBe("its output is already there");
  });

  it("share a colour between attempts and with the stage whose output they reuse", () => {
    const orders = runModel(ordersRun()).stages;
    expect(orders[5]!.colorIndex).toBe(orders[3]!.colorIndex);
    expect(runModel(executorLostRun()).stages.map((stage) => stage.colorIndex)).toEqual([0, 0, 1, 1]);
  });
});

describe("gantt", () => {
  it("has one lane a core, executors in order, times since the run's start", () => {
    const { gantt } = runModel(executorLostRun());
    expect(gantt.count).toBe(26);
    expect(gantt.laneCount).toBe(6);
    expect(gantt.slots).toBe(6);
    expect(gantt.executors[1]).toMatchObject({ executorId: 1, firstLane: 2, removedMs: 2364 });
    expect([gantt.lane[0], gantt.startMs[0], gantt.durationMs[0], gantt.stageIndex[0]]).toEqual([4, 31, 662, 0]);
  });

  it("counts active tasks over time", () => {
    const { active } = runModel(executorLostRun()).gantt;
    const countAt = (ms: number): number => active.count[active.timeMs.filter((time) => time <= ms).length - 1]!;
    expect([0, 100, 1244, 1500, 2000, 3200, 3500].map(countAt)).toEqual([0, 6, 0, 6, 2, 0, 4]);
    expect(active.count.at(-1)).toBe(0);
    expect([...active.timeMs]).toEqual([...active.timeMs].sort((a, b) => a - b));
  });

  it("lets running tasks reach to the last event", () => {
    const run = buildRun({
      jobs: [{ id: 0, stages: [{ id: 0, status: "active", submittedMs: 100 }] }],
      tasks: [{ stage: 0, partition: 0, launchMs: 110 }],
      startMs: 100,
      endMs: 400,
    });
    const { gantt } = runModel(run);
    expect([gantt.startMs[0], gantt.durationMs[0]]).toEqual([10, 290]);
  });
});

describe("a run from a bundle that had no room for everything", () => {
  it("says N of M and counts all tasks", () => {
    const run = bigRun(100_000);
    const model = runModel(decodeRun(encodeRun(run)));
    expect(model.notes).toEqual([expect.stringMatching(/^Metrics are kept for [\d,]+ of 100,000 tasks/)]);
    expect(model.verdict).toEqual(runModel(run).verdict);
  });
});
