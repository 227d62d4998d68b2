import { expect, test } from "vitest";
import type { RDD } from "../dsl/rdd.js";
import { StorageLevel } from "../rdd/storage-level.js";
import { currentTask } from "../rdd/task-context.js";
import { createSession, type Session } from "../session.js";
import { testPorts } from "../testing/test-ports.js";

const MB = 1_000_000;
/** M of a heap of 450 MiB. */
const MAX = 94_371_840;

/** One executor of the smallest heap, so that a few blocks fill it. */
function session(cores = 1): Session {
  const conf = {
    "spark.executor.instances": "1",
    "spark.executor.cores": String(cores),
    "spark.executor.memory": "450m",
  };
  return createSession(testPorts(), { conf });
}

/** Partitions of ten strings of 1 MB: 10 MB serialized, 40 MB as objects. */
function bigRdd(s: Session, partitions: number, computed: number[] = []): RDD<string> {
  const numbers = s.sc.parallelize(
    Array.from({ length: partitions }, (_, i) => i),
    partitions,
  );
  return numbers.mapPartitionsWithIndex((i) => {
    computed.push(i);
    return Array.from({ length: 10 }, () => "x".repeat(MB));
  });
}

const stored = (s: Session, rdd: RDD<string>) => s.sc.storageInfo(rdd.lineage);

test("MEMORY_ONLY keeps what fits and computes the rest again; its own blocks are never evicted (E5)", async () => {
  const s = session();
  const computed: number[] = [];
  const rdd = bigRdd(s, 3, computed).cache();
  await rdd.count();
  expect(stored(s, rdd).partitions).toEqual([0, 1]);
  expect(stored(s, rdd).memoryBytes).toBeLessThan(MAX);
  s.beginCell(1);
  await rdd.count();
  expect(computed).toEqual([0, 1, 2, 2]);
  s.endCell();
  expect(s.spark.lastRun.cachedBlocks()).toEqual({ read: 2, computed: 1, recomputed: 1, evicted: 0 });
});

test("MEMORY_AND_DISK puts the rest on disk, serialized", async () => {
  const s = session();
  const computed: number[] = [];
  const rdd = bigRdd(s, 3, computed).persist(StorageLevel.MEMORY_AND_DISK);
  await rdd.count();
  expect(stored(s, rdd)).toMatchObject({ partitions: [0, 1, 2] });
  expect(stored(s, rdd).diskBytes / MB).toBeCloseTo(10, 1);
  await rdd.count();
  expect(computed).toEqual([0, 1, 2]);
});

test("another RDD evicts the least recently used blocks: dropped, or moved to disk, by their level", async () => {
  const s = session();
  const first = bigRdd(s, 2).cache();
  await first.count();
  const second = bigRdd(s, 1).cache();
  await second.count();
  expect([stored(s, first).partitions, stored(s, second).partitions]).toEqual([[1], [0]]);
  const third = bigRdd(s, 2).persist(StorageLevel.MEMORY_AND_DISK);
  await third.count();
  expect([stored(s, first).partitions, stored(s, second).partitions]).toEqual([[], []]);
  await bigRdd(s, 1).cache().count();
  expect(stored(s, third)).toMatchObject({ partitions: [0, 1] });
  expect(Math.round(stored(s, third).diskBytes / MB)).toBe(10);
});

test("serialized levels take a quarter of the room, DISK_ONLY none", async () => {
  const s = session();
  const serialized = bigRdd(s, 8).persist(StorageLevel.MEMORY_ONLY_SER);
  await serialized.count();
  expect(stored(s, serialized).partitions.length).toBe(8);
  const onDisk = bigRdd(s, 8).persist(StorageLevel.DISK_ONLY);
  await onDisk.count();
  expect(stored(s, onDisk)).toMatchObject({ memoryBytes: 0 });
  expect(stored(s, serialized).partitions.length).toBe(8);
});

test("unpersist makes room again", async () => {
  const s = session();
  const first = bigRdd(s, 2).cache();
  await first.count();
  first.unpersist();
  const second = bigRdd(s, 2).cache();
  await second.count();
  expect(stored(s, second).partitions).toEqual([0, 1]);
});

/** Runs one task that asks for memory, and gives its row. */
async function taskThat(s: Session, ask: () => void, partitions = 1) {
  s.beginCell(1);
  const outcome = await s.sc
    .parallelize(
      Array.from({ length: partitions }, (_, i) => i),
      partitions,
    )
    .map((x) => {
      ask();
      return x;
    })
    .count()
    .catch((error: unknown) => error);
  const { tasks } = s.endCell()!;
  return { outcome, task: tasks.record(0), tasks };
}

test("a collection larger than the task's share spills, and the time shows (E6)", async () => {
  const volume = { records: 100_000, memoryBytes: 200 * MB, diskBytes: 50 * MB };
  const { outcome, task } = await taskThat(session(), () => currentTask()!.memory.fill(volume));
  expect(outcome).toBe(1);
  // 5 MiB and all of M at a time: two spills of about 99.6 MB; the rest fits.
  expect(task.memorySpillBytes / MB).toBeCloseTo(199.2, 0);
  expect(task.diskSpillBytes / MB).toBeCloseTo(49.8, 0);
  expect(task.runMs).toBeGreaterThan(600);
  const alone = await taskThat(session(2), () => currentTask()!.memory.fill(volume));
  expect(alone.task.peakMemoryBytes).toBe(task.peakMemoryBytes);
  // The first of two tasks, which share the executor.
  const half = await taskThat(
    session(2),
    () => currentTask()!.partitionId === 0 && currentTask()!.memory.fill(volume),
    2,
  );
  expect(half.task.peakMemoryBytes).toBeLessThan(task.peakMemoryBytes * 0.6);
});

test("SQL's rows fill pages, and spill without the first 5 MiB of grace", async () => {
  const volume = { records: 100_000, memoryBytes: 200 * MB, diskBytes: 150 * MB };
  const { task } = await taskThat(session(), () => currentTask()!.memory.fillPages(volume));
  // Pages of 4 MiB less 16 bytes, 22 of them beside 2 MiB of pointers: twice, and what is left fits.
  expect(task.memorySpillBytes).toBe(2 * 22 * (4 * 2 ** 20 - 16));
  expect(task.peakMemoryBytes).toBe(22 * (4 * 2 ** 20 - 16) + 2 * 2 ** 20);
  expect(task.diskSpillBytes / task.memorySpillBytes).toBeCloseTo(0.75, 2);
});

test("what cannot spill fails the task with the next step, and the executor lives on", async () => {
  const { outcome, tasks } = await taskThat(session(), () =>
    currentTask()!.memory.hold(100 * MB, "to build the hash relation"),
  );
  expect(String(outcome)).toMatch(
    /UNABLE_TO_ACQUIRE_MEMORY\] Unable to acquire 100000000 bytes of memory, got 94371840\./,
  );
  expect(tasks.length).toBe(4);
  expect(tasks.record(3)).toMatchObject({ executor: 0, status: "ExceptionFailure" });
});

test("objects that Spark does not manage end the executor when the heap is full", async () => {
  const { tasks } = await taskThat(session(), () => currentTask()!.memory.holdOnHeap(420 * MB));
  expect(tasks.record(0).reason).toMatch(/Command exited with code 52/);
});

test("groupByKey must keep all values of a key: a hot key ends the executor, where reduceByKey goes on", async () => {
  const pairs = (s: Session) =>
    s.sc
      .parallelize([0, 1, 2, 3], 4)
      .flatMap(() => Array.from({ length: 10 }, (_, i) => ["hot", i] as [string, number]))
      .mapValues((i) => String(i).repeat(7 * MB));
  const grouped = session();
  grouped.beginCell(1);
  await expect(pairs(grouped).groupByKey(2).count()).rejects.toThrow(/SPARK_JOB_ABORTED/);
  const { tasks } = grouped.endCell()!;
  const reasons = Array.from({ length: tasks.length }, (_, row) => tasks.record(row).reason ?? "");
  expect(reasons.some((reason) => /Command exited with code 52/.test(reason))).toBe(true);
  const reduced = session();
  expect(
    await pairs(reduced)
      .reduceByKey((a) => a, 2)
      .count(),
  ).toBe(1);
});

test("a container that uses more than it was given is killed, in the manager's words (D5)", async () => {
  const s = session();
  s.spark.submit("--master yarn --num-executors 2 --executor-memory 1g");
  const { tasks } = await taskThat(s, () => currentTask()!.memory.holdOffHeap(1.2 * 2 ** 30));
  expect(tasks.record(0)).toMatchObject({
    status: "ExecutorLostFailure",
    reason: expect.stringContaining(
      "2.3 GB of 2 GB physical memory used. Consider boosting spark.executor.memoryOverhead.",
    ),
  });
  s.spark.submit("--master k8s://https://a:443 --executor-memory 1g");
  const pod = await taskThat(s, () => currentTask()!.memory.holdOnHeap(5 * 2 ** 30));
  expect(pod.tasks.record(0).reason).toMatch(/The executor with id \d+ exited with exit code 52\(JVM OOM\)\./);
});

test("a full heap costs garbage collection (K)", async () => {
  const s = session();
  s.beginCell(1);
  const work = () => s.sc.parallelize([1], 1).map(() => currentTask()!.metrics.charge("pipelineRows", 10_000_000));
  await work().count();
  await bigRdd(s, 2).cache().count();
  await work().count();
  const { tasks } = s.endCell()!;
  const share = (row: number) => tasks.record(row).gcMs / (tasks.record(row).runMs - tasks.record(row).gcMs);
  expect(share(0)).toBeCloseTo(0.02, 3);
  // 300 MiB and 80 MB of 450 MiB: 83% of the heap.
  expect(share(3)).toBeGreaterThan(0.12);
  expect(share(3)).toBeLessThan(0.15);
});

test("more than five tasks in one heap get into one another's way, by a setting of the cost model", async () => {
  const share = async (cores: number, contention?: number) => {
    const s = session();
    const more = contention === undefined ? "" : `--conf spark.stageplay.cost.gcContention=${contention}`;
    s.spark.submit(`--master yarn --num-executors 1 --executor-cores ${cores} ${more}`);
    const { task } = await taskThat(s, () => currentTask()!.metrics.charge("pipelineRows", 10_000_000), 10);
    return task.gcMs / (task.runMs - task.gcMs);
  };
  expect(await share(5)).toBeCloseTo(0.02, 3);
  expect(await share(10)).toBeCloseTo(0.02 + 5 * 0.02, 3);
  expect(await share(10, 0.1)).toBeCloseTo(0.02 + 5 * 0.1, 3);
  expect(await share(10, 0)).toBeCloseTo(0.02, 3);
});

test("what tasks need for sorting fills the heap as well, of all that run side by side (K)", async () => {
  const volume = { records: 1000, memoryBytes: 34 * MB, diskBytes: 17 * MB };
  const share = async (partitions: number) => {
    const ask = () => {
      currentTask()!.metrics.charge("pipelineRows", 10_000_000);
      currentTask()!.memory.fillPages(volume);
    };
    const { task } = await taskThat(session(2), ask, partitions);
    expect(task.memorySpillBytes).toBe(0);
    return task.gcMs / (task.runMs - task.gcMs);
  };
  const [alone, two] = [await share(1), await share(2)];
  // 300 MiB and 34 MB of 450 MiB are three quarters of the heap; with twice the 34 MB it is four fifths.
  expect(alone).toBeGreaterThan(0.065);
  expect(two).toBeGreaterThan(alone * 1.2);
});
