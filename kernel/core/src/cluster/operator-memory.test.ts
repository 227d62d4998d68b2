/** What operators ask of a small executor's memory in real programs: what spills goes on, what cannot fails the task or ends the executor (E6). */
import { expect, test } from "vitest";
import {
  col,
  collect_list,
  concat,
  type DataFrame,
  HashPartitioner,
  length,
  lit,
  max,
  repeat,
  size,
  sum,
  Window,
} from "../index.js";
import { createSession, type Session } from "../session.js";
import { testPorts } from "../testing/test-ports.js";

function session(conf: Record<string, string> = {}): Session {
  const cluster = {
    "spark.executor.instances": "1",
    "spark.executor.cores": "1",
    "spark.executor.memory": "450m",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.autoBroadcastJoinThreshold": "-1",
  };
  return createSession(testPorts(), { conf: { ...cluster, ...conf } });
}

/** Runs a query, and sums up what its tasks did. */
async function run(s: Session, query: () => Promise<unknown>) {
  s.beginCell(1);
  const outcome = await query().then(
    () => "done",
    (error: unknown) => String(error),
  );
  const { tasks, stages } = s.endCell()!;
  const all = Array.from({ length: tasks.length }, (_, row) => tasks.record(row));
  return {
    outcome,
    stages,
    tasks: all,
    spilled: all.reduce((bytes, { memorySpillBytes }) => bytes + memorySpillBytes, 0),
    peak: all.reduce((bytes, { peakMemoryBytes }) => Math.max(bytes, peakMemoryBytes), 0),
    reasons: all.flatMap(({ reason }) => reason ?? []),
  };
}

/** 3 MB of unified memory, so that little data spills. */
const SMALL = { "spark.memory.fraction": "0.02" };
const OUT_OF_HEAP = /Command exited with code 52/;
/** Rows `id` and a text of 10,000 characters, all with the key 1. */
const wide = (s: Session, rows: number, partitions = 4): DataFrame =>
  s.spark.range(0, rows, 1, partitions).select(col("id"), lit(1).as("k"), text.as("t"));
const text = concat(repeat(lit("x"), 9_990), col("id").cast("string"));

test("collect_list of one hot key ends the executor, groupBy.count of the same rows goes on", async () => {
  const grouped = (s: Session) => s.spark.range(0, 260, 1, 4).groupBy(col("id").mod(1).as("k"));
  const text = lit("x".repeat(1_000_000));
  const s = session({ "spark.task.maxFailures": "1" });
  const list = await run(s, () => grouped(s).agg(collect_list(text).as("all")).select(size("all")).collect());
  expect(list.outcome).toMatch(/SPARK_JOB_ABORTED/);
  expect(list.reasons.some((reason) => OUT_OF_HEAP.test(reason))).toBe(true);
  const again = session();
  const count = await run(again, () => grouped(again).count().collect());
  expect([count.outcome, count.reasons]).toEqual(["done", []]);
});

test("collect_list of more than 128 keys sorts its rows by key, which spills", async () => {
  const grouped = (s: Session, keys: number) =>
    wide(s, 600, 1)
      .groupBy(col("id").mod(keys))
      .agg(collect_list("t").as("all"))
      .select(sum(size("all")))
      .collect();
  const s = session(SMALL);
  expect(await run(s, () => grouped(s, 200))).toMatchObject({ outcome: "done", peak: 0 });
  expect((await run(s, () => grouped(s, 200))).spilled).toBeGreaterThan(0);
  expect((await run(s, () => grouped(s, 128))).spilled).toBe(0);
});

test("the build side of a shuffled hash join that does not fit fails the task in Spark's words; merging the same sides goes on", async () => {
  const join = (s: Session, hint: "shuffle_hash" | "merge", type: string) =>
    s.spark
      .range(0, 40, 1, 1)
      .select(col("id").cast(type).as("k"))
      .join(wide(s, 1_000).select(col("id").cast(type).as("k"), col("t")).hint(hint), "k")
      .select(max(length("t")))
      .collect();
  const s = session(SMALL);
  const long = await run(s, () => join(s, "shuffle_hash", "long"));
  // 1 MiB and 1 KiB at first, 2 MiB next, which are not there beside them.
  expect(long.outcome).toMatch(/\[UNABLE_TO_ACQUIRE_MEMORY\] Unable to acquire 2097152 bytes of memory, got 20\d{5}\./);
  expect(long.tasks.every(({ status }) => status !== "ExecutorLostFailure")).toBe(true);
  const text = await run(s, () => join(s, "shuffle_hash", "string"));
  expect(text.outcome).toMatch(/There is not enough memory to build hash map\./);
  const merged = await run(s, () => join(s, "merge", "long"));
  expect(merged.outcome).toBe("done");
  expect(merged.spilled).toBeGreaterThan(0);
});

test("a window's partition is moved to pages, and spills", async () => {
  const s = session({ ...SMALL, "spark.sql.windowExec.buffer.in.memory.threshold": "100" });
  const { outcome, spilled } = await run(s, () =>
    wide(s, 600)
      .select(
        col("id"),
        col("t"),
        sum("id")
          .over(Window.partitionBy(lit(1)))
          .as("total"),
      )
      .select(max("total"), max(length("t")))
      .collect(),
  );
  expect(outcome).toBe("done");
  expect(spilled).toBeGreaterThan(0);
});

test("rows of one key in a merge join are on the heap, unless they are told to go to pages", async () => {
  const join = (s: Session) =>
    s.spark
      .range(1, 2, 1, 1)
      .select(col("id").as("k"))
      .join(wide(s, 600).select(col("k").cast("long").as("k"), col("t")).hint("merge"), "k")
      .select(max(length("t")))
      .collect();
  const heap = session(SMALL);
  const pages = session({ ...SMALL, "spark.sql.sortMergeJoinExec.buffer.in.memory.threshold": "100" });
  const [onHeap, inPages] = [await run(heap, () => join(heap)), await run(pages, () => join(pages))];
  expect([onHeap.outcome, inPages.outcome]).toEqual(["done", "done"]);
  // The sort spills in both; the buffer only in one.
  expect(inPages.spilled).toBeGreaterThan(1.5 * onHeap.spilled);
});

test("RDDs: groupByKey and join spill by key, but a hot key and subtractByKey's left side must fit the heap", async () => {
  const pairs = (s: Session, keys: number, rows = 600) =>
    s.sc.range(0, rows, 1, 4).map((i) => [i % keys, "x".repeat(100_000)] as [number, string]);
  const s = session();
  const many = await run(s, () => pairs(s, 600).groupByKey(1).count());
  expect(many.outcome).toBe("done");
  expect(many.spilled).toBeGreaterThan(0);
  const joined = await run(s, () => pairs(s, 600).join(pairs(s, 600), 1).count());
  expect(joined.outcome).toBe("done");
  expect(joined.spilled).toBeGreaterThan(0);
  for (const hot of [
    (t: Session) => pairs(t, 1, 3000).groupByKey(1).count(),
    (t: Session) =>
      pairs(t, 1, 3000)
        .cogroup(t.sc.parallelize([[1, 1]] as [number, number][], 1), 1)
        .count(),
    (t: Session) =>
      pairs(t, 3000, 3000)
        .subtractByKey(t.sc.parallelize([[1, 1]] as [number, number][], 1), 1)
        .count(),
  ]) {
    const t = session();
    const { outcome, reasons } = await run(t, () => hot(t));
    expect(outcome).toMatch(/SPARK_JOB_ABORTED/);
    expect(reasons.some((reason) => OUT_OF_HEAP.test(reason))).toBe(true);
  }
});

test("shuffles are written by rule, with one data file and one index a task (F1, F2)", async () => {
  const s = session();
  const rows = () => s.spark.range(0, 1000, 1, 4);
  const written = async (query: () => Promise<unknown>) => {
    await run(s, query);
    const { writer, openFilesPerTask, dataFiles, indexFiles, indexBytes } = s.spark.lastRun.shuffleFiles(
      s.spark.lastRun.stages[0]!.stageId,
    );
    return [writer, openFilesPerTask, dataFiles, indexFiles, indexBytes];
  };
  expect(await written(() => rows().repartition(200).count())).toEqual(["BypassMergeSort", 200, 4, 4, 4 * 201 * 8]);
  expect(await written(() => rows().repartition(201).count())).toEqual(["Serialized", 1, 4, 4, 4 * 202 * 8]);
  const pairs = () => s.sc.parallelize([1, 2, 3], 4).map((i) => [i, 1] as [number, number]);
  // Three of the four tasks have a record: the other leaves an index only.
  expect(
    await written(() =>
      pairs()
        .reduceByKey((a, b) => a + b, 2)
        .count(),
    ),
  ).toEqual(["Sort", 1, 3, 4, 4 * 3 * 8]);
  expect(await written(() => pairs().groupByKey(2).count())).toEqual(["BypassMergeSort", 2, 3, 4, 4 * 3 * 8]);
  const { tasks } = s.spark.lastRun.shuffleFiles(s.spark.lastRun.stages[0]!.stageId);
  expect(tasks[1]!.data?.name).toMatch(/^shuffle_\d+_\d+_0\.data$/);
  expect(() => s.spark.lastRun.shuffleFiles(999)).toThrow(/NO_SUCH_SHUFFLE_STAGE/);
});

test("the serialized writer spills where its pages are too few", async () => {
  const s = session(SMALL);
  const { outcome, spilled, tasks } = await run(s, () =>
    wide(s, 2_000).repartition(300, col("id")).select(max("t")).collect(),
  );
  expect(outcome).toBe("done");
  expect(spilled).toBeGreaterThan(0);
  // Once it has spilled, all that it wrote counts as spilled to disk.
  expect(tasks[0]!.diskSpillBytes).toBe(tasks[0]!.shuffleWriteBytes);
});

test("blocks that tasks fetched are counted (F4)", async () => {
  const s = session({ "spark.executor.instances": "2" });
  const { tasks } = await run(s, () =>
    s.sc
      .range(0, 100, 1, 4)
      .map((i) => [i, i] as [number, number])
      .groupByKey(2)
      .count(),
  );
  const reads = tasks.filter(({ shuffleReadBytes }) => shuffleReadBytes > 0);
  expect(reads.map(({ shuffleLocalBlocks, shuffleRemoteBlocks }) => shuffleLocalBlocks + shuffleRemoteBlocks)).toEqual([
    4, 4,
  ]);
  expect(
    reads.every(({ shuffleRemoteBlocks, shuffleToDiskBytes }) => shuffleRemoteBlocks > 0 && shuffleToDiskBytes === 0),
  ).toBe(true);
});

test("executors of one host read each other's files, where they are told to (F5)", async () => {
  const grouped = async (conf: Record<string, string>) => {
    const s = session({ ...conf, "spark.master": "spark://m:7077", "spark.stageplay.cluster.hosts": "1" });
    s.spark.submit("--master spark://m:7077 --executor-cores 1 --total-executor-cores 2");
    const { tasks } = await run(s, () =>
      s.sc
        .range(0, 100, 1, 4)
        .map((i) => [i, i] as [number, number])
        .groupByKey(2)
        .count(),
    );
    return tasks.reduce((blocks, { shuffleRemoteBlocks }) => blocks + shuffleRemoteBlocks, 0);
  };
  expect(await grouped({ "spark.shuffle.readHostLocalDisk": "true" })).toBe(0);
  expect(await grouped({})).toBeGreaterThan(0);
});

test("buffers of blocks being fetched count in the container: one without room for them is killed (D5)", async () => {
  const s = session();
  s.spark.submit(
    "--master yarn --num-executors 2 --executor-memory 1g --conf spark.executor.memoryOverhead=140m --conf spark.stageplay.yarn.minimumAllocation=1m",
  );
  const fetch = (each: number) =>
    s.sc
      .range(0, 8, 1, 8)
      .map((i) => [Math.floor(i / 2), "x".repeat(each)] as [number, string])
      .partitionBy(new HashPartitioner(2))
      .count();
  expect((await run(s, () => fetch(100_000))).outcome).toBe("done");
  const killed = await run(s, () => fetch(12_000_000));
  expect(
    killed.reasons.some((reason) => /Container killed by YARN for exceeding physical memory limits\./.test(reason)),
  ).toBe(true);
  s.spark.submit(
    "--master k8s://https://a:443 --num-executors 2 --executor-memory 1g --conf spark.executor.memoryOverhead=140m",
  );
  const pods = await run(s, () => fetch(12_000_000));
  expect(pods.reasons[0]).toMatch(/exited with exit code 137\(SIGKILL, possible container OOM\)\./);
});

test("with memory outside the heap, sorts and joins take theirs there (E1)", async () => {
  const merged = (s: Session) =>
    wide(s, 600)
      .select(col("id").as("k"), col("t"))
      .join(s.spark.range(0, 600, 1, 1).select(col("id").as("k")).hint("merge"), "k")
      .select(max(length("t")))
      .collect();
  const heap = session(SMALL);
  expect((await run(heap, () => merged(heap))).spilled).toBeGreaterThan(0);
  const outside = session({
    ...SMALL,
    "spark.memory.offHeap.enabled": "true",
    "spark.memory.offHeap.size": "200m",
  });
  expect(await run(outside, () => merged(outside))).toMatchObject({ outcome: "done", spilled: 0 });
});

test("the sort writer of an RDD's objects spills them, the serialized writer of numbers and strings needs far less", async () => {
  const s = session(SMALL);
  const records = (wrap: (i: number) => unknown) =>
    s.sc
      .range(0, 4_000, 1, 1)
      .map((i) => [i, wrap(i)] as [number, unknown])
      .partitionBy(new HashPartitioner(201))
      .count();
  const text = "x".repeat(500);
  const objects = await run(s, () => records((i) => ({ i, text })));
  const strings = await run(s, () => records(() => text));
  expect([objects.stages[0]!.shuffleWriter, strings.stages[0]!.shuffleWriter]).toEqual(["Sort", "Serialized"]);
  expect(objects.spilled).toBeGreaterThan(4_000_000);
  expect(strings.spilled).toBeLessThan(2_500_000);
});
