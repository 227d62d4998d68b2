import { describe, expect, it } from "vitest";
import { col, first, max } from "../dsl/functions.js";
import { hot, tail, text } from "../dsl/modelled.js";
import { FINDING_IDS, type Finding } from "../events/finding.js";
import type { RunDocument } from "../events/run.js";
import { HashPartitioner } from "../rdd/partitioner.js";
import { createSession, type Session } from "../session.js";
import { stage } from "../sim/faults/run-condition.js";
import { testPorts } from "../testing/test-ports.js";
import { FINDING_RULES } from "./findings/index.js";
import { CLUSTER_PROGRAMS } from "./testing/cluster-programs.js";
import { PARTITION_PROGRAMS } from "./testing/partition-programs.js";
import { QUERY_PROGRAMS } from "./testing/query-programs.js";
import { REUSE_PROGRAMS } from "./testing/reuse-programs.js";
import { after } from "./testing/seeded-program.js";

const PROGRAMS = [...PARTITION_PROGRAMS, ...REUSE_PROGRAMS, ...QUERY_PROGRAMS, ...CLUSTER_PROGRAMS];
const LINE = { file: "cell [1]", line: 7, column: 1 };

async function runOf(
  program: (session: Session) => Promise<unknown>,
  conf: Readonly<Record<string, string>> = {},
): Promise<RunDocument> {
  const ports = testPorts();
  const session = createSession({ ...ports, host: { ...ports.host, userFrame: () => LINE } }, { conf });
  session.beginCell(1);
  // A program may fail as a part of what it shows.
  await program(session).catch((error: unknown) => {
    if (!String(error).includes("SPARK_JOB_ABORTED")) throw error;
  });
  await session.settle();
  return session.endCell()!;
}

const adviceOf = async (...args: Parameters<typeof runOf>): Promise<readonly Finding[]> =>
  (await runOf(...args)).advice!;
const idsOf = (advice: readonly Finding[]): string[] => advice.map(({ id }) => id);

describe("every finding", () => {
  it("has a rule, and a program that shows it", () => {
    expect(FINDING_RULES.map(({ id }) => id)).toEqual(FINDING_IDS);
    expect(PROGRAMS.map(({ id }) => id).sort()).toEqual([...FINDING_IDS].sort());
  });

  it.each(PROGRAMS)("$id is found, with its numbers, and not in what is nearly the same", async (program) => {
    const { id, conf = {}, nearConf = conf, triggers, nearMiss, says } = program;
    const advice = await adviceOf(triggers, conf);
    const finding = advice.find((one) => one.id === id);
    expect(idsOf(advice)).toContain(id);
    const words = [finding!.seen, finding!.cause, finding!.fix, finding!.change].join("\n");
    for (const pattern of says) expect(words).toMatch(pattern);
    expect(words).not.toMatch(/NaN|undefined|Infinity|\[object/);
    expect(finding!.callSite?.line).toBe(LINE.line);
    expect(finding!.places.length).toBeGreaterThan(0);
    expect(idsOf(await adviceOf(nearMiss, nearConf))).not.toContain(id);
  });
});

describe("advice", () => {
  const slow = async (session: Session, jobs = 1) => {
    for (let i = 0; i < jobs; i++)
      await session.sc
        .range(0, 2, 1, 2)
        .map((n) => after("3s", n))
        .count();
  };

  it("has nothing to say about a run that is all right", async () => {
    expect(
      await adviceOf(({ sc }) =>
        sc
          .range(0, 16, 1, 8)
          .map((n) => after("1s", n))
          .count(),
      ),
    ).toEqual([]);
  });

  it("puts what is seen at several stages of one line together", async () => {
    const [once] = await adviceOf((session) => slow(session));
    const all = (await adviceOf((session) => slow(session, 3))).filter(({ id }) => id === "too-few-partitions");
    expect(all.map(({ occurrences, places }) => [occurrences, places.length])).toEqual([[3, 3]]);
    expect(all[0]!.seen).toContain("And 2 times more at the same line.");
    expect(all[0]!.costMs).toBeGreaterThan(2 * once!.costMs);
  });

  it("comes in the order of what it costs", async () => {
    const advice = await adviceOf(async (session) => {
      await slow(session, 2);
      await session.sc.range(0, 1000, 1, 1000).count();
    });
    const costs = advice.map(({ costMs }) => costMs);
    expect(advice.length).toBeGreaterThan(1);
    expect(costs).toEqual([...costs].sort((a, b) => b - a));
  });

  it("is silent where it is told to be", async () => {
    expect(idsOf(await adviceOf((session) => slow(session)))).toContain("too-few-partitions");
    const silenced = await adviceOf(async (session) => {
      session.spark.conf.set("spark.stageplay.advisor.silence", "too-few-partitions, executors-idle");
      await slow(session);
    });
    expect(silenced).toEqual([]);
    expect(await adviceOf((session) => slow(session), { "spark.stageplay.advisor.silence": "*" })).toEqual([]);
  });

  it("speaks from the threshold on that is set", async () => {
    const patient = { "spark.stageplay.advisor.too-few-partitions.time": "10s" };
    expect(idsOf(await adviceOf((session) => slow(session), patient))).not.toContain("too-few-partitions");
  });

  it("refuses a threshold that is none", () => {
    const { spark } = createSession(testPorts());
    expect(() => spark.conf.set("spark.stageplay.advisor.gc.share", "much")).toThrow("INVALID_CONF_VALUE");
    expect(() => spark.conf.set("spark.stageplay.advisor.gc.shares", 1)).toThrow("UNKNOWN_CONF_KEY");
  });

  it("is there for lessons before the cell has ended, and afterwards", async () => {
    const session = createSession(testPorts());
    session.beginCell(1);
    await slow(session);
    expect(idsOf(session.spark.lastRun.advice())).toContain("too-few-partitions");
    const run = session.endCell()!;
    expect(session.spark.lastRun.advice()).toEqual(run.advice);
  });

  it("does not call long tasks too many, however little they read", async () => {
    const dealt = (time: "1ms" | "30s") => (session: Session) =>
      session.sc
        .range(0, 400, 1, 4)
        .map((n): [number, number] => [n, n])
        .partitionBy(new HashPartitioner(200))
        .map((pair) => after(time, pair))
        .count();
    const all = { "spark.executor.instances": "100" };
    const [short] = (await adviceOf(dealt("1ms"), all)).filter(({ id }) => id === "too-many-partitions");
    // As many tasks as slots: the data says how few would do, not the slots.
    expect(short!.change).toBe("rdd.partitionBy(…, 1)");
    expect(idsOf(await adviceOf(dealt("30s"), all))).not.toContain("too-many-partitions");
  });

  it("finds a repartition needed whose partitions are sorted before they are aggregated", async () => {
    const ids = async (isSorted: boolean) => {
      const parts = ({ spark }: Session) =>
        spark.range(0, 20_000, 1, 4).withColumn("t", col("id").cast("string")).repartition(8, "id");
      const program = (s: Session) =>
        (isSorted ? parts(s).sortWithinPartitions("id") : parts(s)).agg(first("id"), max("t")).collect();
      return idsOf(await adviceOf(program, { "spark.sql.adaptive.enabled": "false" }));
    };
    expect(await ids(true)).not.toContain("needless-repartition");
    expect(await ids(false)).toContain("needless-repartition");
  });

  it("says what would let Spark split a partition that is large enough", async () => {
    const joined = async ({ spark }: Session) => {
      const land = hot({ US: 0.4 }, tail(500, "land"));
      const parcels = spark.read.modelled({
        name: "parcels",
        rows: 6e7,
        size: "6GB",
        partitions: 40,
        columns: { land, note: text(100) },
      });
      const others = Array.from({ length: 500 }, (_, i): [string, string] => [`land-${i + 1}`, "east"]);
      const regions = spark.createDataFrame([["US", "west"], ...others], ["land", "region"]);
      await parcels.join(regions.hint("merge"), ["land"]).groupBy("land").agg(max("note")).collect();
    };
    const adaptive = { "spark.sql.adaptive.enabled": "true", "spark.sql.shuffle.partitions": "20" };
    const [skewed] = (await adviceOf(joined, adaptive)).filter(({ id }) => id === "skewed-partition");
    expect(skewed!.change).toBe('spark.conf.set("spark.sql.adaptive.forceOptimizeSkewedJoin", true)');
  });

  it("does not advise what is on already", async () => {
    const failing = CLUSTER_PROGRAMS.find(({ id }) => id === "retries-one-node")!;
    const exclusion = { ...failing.conf, "spark.excludeOnFailure.enabled": "true" };
    expect(idsOf(await adviceOf(failing.triggers, exclusion))).not.toContain("retries-one-node");
    const dying = async ({ sc, cluster }: Session) => {
      const pairs = sc.range(0, 40, 1, 8).map((n): [number, number] => after("100ms", [n % 4, n]));
      cluster.host(2).kill().when(stage(1).started).after("200ms");
      await pairs
        .groupByKey(8)
        .map((pair) => after("1s", pair))
        .count();
    };
    const served = { "spark.executor.instances": "3", "spark.shuffle.service.enabled": "true" };
    const [lost] = (await adviceOf(dying, served)).filter(({ id }) => id === "fetch-failed");
    expect(lost!.cause).toMatch(/machine/);
    expect(lost!.change).toMatch(/celeborn/);
  });

  it("looks at very many tasks", async () => {
    const run = await runOf(({ sc }) => sc.range(0, 50_000, 1, 50_000).count(), {
      "spark.executor.instances": "100",
    });
    expect(idsOf(run.advice!)).toContain("too-many-partitions");
  });
});
