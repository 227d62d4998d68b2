import { HashPartitioner, StorageLevel } from "@stageplay/core";
import type { Programs } from "./program.js";
import { add, max, pair, sorted, sum, to } from "./scala.js";

/** What runs which jobs: take's ramp, caches, checkpoints, reuse, trees, failures. */
export const RDD_JOB_PROGRAMS: Programs = {
  r29: async ({ sc }) => {
    const a = sc.parallelize(to(1, 4000), 100);
    return [
      await a.filter((x) => x % 400 === 0).take(6),
      await a.filter((x) => x > 3990).take(3),
      sum(await a.take(130)),
      (await a.take(0)).length,
    ];
  },
  r30: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 500), 5)
      .map((x) => pair(x % 50, x))
      .reduceByKey(add, 12);
    return [
      (await a.filter(([k]) => k === 47).take(1)).map(([, v]) => v),
      sorted(
        await a
          .keys()
          .filter((k) => k < 3)
          .take(3),
      ),
      (await a.take(40)).length,
    ];
  },
  r32: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 25), 5)
      .filter((x) => x % 2 === 1)
      .cache();
    return [
      ...(await a
        .zipWithIndex()
        .filter(([, i]) => i > 8)
        .collect()),
      ...(await a
        .zipWithUniqueId()
        .filter(([, i]) => i > 20)
        .collect()),
    ];
  },
  r37: async ({ sc }) => {
    const a = sc.parallelize(to(1, 1000), 30);
    return [
      await a.treeAggregate(0, add, add),
      await a.treeAggregate(0, add, add, 3),
      await a.treeReduce(add, 3),
      await a.treeReduce(max),
      await a.coalesce(4).treeReduce(add),
    ];
  },
  r42: async ({ sc }) => {
    const names = sc.broadcast(
      new Map([
        [0, "zero"],
        [1, "one"],
      ]),
    );
    const seen = sc.longAccumulator("seen");
    const bad = sc.collectionAccumulator<number>("bad");
    const a = sc.parallelize(to(1, 40), 4).map((x) => {
      seen.add(1);
      if (x % 13 === 0) bad.add(x);
      return pair(names.value.get(x % 3) ?? "more", x);
    });
    const r = sorted(await a.reduceByKey(add).collect());
    return [r, seen.value, sorted(bad.value)];
  },
  r49: async ({ sc }) => {
    const a = sc.parallelize(to(1, 3), 8).map((x) => pair(x, x));
    const none = a.filter(() => false);
    return [
      await a
        .reduceByKey(add, 6)
        .glom()
        .map((rows) => rows.length)
        .collect(),
      await a.join(a.filter(([k]) => k > 2)).count(),
      await none.reduceByKey(add).count(),
      await none.sortByKey().count(),
      await sc.emptyRDD().count(),
      await none.isEmpty(),
    ];
  },
  r50: async ({ sc, tmp }) => {
    sc.setCheckpointDir(`${tmp}/cp`);
    const a = sc
      .parallelize(to(1, 40), 4)
      .map((x) => pair(x % 8, x))
      .reduceByKey(add, 5);
    a.checkpoint();
    return [
      await a.count(),
      await a.filter(([k]) => k > 3).count(),
      await a
        .mapValues((v) => v + 1)
        .reduceByKey(add)
        .count(),
    ];
  },
  r51: async ({ sc, tmp }) => {
    sc.setCheckpointDir(`${tmp}/cp`);
    const a = sc
      .parallelize(to(1, 20), 3)
      .map((x) => pair(x % 5, x))
      .groupByKey(4)
      .cache();
    a.checkpoint();
    const b = sc.parallelize(to(1, 5), 2).map((x) => pair(x, `b${x}`));
    return [await a.join(b).count(), await a.join(b).count(), sorted(await a.mapValues(sum).collect())];
  },
  r52: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 40), 4)
      .map((x) => pair(x % 8, x))
      .reduceByKey(add, 5)
      .localCheckpoint();
    return [(await a.take(1)).length, await a.count(), await a.map(([, v]) => v).reduce(add)];
  },
  r53: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 60), 3)
      .map((x) => pair(x % 6, x))
      .reduceByKey(add)
      .persist(StorageLevel.MEMORY_AND_DISK_SER);
    const r1 = await a.count();
    const r2 = await a.map(([, v]) => v).sum();
    a.unpersist();
    const r3 = await a.filter(([k]) => k > 1).count();
    const b = sc
      .parallelize(to(1, 10), 2)
      .map((x) => x * 2)
      .persist(StorageLevel.DISK_ONLY);
    await b.count();
    await b.map((x) => x + 1).count();
    return [r1, r2, r3, await b.filter((x) => x > 8).count()];
  },
  r54: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 100), 10)
      .map((x) => x * 3)
      .cache();
    return [
      await a.take(5),
      await a.filter((x) => x > 150).count(),
      sorted(
        await a
          .map((x) => pair(x % 4, 1))
          .reduceByKey(add)
          .collect(),
      ),
    ];
  },
  r67: async ({ sc }) => {
    const acc = sc.longAccumulator();
    const a = sc
      .parallelize(to(1, 20), 4)
      .map((x) => pair(x % 3, x))
      .reduceByKey(add);
    await a.foreach(([, v]) => acc.add(v));
    await a.foreachPartition((rows) => acc.add([...rows].length));
    let total = 0;
    for await (const [, v] of a.toLocalIterator()) total += v;
    return [acc.value, total];
  },
  r73: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 60), 4)
      .map((x) => pair(x % 12, x))
      .reduceByKey(add, 6)
      .cache();
    const b = a.map(([k, v]) => pair(k % 4, v)).reduceByKey(add, 3);
    const c = a
      .map(([k, v]) => pair(k % 3, v))
      .groupByKey(3)
      .mapValues((v) => v.length);
    return [sorted(await b.join(c).collect()), await b.join(c).count(), await a.count()];
  },
  r74: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 50), 5)
      .map((x) => pair(x % 10, x))
      .groupByKey(4);
    const b = a.mapValues(sum);
    const c = b.filter(([, v]) => v > 100);
    const byRest = c.map(([k, v]) => pair(v % 3, k)).reduceByKey(add);
    return [
      await b.count(),
      await c.count(),
      sorted(await byRest.collect()),
      await c.sortByKey().keys().collect(),
      await b.join(c).count(),
    ];
  },
  r77: async ({ sc }) => {
    const graph = [pair(1, [2, 3]), pair(2, [3]), pair(3, [1]), pair(4, [3, 1]), pair(5, [4])];
    const links = sc.parallelize(graph, 3).partitionBy(new HashPartitioner(4)).persist();
    let ranks = links.mapValues(() => 1);
    for (let i = 0; i < 2; i++) {
      ranks = links
        .join(ranks)
        .flatMap(([, [urls, r]]) => urls.map((url) => pair(url, r / urls.length)))
        .reduceByKey(add)
        .mapValues((r) => 0.15 + 0.85 * r);
    }
    return sorted(await ranks.collect());
  },
  r78: async ({ sc }) => {
    const points = sc
      .parallelize(to(1, 40), 4)
      .map((x) => (x * 17) % 41)
      .cache();
    let centers = [1, 20, 35];
    for (let i = 0; i < 3; i++) {
      const c = sc.broadcast(centers);
      const nearest = (p: number): number => {
        const distances = c.value.map((center) => Math.abs(center - p));
        return distances.indexOf(Math.min(...distances));
      };
      const means = points
        .map((p) => pair(nearest(p), pair(p, 1)))
        .reduceByKey(([s, n], [t, m]) => pair(s + t, n + m))
        .mapValues(([s, n]) => s / n);
      centers = sorted(await means.collect()).map(([, center]) => center);
    }
    return centers;
  },
  r98: async ({ sc }) => {
    const a = sc
      .parallelize(to(1, 30), 6)
      .map((x) => pair(x % 6, x))
      .reduceByKey(add);
    const sums = await sc.runJob(a, (rows) => sum([...rows].map(([, v]) => v)), [1, 3]);
    return [sums, await a.count()];
  },
};
