import { HashPartitioner } from "@stageplay/core";
import type { Programs } from "./program.js";
import { add, pair, sorted, sum, to } from "./scala.js";

/** Samples, statistics, approximations, zips, files: the rest of the API. */
export const RDD_ACTION_PROGRAMS: Programs = {
  r38: async ({ sc }) => {
    const a = sc.parallelize(to(1, 300), 4);
    const counts = a
      .sample(true, 0.9, 5)
      .map((x) => pair(x % 4, 1))
      .reduceByKey(add);
    return [
      await a.sample(false, 0.05, 9).collect(),
      sorted(await counts.collect()),
      await a.takeSample(false, 4, 77),
      await a.takeSample(true, 6, 3),
    ];
  },
  r39: async ({ sc }) => {
    const [x, y, z] = sc.parallelize(to(1, 90), 3).cache().randomSplit([0.5, 0.3, 0.2], 8);
    return [await x!.count(), await y!.count(), await z!.collect()];
  },
  r40: async ({ sc }) => {
    const a = sc.parallelize(to(1, 200), 4).map((x) => pair(x % 3, x));
    const fractions = (zero: number, one: number, two: number) =>
      new Map([
        [0, zero],
        [1, one],
        [2, two],
      ]);
    return [
      sorted(await a.sampleByKey(false, fractions(0.1, 0.2, 0), 5).collect()),
      await a.sampleByKey(true, fractions(0.1, 0.6, 0.3), 5).count(),
    ];
  },
  r41: async ({ sc }) => {
    const a = sc.parallelize(to(1, 200), 4).map((x) => pair(x % 3, x));
    const fractions = new Map([
      [0, 0.1],
      [1, 0.2],
      [2, 0.5],
    ]);
    return [sorted(await a.sampleByKeyExact(false, fractions, 5).countByKey())];
  },
  r43: async ({ sc, data }) => {
    const a = sc.textFile(`${data}/words.txt`, 7);
    return [
      a.getNumPartitions(),
      await a.map((line) => line.length).sum(),
      sc.textFile(`${data}/words.txt`).getNumPartitions(),
      await a
        .filter((line) => line.includes("shuffle"))
        .coalesce(2)
        .count(),
      await sc.textFile(`${data}/customers.csv`, 3).first(),
    ];
  },
  r55: async ({ sc }) => {
    const a = sc.parallelize(to(1, 3000), 6).map((x) => x % 700);
    return [
      await a.countApproxDistinct(0.05),
      await a.countApproxDistinct(0.01),
      sorted(
        await a
          .map((x) => pair(x % 3, x))
          .countApproxDistinctByKey(0.05)
          .collect(),
      ),
    ];
  },
  r56: async ({ sc }) => {
    const a = sc.parallelize(to(1, 300), 6).map((x) => x % 7);
    const byValue = await a.countByValueApprox(10000);
    return [
      (await a.countApprox(10000)).mean,
      sorted([...byValue].map(([value, count]) => pair(value, count.mean))),
      (await a.sumApprox(10000)).mean,
      (await a.meanApprox(10000)).mean,
    ];
  },
  r57: async ({ sc }) => {
    const a = sc.parallelize(to(1, 200), 4).map((x) => (x * 37) % 101);
    return [
      (await a.histogram(4))[0],
      (await a.histogram(4))[1],
      await a.histogram([0, 10, 50, 100]),
      await a.histogram([0, 25, 50, 75, 100], true),
    ];
  },
  r58: async ({ sc }) => {
    const a = sc.parallelize(to(1, 50), 4).map((x) => x * 3);
    return [
      await a.sum(),
      await a.mean(),
      await a.variance(),
      await a.stdev(),
      await a.sampleVariance(),
      await a.sampleStdev(),
      await a.popVariance(),
      await a.popStdev(),
      (await a.stats()).max,
    ];
  },
  r63: async ({ sc }) => {
    const a = sc.parallelize(to(1, 12), 3);
    const b = sc
      .parallelize(to(1, 6), 3)
      .map((x) => pair(x, x))
      .reduceByKey(add, 3);
    const c = sc.parallelize(["a", "b", "c"], 3);
    const three = a.zipPartitions(b, c, (x, y, z) => [`${sum(x) + sum([...y].map(([, v]) => v))}-${[...z].join("")}`]);
    const four = a.zipPartitions(a, a, a, (w, x, y, z) => [sum(w) + sum(x) + sum(y) + [...z].length]);
    return [...(await three.collect()), ...(await four.collect()).map(String)];
  },
  r65: async ({ sc }) => {
    const a = sc.parallelize(to(1, 30), 3).map((x) => pair(x % 10, x));
    const p = a.partitionBy(new HashPartitioner(6));
    return [
      sorted(await a.lookup(3)),
      sorted(await p.lookup(3)),
      sorted(await a.reduceByKeyLocally(add)),
      sorted(await a.filter(([, v]) => v < 5).collectAsMap()),
      (await a.countByValue()).size,
      sorted(await p.mapValues((v) => v + 1).lookup(4)),
    ];
  },
  r66: async ({ sc }) => {
    const a = sc.parallelize([5, 3, 9, 1, 7, 2], 4);
    return [
      await a.max(),
      await a.min(),
      await a.top(2),
      await a.takeOrdered(3),
      await a.takeOrdered(2, (x, y) => (-x % 5) - (-y % 5)),
      await a.max((x, y) => (x % 4) - (y % 4)),
      await a.map((x) => pair(`k${x}`, x)).top(1),
    ];
  },
  r89: async ({ sc, tmp }) => {
    await sc.parallelize(["a b", "c", "d e f", "g"], 4).saveAsTextFile(`${tmp}/w`);
    const w = sc.wholeTextFiles(`${tmp}/w`, 2);
    const words = w.values().flatMap((text) => text.trim().split(/\s+/));
    return [
      w.getNumPartitions(),
      sorted(await words.collect()),
      sorted(
        await w
          .keys()
          .map((path) => path.slice(path.lastIndexOf("/") + 1))
          .collect(),
      ),
    ];
  },
  r91: async ({ sc, tmp }) => {
    await sc.parallelize(["a b", "c", "d e f", "g"], 4).saveAsTextFile(`${tmp}/w`);
    const w = sc.binaryFiles(`${tmp}/w`);
    return [
      w.getNumPartitions(),
      sorted(
        await w
          .mapValues((bytes) => bytes.length)
          .values()
          .collect(),
      ),
    ];
  },
  r92: async ({ sc }) =>
    sc
      .parallelize(to(1, 8), 2)
      .barrier()
      .mapPartitions((rows) => [sum(rows)])
      .collect(),
  r93: async ({ sc }) => {
    sc.setJobGroup("g1", "first");
    const a = sc
      .parallelize(to(1, 4), 2)
      .setName("numbers")
      .map((x) => x + 1)
      .setName("plus");
    const n = await a.count();
    sc.clearJobGroup();
    sc.setJobDescription("d");
    await a.cache().count();
    sc.setLocalProperty("k", "v");
    const parent = a.dependencies[0]!.rdd;
    return [n, a.id, a.dependencies.length, a.partitions.length, parent.name, sc.getLocalProperty("k")];
  },
  r96: async ({ sc }) => {
    const a = sc.range(0, 20, 3, 3);
    return [
      await a.collect(),
      await a
        .cartesian(a)
        .filter(([x, y]) => x < y)
        .count(),
      await a.sum(),
      await sc.range(5, 0, -2).collect(),
    ];
  },
};
