import { readFileSync } from "node:fs";
import { createSession, type RunDocument } from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { type ObservedJob, observedJobs } from "./observe.js";
import { kernelPorts } from "./ports.js";
import { type Operation, RDD_OPERATIONS } from "./programs/rdd-operations.js";

/**
 * What Spark 4.3.0 ran for one use of each operation (local[2], parallelism 4), recorded with a listener: for each job its stages
 * in order of the text, each with the last method's name, tasks, number of parent stages, RDD chain, and records a task (read,
 * read from shuffles, written to shuffles).
 */
const RECORDS = JSON.parse(readFileSync(new URL("records/rdd-operations.json", import.meta.url), "utf8")) as Record<
  string,
  readonly (readonly string[])[]
>;

describe("each RDD operation runs the jobs, stages and RDDs that Spark runs, and gives what Spark gives", () => {
  it.each(Object.entries(RDD_OPERATIONS))("%s", async (name, operation) => {
    const { result, jobs } = await run(operation);
    expect(jobs).toEqual(RECORDS[name]);
    if ("result" in operation) expect(result).toEqual(operation.result);
  });

  it("each record has its operation here", () => {
    expect(Object.keys(RECORDS).sort()).toEqual(Object.keys(RDD_OPERATIONS).sort());
  });
});

async function run(operation: Operation) {
  const conf = { "spark.master": "local[2]", "spark.default.parallelism": "4" };
  const session = createSession(kernelPorts(), { conf });
  session.beginCell(1);
  const result = await operation.run(session.sc);
  await session.settle();
  const run = session.endCell();
  return { result, jobs: run === undefined ? [] : observedJobs([run]).map((job) => stageTexts(run, job)) };
}

function stageTexts(run: RunDocument, { stages }: ObservedJob): string[] {
  const texts = stages.map((stage) => {
    const position = new Map(stage.rdds.map((rdd, i) => [rdd.id, i]));
    const chain = stage.rdds.map(({ scope, rdd, partitions, cached, parents }) => {
      const inside = parents.flatMap((id) => position.get(id) ?? []);
      return `${scope}/${rdd}[${partitions}]${cached ? "C" : ""}<-(${inside})`;
    });
    const tasks = (stage.recordsRead ?? []).map(
      (read, i) => `${read}/${stage.shuffleRecordsRead?.[i]}/${stage.shuffleRecordsWritten?.[i]}`,
    );
    const { name } = run.stages.find(({ stageId }) => stageId === stage.id)!;
    const skipped = stage.status === "skipped" ? " skipped" : "";
    const text = `${name} ${stage.numTasks}${skipped} <-${stage.parents.length} | ${chain.join(" ")} | ${tasks.join(" ")}`;
    return text.trim();
  });
  return texts.sort();
}
