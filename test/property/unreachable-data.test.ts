import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createSession, type Session } from "@stageplay/core";
import { expect, it } from "vitest";
import { kernelPorts } from "../golden/ports.js";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const ROWS = 20_000;
const MIB = 1024 * 1024;

/** Heap in MiB once the programs' results, shuffles and blocks that nobody can reach are gone. */
async function heapAfter(session: Session, runs: number, program: (session: Session) => Promise<unknown>) {
  for (let i = 0; i < runs; i++) {
    session.beginCell(i);
    await program(session);
    await session.settle();
    session.endCell();
  }
  collectGarbage();
  return getHeapStatistics().used_heap_size / MIB;
}

/** What a cell may do again and again; each leaves a shuffle, and the second blocks too. */
const PROGRAMS: Readonly<Record<string, (session: Session) => Promise<unknown>>> = {
  "a shuffle of an RDD": ({ sc }) =>
    sc
      .range(0, ROWS)
      .map((n) => [n % 5_000, `value ${n}`])
      .groupByKey()
      .count(),
  "a persisted RDD": ({ sc }) =>
    sc
      .range(0, ROWS)
      .map((n) => `value ${n}`)
      .cache()
      .count(),
  "an exchange of a query": ({ spark }) =>
    spark.range(0, ROWS).selectExpr("id % 5000 AS k", "concat('value ', id) AS v").groupBy("k").count().collect(),
};

// A run of the first program leaves 5 MiB and more while its shuffle is kept: 20 of them would leave 100.
it.each(Object.entries(PROGRAMS))("%s goes when the program can no longer reach it", async (_, program) => {
  const session = createSession(kernelPorts(), { conf: { "spark.master": "local[2]" } });
  const warm = await heapAfter(session, 5, program);
  const later = await heapAfter(session, 20, program);
  expect(later - warm).toBeLessThan(5);
});

it("a shuffle that the program still holds stays: its stage is skipped", async () => {
  const session = createSession(kernelPorts(), { conf: { "spark.master": "local[2]" } });
  session.beginCell(1);
  const counts = session.sc
    .range(0, 1_000)
    .map((n) => [n % 10, 1])
    .reduceByKey((a, b) => a + b);
  await counts.count();
  collectGarbage();
  await counts.count();
  const run = session.endCell()!;
  const [, again] = run.jobs;
  const skipped = run.stages.filter(
    ({ stageId, submittedMs }) => again!.stageIds.includes(stageId) && submittedMs === undefined,
  );
  expect(skipped).toHaveLength(1);
});
