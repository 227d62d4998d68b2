import { describe, expect, test } from "vitest";
import { work } from "../dsl/task-context.js";
import type { RunDocument } from "../events/run.js";
import type { Session } from "../session.js";
import { cellSession, endCell } from "../testing/cell-program.js";

const SERVICE = { "spark.shuffle.service.enabled": "true" };
const REMOTE = { "spark.shuffle.manager": "org.apache.spark.shuffle.celeborn.SparkShuffleManager" };
const MIGRATES = { "spark.decommission.enabled": "true", "spark.storage.decommission.enabled": "true" };

/** Twelve maps of a second; what reads them is counted twice, with a pause between. */
async function twice(s: Session, between: (s: Session) => void, pause = "1s"): Promise<RunDocument> {
  const counted = s.sc
    .parallelize([...Array(12).keys()], 12)
    .map((n): [number, number] => {
      work("1s");
      return [n % 6, n];
    })
    .reduceByKey((a, b) => a + b, 6);
  expect(await counted.count()).toBe(6);
  between(s);
  await s.spark.sleep(pause);
  expect(await counted.count()).toBe(6);
  return endCell(s);
}

const statuses = ({ tasks }: RunDocument): string[] =>
  [...new Set(Array.from({ length: tasks.length }, (_, row) => tasks.record(row).status))].sort();
/** Stage attempts that ran, with their tasks. */
const attempts = ({ stages }: RunDocument): [stage: number, attempt: number, tasks: number][] =>
  stages.filter(({ status }) => status !== "skipped").map((s) => [s.stageId, s.attempt, s.numTasks]);
const ONCE = [
  [0, 0, 12],
  [1, 0, 6],
  [3, 0, 6],
];

describe("shuffle files when executors go (B12, F7)", () => {
  test("they go with their executor: its maps run again", async () => {
    const document = await twice(cellSession(), ({ cluster }) => cluster.executor(1).kill());
    expect(attempts(document)).toEqual([
      [0, 0, 12],
      [1, 0, 6],
      [2, 0, 4],
      [3, 0, 6],
    ]);
  });

  test("a service on the host has them still; it goes with its host", async () => {
    expect(attempts(await twice(cellSession(SERVICE), ({ cluster }) => cluster.executor(1).kill()))).toEqual(ONCE);
    const document = await twice(cellSession(SERVICE), ({ cluster }) => cluster.host(2).kill());
    expect(attempts(document)).toEqual([
      [0, 0, 12],
      [1, 0, 6],
      [2, 0, 4],
      [3, 0, 6],
    ]);
    expect(document.executors[1]).toMatchObject({ host: "host-2", removedReason: "worker lost: host-2" });
  });

  test("a remote service has them whatever happens, and every byte comes over the network", async () => {
    const document = await twice(cellSession(REMOTE), ({ cluster }) => {
      cluster.host(1).kill();
      cluster.executor(1).kill();
    });
    expect(attempts(document)).toEqual(ONCE);
    const { shuffleReadBytes, shuffleRemoteBytes, locality } = document.tasks.columns;
    const reducers = Array.from({ length: document.tasks.length }, (_, row) => row).filter(
      (row) => shuffleReadBytes[row]! > 0,
    );
    expect(reducers).toHaveLength(12);
    for (const row of reducers) expect(shuffleRemoteBytes[row]).toBe(shuffleReadBytes[row]);
    expect(reducers.every((row) => locality[row] === 0)).toBe(true);
  });

  test("maps that have run on a lost executor of a running stage run again only where files are lost with it", async () => {
    const program = async (conf: Readonly<Record<string, string>>): Promise<RunDocument> => {
      const s = cellSession(conf);
      s.cluster.executor(1).killAt("1500ms");
      return twice(s, () => {});
    };
    expect(statuses(await program({}))).toEqual(["ExecutorLostFailure", "Resubmitted", "Success"]);
    expect(statuses(await program(SERVICE))).toEqual(["ExecutorLostFailure", "Success"]);
    expect(statuses(await program(REMOTE))).toEqual(["ExecutorLostFailure", "Success"]);
  });
});

describe("decommission (C14)", () => {
  const leave = ({ cluster }: Session): void => void cluster.executor(1).decommission().after("0s");

  test("without migration the executor leaves with its files once its tasks are done", async () => {
    const document = await twice(cellSession({ "spark.decommission.enabled": "true" }), leave, "5s");
    expect(document.executors[1]!.removedReason).toBe("Executor decommission: Executor 1 is decommissioned.");
    expect(attempts(document)).toContainEqual([2, 0, 4]);
  });

  test("with migration its map outputs lie elsewhere when it leaves, half a minute later", async () => {
    const document = await twice(cellSession(MIGRATES), leave, "60s");
    expect(attempts(document)).toEqual(ONCE);
    expect(statuses(document)).toEqual(["Success"]);
    const { removedMs, decommissionedMs } = document.executors[1]!;
    expect(Math.round((removedMs! - decommissionedMs!) / 1000)).toBe(31);
  });

  test("outputs that tasks still write on their way out are handed on by the next round", async () => {
    const s = cellSession(MIGRATES);
    s.cluster.executor(1).decommission().after("500ms");
    const document = await twice(s, () => {}, "2min");
    expect(attempts(document)).toEqual(ONCE);
    const { removedMs, decommissionedMs } = document.executors[1]!;
    expect(Math.round((removedMs! - decommissionedMs!) / 1000)).toBe(31);
    expect(statuses(document)).toEqual(["Success"]);
  });

  test("cached blocks lie elsewhere, too", async () => {
    const program = async (conf: Readonly<Record<string, string>>): Promise<RunDocument> => {
      const s = cellSession(conf);
      const cached = s.sc
        .parallelize([...Array(6).keys()], 6)
        .map((n) => {
          work("1s");
          return n;
        })
        .cache();
      await cached.count();
      s.cluster.executor(1).decommission().after("0s");
      await s.spark.sleep("60s");
      await cached.count();
      await s.settle();
      return s.endCell()!;
    };
    const again = ({ tasks }: RunDocument): number =>
      Array.from({ length: 6 }, (_, i) => tasks.record(6 + i)).filter(({ runMs }) => runMs >= 1000).length;
    expect(again(await program({ "spark.decommission.enabled": "true" }))).toBe(2);
    expect(again(await program(MIGRATES))).toBe(0);
    expect(again(await program({ ...MIGRATES, "spark.storage.decommission.rddBlocks.enabled": "false" }))).toBe(2);
  });

  test("the last executor's files go to fallback storage, where there is one", async () => {
    const one = { ...MIGRATES, "spark.executor.instances": "1" };
    const path = { "spark.storage.decommission.fallbackStorage.path": "s3a://bucket/fallback" };
    const only = ({ cluster }: Session): void => void cluster.executor(0).decommission().after("0s");
    expect(attempts(await twice(cellSession({ ...one, ...path }), only, "60s"))).toEqual(ONCE);
    expect(attempts(await twice(cellSession(one), only, "60s"))).toContainEqual([2, 0, 12]);
  });

  test("one that does not come to an end is killed after the time that is set", async () => {
    const s = cellSession({ ...MIGRATES, "spark.executor.decommission.forceKillTimeout": "3s" });
    s.cluster.executor(1).decommission().after("0s");
    await s.sc.parallelize([1, 2, 3, 4, 5, 6], 6).foreach(() => work("10s"));
    await s.settle();
    const { executors } = s.endCell()!;
    expect(executors[1]).toMatchObject({ removedReason: "Executor killed by driver." });
  });

  test("dynamic allocation lets idle executors go in order", async () => {
    const s = cellSession({
      ...MIGRATES,
      "spark.dynamicAllocation.enabled": "true",
      "spark.dynamicAllocation.minExecutors": "1",
      "spark.dynamicAllocation.shuffleTracking.enabled": "false",
      "spark.dynamicAllocation.executorIdleTimeout": "5s",
    });
    const document = await twice(s, () => {}, "2min");
    expect(attempts(document)).toEqual(ONCE);
    const gone = document.executors.filter(({ removedMs }) => removedMs !== undefined);
    expect(gone.length).toBeGreaterThanOrEqual(2);
    expect(new Set(gone.map((e) => e.removedReason))).toEqual(new Set(["Executor decommission: spark scale down"]));
  });
});
