import { beforeAll, describe, expect, it } from "vitest";
import { functions } from "../../index.js";
import type { Run } from "../../ledger/run-facts.js";
import { createSession } from "../../session.js";
import { testPorts } from "../../testing/test-ports.js";
import { mutateClaim } from "./mutate-claim.js";
import { Observation } from "./observed.js";
import { plainCopy } from "./same-value.js";

/** What lessons ask of a run; each has to be the same when it is watched. */
const QUESTIONS: Readonly<Record<string, (run: Run) => unknown>> = {
  text: (run) => String(run),
  tasks: (run) => run.tasks,
  jobs: (run) => run.jobs,
  waves: (run) => [run.waves(), run.slots, run.makespanMs],
  ledger: (run) => [run.ledger().entries, run.ledger({ job: run.finalJob.jobId }).coreUs("planning")],
  criticalPath: (run) => run.criticalPath().us("task"),
  whyJobs: (run) => run.whyJobs().jobs,
  trace: (run) => [[...run.trace()], run.trace({ component: "executor 1" }).counts(), String(run.trace())],
  shuffleFiles: (run) => run.shuffleFiles(run.stages[0]!.stageId),
  cachedBlocks: (run) => run.cachedBlocks(),
  advice: (run) => run.advice(),
  metrics: (run) => run.document.sqlExecutions,
  columns: (run) => [...run.document.tasks.columns.runMs.slice(0, run.document.tasks.length)],
};

let run: Run;

beforeAll(async () => {
  const session = createSession(testPorts());
  session.beginCell(1);
  session.task({ partition: 1 }).fail(1);
  await session.spark.range(0, 100, 1, 6).groupBy(functions.col("id").mod(3)).count().collect();
  await session.sc
    .range(0, 20, 1, 4)
    .map((n) => [n % 3, n])
    .groupByKey(2)
    .cache()
    .count();
  await session.settle();
  session.endCell();
  run = session.spark.lastRun;
});

describe("a watched run", () => {
  it.each(Object.entries(QUESTIONS))("answers as the run itself: %s", (_, question) => {
    const observation = new Observation(run);
    const watched = plainCopy(question(observation.evidence));
    expect(observation.reads).toBeGreaterThan(0);
    expect(watched).toEqual(plainCopy(question(run)));
  });

  it("is changed where its methods read it", () => {
    const changed = (facts: (evidence: Run) => object, right: object) =>
      mutateClaim({
        id: "C003",
        evidence: run,
        facts: (evidence: Run) => facts(evidence),
        expected: { right } as never,
      });
    const failed = (evidence: Run) => ({
      failed: evidence.tasks.filter((task) => task.status === "ExceptionFailure").length,
    });
    expect(changed(failed, failed(run))).toMatchObject({ survivors: [], unmoved: [] });
    const launches = (evidence: Run) => ({ launches: evidence.trace({ message: "LaunchTask" }).length });
    expect(changed(launches, launches(run))).toMatchObject({ survivors: [], unmoved: [] });
    const idle = (evidence: Run) => ({ us: evidence.criticalPath().us("task") });
    expect(changed(idle, idle(run))).toMatchObject({ survivors: [], unmoved: [] });
  });
});
