import { expect, test } from "vitest";
import type { RDD } from "../dsl/rdd.js";
import { StorageLevel } from "../rdd/storage-level.js";
import { createSession, type Session } from "../session.js";
import { testPorts } from "../testing/test-ports.js";

const MB = 1_000_000;

function session(executors: number, conf: Record<string, string> = {}): Session {
  const cluster = {
    "spark.executor.instances": String(executors),
    "spark.executor.cores": "1",
    "spark.executor.memory": "450m",
  };
  return createSession(testPorts(), { conf: { ...cluster, ...conf } });
}

/** Partitions of strings of 1 MB: ten of them are 40 MB as objects. */
function strings(s: Session, partitions: number, each = 10, computed: number[] = []): RDD<string> {
  const numbers = s.sc.parallelize(
    Array.from({ length: partitions }, (_, i) => i),
    partitions,
  );
  return numbers.mapPartitionsWithIndex((i) => {
    computed.push(i);
    return Array.from({ length: each }, () => "x".repeat(MB));
  });
}

/** In megabytes. */
const stored = (s: Session, id: number) => {
  const info = s.sc.getRDDStorageInfo().find((rdd) => rdd.id === id);
  if (info === undefined) return undefined;
  return [info.numCachedPartitions, Math.round(info.memSize / MB), Math.round(info.diskSize / MB)];
};

test("a second copy is on another executor, so that losing one computes nothing again (E7)", async () => {
  const s = session(3);
  const computed: number[] = [];
  const rdd = strings(s, 3, 2, computed).persist(StorageLevel.MEMORY_ONLY_2);
  await rdd.count();
  expect(stored(s, rdd.id)).toEqual([3, 48, 0]);
  s.cluster.executor(1).kill();
  await s.sc.parallelize([1], 1).count();
  expect(await rdd.count()).toBe(6);
  expect(computed.sort()).toEqual([0, 1, 2]);
  // What was left has been copied anew.
  expect(stored(s, rdd.id)).toEqual([3, 48, 0]);
});

test("without copies the lost partitions are computed again; where copies may not be made anew, one is left", async () => {
  const s = session(3, { "spark.storage.replication.proactive": "false" });
  const computed: number[] = [];
  const single = strings(s, 3, 2, computed).cache();
  const double = strings(s, 3, 2).persist(StorageLevel.DISK_ONLY_2);
  await single.count();
  await double.count();
  expect(stored(s, double.id)).toEqual([3, 0, 12]);
  s.cluster.executor(1).kill();
  await s.sc.parallelize([1], 1).count();
  await single.count();
  expect(computed.length).toBeGreaterThan(3);
  const [partitions, , disk] = stored(s, double.id)!;
  expect(partitions).toBe(3);
  expect(disk).toBeLessThan(12);
});

test("three copies need three executors; with two there are two", async () => {
  const s = session(2);
  const rdd = strings(s, 1, 2).persist(StorageLevel.DISK_ONLY_3);
  await rdd.count();
  expect(stored(s, rdd.id)).toEqual([1, 0, 4]);
});

test("OFF_HEAP has memory of its own, and goes to disk where there is none (E1)", async () => {
  const s = session(1, { "spark.memory.offHeap.enabled": "true", "spark.memory.offHeap.size": "30m" });
  const outside = strings(s, 4).persist(StorageLevel.OFF_HEAP);
  const inside = strings(s, 2).cache();
  await outside.count();
  await inside.count();
  // 30 MiB take three partitions of 10 MB, serialized; the heap's 90 MiB are for the other RDD alone.
  expect(stored(s, outside.id)).toEqual([4, 30, 10]);
  expect(stored(s, inside.id)).toEqual([2, 80, 0]);
  const none = session(1);
  const onDisk = strings(none, 1).persist(StorageLevel.OFF_HEAP);
  await onDisk.count();
  expect(stored(none, onDisk.id)).toEqual([1, 0, 10]);
});

test("what is read from disk is kept in memory again, and evicts others, though the driver goes on counting it on disk", async () => {
  const s = session(1);
  const first = strings(s, 2).persist(StorageLevel.MEMORY_AND_DISK);
  await first.count();
  const second = strings(s, 2).cache();
  await second.count();
  expect([stored(s, first.id), stored(s, second.id)]).toEqual([
    [2, 0, 20],
    [2, 80, 0],
  ]);
  s.beginCell(1);
  await first.count();
  const { tasks } = s.endCell()!;
  expect(stored(s, first.id)).toEqual([2, 0, 20]);
  expect(stored(s, second.id)).toBeUndefined();
  // Spark counts what it read by its size in memory, wherever it was.
  expect(Math.round(tasks.record(0).inputBytes / MB)).toBe(40);
  expect(tasks.record(0).inputRecords).toBe(10);
  // The next time it is not read from disk.
  s.beginCell(2);
  await first.count();
  expect(s.endCell()!.tasks.record(0).runMs).toBeLessThan(tasks.record(0).runMs / 10);
});

test("a block on another executor is read over the network, serialized, and not kept where it is read", async () => {
  const s = session(2, { "spark.locality.wait": "0s" });
  const rdd = strings(s, 1, 5).cache();
  await rdd.count();
  const busy = s.sc.parallelize([0], 1).map(() => 1);
  s.beginCell(1);
  await Promise.all([rdd.count(), rdd.count(), busy.count()]);
  const { tasks } = s.endCell()!;
  const inputs = [0, 1].map((row) => Math.round(tasks.record(row).inputBytes / MB)).sort((a, b) => a - b);
  expect(inputs).toEqual([5, 20]);
  expect(stored(s, rdd.id)).toEqual([1, 20, 0]);
});

test("storage information is of RDDs that are persisted and have blocks", async () => {
  const s = session(1);
  const rdd = strings(s, 1, 1).setName("kept").cache();
  strings(s, 1, 1).cache();
  expect(s.sc.getRDDStorageInfo()).toEqual([]);
  await rdd.count();
  expect(s.sc.getRDDStorageInfo()).toMatchObject([
    { id: rdd.id, name: "kept", numPartitions: 1, numCachedPartitions: 1, storageLevel: StorageLevel.MEMORY_ONLY },
  ]);
  rdd.unpersist();
  expect(s.sc.getRDDStorageInfo()).toEqual([]);
  const table = s.spark.range(0, 10, 1, 2).cache();
  await table.count();
  expect(s.sc.getRDDStorageInfo()).toMatchObject([{ numCachedPartitions: 2 }]);
});
