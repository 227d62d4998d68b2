import { describe, expect, it } from "vitest";
import { functions, IntegerType } from "./index.js";
import { createSession, type Session } from "./session.js";
import { testPorts } from "./testing/test-ports.js";

const { col, udf } = functions;
const PINNED = {
  "spark.stageplay.seed": "7",
  "spark.sql.adaptive.enabled": "false",
  "spark.sql.shuffle.partitions": "5",
};

function session(): Session {
  return createSession(testPorts());
}

/** A lesson of three cells, as a notebook runs it; gives the hash after each. */
async function lesson(s: Session, firstCell = 1): Promise<(string | undefined)[]> {
  const hashes: (string | undefined)[] = [];
  const cell = async (program: () => unknown): Promise<void> => {
    s.beginCell(firstCell + hashes.length);
    await program();
    await s.settle();
    s.endCell();
    hashes.push(s.lessonHash());
  };
  await cell(() => s.startLesson(PINNED));
  const twice = udf((n: number) => n * 2, IntegerType);
  await cell(() =>
    s.spark
      .range(0, 100, 1, 4)
      .withColumn("k", twice(col("id").mod(3)))
      .groupBy("k")
      .count()
      .collect(),
  );
  await cell(async () => {
    s.task({ partition: 1 }).fail(1);
    await s.sc
      .range(0, 20, 1, 4)
      .map((n) => [n % 3, n])
      .groupByKey(2)
      .cache()
      .count();
  });
  return hashes;
}

describe("a lesson", () => {
  it("begins with ids, clock and settings of its own", async () => {
    const s = session();
    s.beginCell(1);
    await s.sc.parallelize([1, 2], 2).count();
    s.endCell();
    await lesson(s, 2);
    const { document } = s.spark.lastRun;
    expect(document.jobs.map((job) => [job.jobId, job.stageIds])).toEqual([[1, [2, 3]]]);
    expect(document.conf).toMatchObject(PINNED);
    s.beginCell(9);
    s.startLesson(PINNED);
    expect(() => s.spark.lastRun).toThrow(/NO_RUN_YET/);
  });

  it("has equal hashes each time, in a fresh kernel and in a used one", async () => {
    const used = session();
    used.beginCell(1);
    await used.spark.range(0, 10, 1, 2).groupBy("id").count().collect();
    used.endCell();
    expect(used.lessonHash()).toBeUndefined();
    const first = await lesson(session());
    expect(await lesson(session())).toEqual(first);
    expect(await lesson(used, 12)).toEqual(first);
    expect(await lesson(used, 20)).toEqual(first);
    expect(new Set(first).size).toBe(3);
  });

  it("has another hash when something else ran", async () => {
    const s = session();
    const [, , last] = await lesson(s);
    s.beginCell(4);
    await s.sc.parallelize([1, 2], 2).count();
    s.endCell();
    expect(s.lessonHash()).not.toBe(last);
  });

  it("has another hash when a run failed otherwise, or cached another block", async () => {
    const hashAfter = async (program: (s: Session) => Promise<unknown>) => {
      const s = session();
      await lesson(s);
      s.beginCell(4);
      await program(s).catch(() => {});
      await s.settle();
      s.endCell();
      return s.lessonHash();
    };
    const failing = (message: string) => (s: Session) =>
      s.sc
        .range(0, 4, 1, 2)
        .map((): number => {
          throw new Error(message);
        })
        .count();
    const caching = (text: string) => (s: Session) => s.sc.parallelize([text, text], 2).cache().count();
    expect(await hashAfter(failing("a"))).toBe(await hashAfter(failing("a")));
    expect(await hashAfter(failing("a"))).not.toBe(await hashAfter(failing("b")));
    expect(await hashAfter(caching("x"))).not.toBe(await hashAfter(caching("x".repeat(10_000))));
  });

  it("keeps its settings in the applications that it starts", async () => {
    const s = session();
    s.beginCell(1);
    s.startLesson(PINNED);
    s.spark.submit("--master yarn --num-executors 2 --executor-cores 2");
    expect(s.spark.conf.get("spark.sql.shuffle.partitions")).toBe("5");
    s.spark.submit("--conf spark.sql.shuffle.partitions=6");
    expect(s.spark.conf.get("spark.sql.shuffle.partitions")).toBe("6");
    expect(s.spark.conf.get("spark.stageplay.seed")).toBe("7");
  });

  it("leaves everything as it was when its settings make no cluster", () => {
    const s = session();
    s.beginCell(1);
    expect(() => s.startLesson({ "spark.executor.cores": "0" })).toThrow(/INVALID/);
    expect(s.lessonHash()).toBeUndefined();
    expect(s.sc.defaultParallelism).toBeGreaterThan(0);
  });
});
