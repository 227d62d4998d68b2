import { fileURLToPath } from "node:url";
import { createSession, type RunDocument, type RunStage } from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { testPorts } from "../../kernel/core/src/testing/test-ports.js";
import { compare } from "./compare.js";
import { observedJobs } from "./observe.js";
import { PROGRAMS } from "./programs/index.js";
import { readRecords } from "./record.js";

const records = readRecords(fileURLToPath(new URL("records/structure", import.meta.url)));
const record = records.find((candidate) => candidate.id.startsWith("r12"))!;

/** A real run of r12: a shuffle into a cached RDD, then two jobs whose first stage is skipped. */
async function runOfCachedSums(): Promise<RunDocument> {
  const conf = { "spark.master": "local[2]", "spark.default.parallelism": "4" };
  const session = createSession(testPorts(), { conf });
  session.beginCell(1);
  await PROGRAMS["r12"]!({ spark: session.spark, sc: session.sc, data: "", tmp: "" });
  return session.endCell()!;
}

describe("a difference in the run document itself", () => {
  const aspects = (run: RunDocument) =>
    compare(record, observedJobs([run]), record.result, { records: true, chains: true }).map(({ aspect }) => aspect);
  const withStage = (run: RunDocument, at: number, change: (stage: RunStage) => Partial<RunStage>): RunDocument => ({
    ...run,
    stages: run.stages.map((stage, i) => (i === at ? { ...stage, ...change(stage) } : stage)),
  });
  const notSubmitted = ({ submittedMs: _, ...stage }: RunStage): RunStage => stage;

  it("is noticed: tasks, edges, kind, ran or skipped, jobs, records, cached marks", async () => {
    const run = await runOfCachedSums();
    expect(aspects(run)).toEqual([]);
    expect(aspects(withStage(run, 0, (stage) => ({ numTasks: stage.numTasks + 1 })))).toEqual(["graph"]);
    expect(aspects(withStage(run, 1, () => ({ parentIds: [] })))).toEqual(["graph"]);
    expect(aspects(withStage(run, 1, () => ({ kind: "ShuffleMapTask" })))).toEqual(["graph"]);
    expect(aspects(withStage(run, 2, () => ({ submittedMs: 0 })))).toEqual(["graph"]);
    expect(aspects({ ...run, stages: run.stages.map((stage, i) => (i === 3 ? notSubmitted(stage) : stage)) })).toEqual([
      "graph",
    ]);
    expect(aspects({ ...run, jobs: run.jobs.slice(0, 2) })).toEqual(["jobs"]);
    expect(aspects({ ...run, jobs: run.jobs.map((job) => ({ ...job, failure: "lost" })) })).toContain("jobs");
    const uncached = (stage: RunStage) => ({ rdds: stage.rdds.map((rdd) => ({ ...rdd, cached: false })) });
    expect(aspects(withStage(run, 1, uncached))).toEqual(["chains"]);
    run.tasks.columns.shuffleWriteRecords[0]!++;
    expect(aspects(run)).toEqual(["records"]);
  });
});
