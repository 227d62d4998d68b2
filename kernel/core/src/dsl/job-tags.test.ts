import { describe, expect, it } from "vitest";
import { createSession, type Session, work } from "../index.js";
import { testPorts } from "../testing/test-ports.js";

function session(): Session {
  const made = createSession(testPorts(), { conf: { "spark.master": "local[2]" } });
  made.beginCell(1);
  return made;
}

const slow = ({ sc }: Session): Promise<number> =>
  sc
    .range(0, 4, 1, 4)
    .map((n) => {
      work("4s");
      return n;
    })
    .count();

/** What the action's promise rejects with, once it runs and `cancel` was called. */
async function cancelled(s: Session, cancel: () => unknown, action = slow): Promise<string> {
  const failure = action(s).then(
    () => "it succeeded",
    (error: Error) => error.message.split("\n")[0]!,
  );
  await s.spark.sleep("1s");
  cancel();
  return failure;
}

describe("cancelling, in the words of Spark 4.3 (B15)", () => {
  it.each<[string, (s: Session) => void, (s: Session) => void, string]>([
    [
      "by tag",
      ({ sc }) => sc.addJobTag("nightly"),
      ({ sc }) => sc.cancelJobsWithTag("nightly"),
      "Job 0 cancelled part of cancelled job tags nightly.",
    ],
    [
      "by tag, with a reason",
      ({ sc }) => sc.addJobTag("n"),
      ({ sc }) => sc.cancelJobsWithTag("n", "too slow"),
      "Job 0 cancelled too slow.",
    ],
    [
      "by group",
      ({ sc }) => sc.setJobGroup("g"),
      ({ sc }) => sc.cancelJobGroup("g"),
      "Job 0 cancelled part of cancelled job group g.",
    ],
    [
      "by group, with a reason",
      ({ sc }) => sc.setJobGroup("g"),
      ({ sc }) => sc.cancelJobGroup("g", "too slow"),
      "Job 0 cancelled too slow.",
    ],
    ["by job", () => {}, ({ sc }) => sc.cancelJob(0), "Job 0 cancelled."],
    ["by job, with a reason", () => {}, ({ sc }) => sc.cancelJob(0, "enough of it"), "Job 0 cancelled enough of it."],
    ["by stage", () => {}, ({ sc }) => sc.cancelStage(0), "Job 0 cancelled because Stage 0 was cancelled."],
    [
      "by stage, with a reason",
      () => {},
      ({ sc }) => sc.cancelStage(0, "enough of it"),
      "Job 0 cancelled because enough of it.",
    ],
    ["all", () => {}, ({ sc }) => sc.cancelAllJobs(), "Job 0 cancelled as part of cancellation of all jobs."],
  ])("%s", async (_, prepare, cancel, message) => {
    const s = session();
    prepare(s);
    expect(await cancelled(s, () => cancel(s))).toContain(`[SPARK_JOB_CANCELLED] ${message}`);
  });

  it.each<[string, (s: Session) => void]>([
    ["job", ({ sc }) => sc.cancelJob(99)],
    ["stage", ({ sc }) => sc.cancelStage(99)],
    ["tag", ({ sc }) => sc.cancelJobsWithTag("nobody")],
    ["group", ({ sc }) => sc.cancelJobGroup("nobody")],
  ])("a %s that is not there is nothing", async (_, cancel) => {
    const s = session();
    expect(await cancelled(s, () => cancel(s))).toBe("it succeeded");
  });

  it("a group's future jobs are cancelled before they start; they use a number up", async () => {
    const s = session();
    const { sc } = s;
    sc.setJobGroup("fut");
    expect(await cancelled(s, () => sc.cancelJobGroupAndFutureJobs("fut"))).toMatch(/Job 0 cancelled part of/);
    await expect(slow(s)).rejects.toThrow("Job 1 cancelled part of cancelled job group fut.");
    sc.setJobGroup("other");
    await sc.range(0, 2).count();
    expect(s.endCell()!.jobs.map(({ jobId }) => jobId)).toEqual([0, 2]);
  });

  it.each([
    [true, 1],
    [false, 4],
  ])("with interruptOnCancel %s a sleeping task of a cancelled job ends after %i s", async (interrupt, seconds) => {
    const s = session();
    s.sc.setInterruptOnCancel(interrupt);
    const sleeping = (): Promise<number> =>
      s.sc
        .range(0, 2, 1, 2)
        .map(() => work("4s"))
        .count();
    await cancelled(s, () => s.sc.cancelAllJobs(), sleeping);
    await s.settle();
    const { tasks } = s.endCell()!;
    expect(tasks.record(0).status).toBe("TaskKilled");
    expect(Math.round((tasks.record(0).finishMs - tasks.record(0).launchMs) / 1000)).toBe(seconds);
  });
});

describe("tags", () => {
  it("are a set, in the property's order", () => {
    const { sc } = session();
    for (const tag of ["x", "b", "x"]) sc.addJobTag(tag);
    expect([...sc.getJobTags()]).toEqual(["x", "b"]);
    expect(sc.getLocalProperty("spark.job.tags")).toBe("x,b");
    sc.removeJobTag("x");
    sc.removeJobTag("nope");
    expect(sc.getLocalProperty("spark.job.tags")).toBe("b");
    sc.clearJobTags();
    expect(sc.getLocalProperty("spark.job.tags")).toBeNull();
  });

  it.each(["addJobTag", "removeJobTag", "cancelJobsWithTag"] as const)("%s refuses what is no tag", (method) => {
    const { sc } = session();
    expect(() => sc[method]("")).toThrow(/INVALID_JOB_TAG.*cannot be an empty string.*Next step/s);
    expect(() => sc[method]("a,b")).toThrow(/INVALID_JOB_TAG.*cannot contain ','/s);
  });

  it("of the session and of the context are two kinds", () => {
    const { spark, sc } = session();
    spark.addTag("p");
    expect([[...spark.getTags()], [...sc.getJobTags()]]).toEqual([["p"], []]);
    spark.removeTag("p");
    expect(spark.getTags().size).toBe(0);
    expect(() => spark.addTag("")).toThrow(/INVALID_JOB_TAG/);
  });
});

describe("interrupting queries", () => {
  const query = ({ spark }: Session): Promise<unknown> => spark.range(0, 1e6, 1, 4).groupBy("id").count().collect();
  const failure = (action: Promise<unknown>): Promise<string> =>
    action.then(
      () => "it succeeded",
      (error: Error) => error.message.split("\n")[0]!,
    );
  /** Until the query's first job runs. */
  const started = (s: Session): Promise<void> => s.spark.sleep("150ms");

  it("all of them", async () => {
    const s = session();
    const end = failure(query(s));
    await started(s);
    expect(s.spark.interruptAll()).toEqual(["0"]);
    expect(await end).toContain("cancelled as part of cancellation of all jobs.");
    expect(s.spark.interruptAll()).toEqual([]);
  });

  it("by a tag of their start, even when the session has a new one since", async () => {
    const s = session();
    s.spark.addTag("report");
    const end = failure(query(s));
    await started(s);
    s.spark.addTag("other");
    expect(s.spark.interruptTag("nobody")).toEqual([]);
    expect(s.spark.interruptTag("other")).toEqual([]);
    expect(s.spark.interruptTag("report")).toEqual(["0"]);
    expect(await end).toContain("cancelled part of cancelled job tags report.");
  });

  it("one, by its number", async () => {
    const s = session();
    const end = failure(query(s));
    await started(s);
    expect(s.spark.interruptOperation("7")).toEqual([]);
    expect(s.spark.interruptOperation("0")).toEqual(["0"]);
    expect(await end).toMatch(/Job 0 cancelled\./);
    expect(() => s.spark.interruptOperation("nope")).toThrow(/INVALID_OPERATION_ID.*must be a number in string form/s);
  });

  it("leaves RDD jobs alone", async () => {
    const s = session();
    expect(await cancelled(s, () => s.spark.interruptAll())).toBe("it succeeded");
  });
});
