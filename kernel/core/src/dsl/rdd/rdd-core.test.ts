import { expect, it } from "vitest";
import { createSession, HashPartitioner, StorageLevel } from "../../index.js";
import { testPorts } from "../../testing/test-ports.js";

function session() {
  return createSession(testPorts());
}

it("a failed attempt adds nothing to an accumulator; a retry adds once", async () => {
  const running = session();
  running.beginCell(1);
  running.task({ partition: 1 }).fail(1);
  const count = running.sc.longAccumulator("rows");
  const seen = running.sc.collectionAccumulator<number>();
  await running.sc.parallelize([1, 2, 3, 4], 2).foreach((n) => {
    count.add(1);
    seen.add(n);
  });
  expect(running.endCell()!.tasks.length).toBe(3);
  expect(count.value).toBe(4);
  expect([...seen.value].sort()).toEqual([1, 2, 3, 4]);
});

it("toDebugString is Spark's tree", async () => {
  const { sc } = session();
  const sums = sc
    .parallelize([1, 2, 3, 4], 2)
    .map((n) => [n % 2, n])
    .reduceByKey((x, y) => x + y, 4);
  const kept = sums.mapValues((n) => n + 1).persist(StorageLevel.MEMORY_AND_DISK);
  await kept.count();
  const tree = kept.join(sums, 3).toDebugString();
  expect(tree.replace(/MemorySize: [^;]*/, "MemorySize: 192.0 B").split("\n")).toEqual([
    "(3) MapPartitionsRDD[6] at join []",
    " |  MapPartitionsRDD[5] at join []",
    " |  CoGroupedRDD[4] at join []",
    " +-(4) MapPartitionsRDD[3] at mapValues []",
    " |  |      CachedPartitions: 4; MemorySize: 192.0 B; DiskSize: 0 B",
    " |  |  ShuffledRDD[2] at reduceByKey []",
    " |  +-(2) MapPartitionsRDD[1] at map []",
    " |     |  ParallelCollectionRDD[0] at parallelize []",
    " +-(4) ShuffledRDD[2] at reduceByKey []",
    "    +-(2) MapPartitionsRDD[1] at map []",
    "       |  ParallelCollectionRDD[0] at parallelize []",
  ]);
});

it("mistakes are named with the next step", async () => {
  const { sc } = session();
  const four = sc.parallelize([1, 2, 3, 4], 2);
  const condition = (error: { condition: string; cause?: { condition: string } }) =>
    error.cause?.condition ?? error.condition;
  expect(
    await four
      .zip(sc.parallelize([1], 1))
      .count()
      .catch(condition),
  ).toBe("CANNOT_ZIP_UNEQUAL_PARTITIONS");
  expect(
    await four
      .zip(sc.parallelize([1, 2, 3], 2))
      .count()
      .catch(condition),
  ).toBe("CANNOT_ZIP_UNEQUAL_ELEMENTS");
  expect(await sc.emptyRDD().first().catch(condition)).toBe("EMPTY_COLLECTION");
  expect(() => four.sample(false, 1.5)).toThrow("INVALID_FRACTION");
  expect(() => four.randomSplit([0, 0])).toThrow("INVALID_WEIGHTS");
  expect(() => four.checkpoint()).toThrow("CHECKPOINT_DIRECTORY_NOT_SET");
  expect(() => four.cache().persist(StorageLevel.DISK_ONLY)).toThrow("CANNOT_CHANGE_STORAGE_LEVEL");
  const value = sc.broadcast(1);
  value.destroy();
  expect(() => value.value).toThrow("INTERNAL_ERROR_BROADCAST");
});

it("unpersisting a locally checkpointed RDD loses it", async () => {
  const { sc } = session();
  const numbers = sc
    .parallelize([1, 2], 2)
    .map((n) => n + 1)
    .localCheckpoint();
  expect(await numbers.collect()).toEqual([2, 3]);
  numbers.unpersist();
  const error = await numbers.collect().catch((failure) => failure);
  expect(error.cause.condition).toBe("CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND");
});

it("zero values are copied for each key and partition", async () => {
  const { sc } = session();
  const zero: number[] = [];
  const push = (list: number[], n: number) => {
    list.push(n);
    return list;
  };
  const pairs = sc.parallelize([["a", 1] as [string, number], ["b", 2], ["a", 3]], 2);
  const lists = pairs.aggregateByKey(zero, push, (x, y) => [...x, ...y], new HashPartitioner(1));
  expect(await lists.collectAsMap()).toEqual(
    new Map([
      ["a", [1, 3]],
      ["b", [2]],
    ]),
  );
  expect(zero).toEqual([]);
});
