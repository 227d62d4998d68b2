import { broadcast } from "../../dsl/broadcast.js";
import { col } from "../../dsl/functions.js";
import { HashPartitioner } from "../../rdd/partitioner.js";
import type { Session } from "../../session.js";
import type { MisconceivedProgram, Settings } from "./misconceived-programs.js";

const OFF: Settings = { "spark.sql.adaptive.enabled": "false", "spark.sql.shuffle.partitions": "8" };
const ON: Settings = { "spark.sql.shuffle.partitions": "8" };

/** 40 partitions and ten keys. */
const keyed = ({ spark }: Session) => spark.range(0, 4000, 1, 40).withColumn("k", col("id").mod(10));
const small = ({ spark }: Session) => spark.range(0, 10, 1, 2).withColumn("k", col("id"));
const large = ({ spark }: Session) => spark.range(0, 4000, 1, 40);

const pairs = ({ sc }: Session, partitions: number) =>
  sc
    .range(0, 40, 1, 4)
    .map((n): [number, number] => [n % 6, n])
    .partitionBy(new HashPartitioner(partitions));

const rowLocal = (session: Session) =>
  large(session)
    .filter(col("id").gt(3))
    .select(col("id"), col("id").mod(3).as("k"))
    .withColumn("twice", col("id").multiply(2))
    .filter(col("k").gt(0));

const reduced = ({ sc }: Session) =>
  sc
    .range(0, 40, 1, 4)
    .map((n): [number, number] => [n % 6, n])
    .reduceByKey((a, b) => a + b, 3);

/** Of the shape of the plan: cuts, jobs, and how many tasks a stage has. */
export const MISCONCEIVED_PLANS: readonly MisconceivedProgram[] = [
  {
    id: "M1",
    title: "a stage for each of four row-local steps",
    conf: OFF,
    triggers(s) {
      s.predict({ stages: 4 });
      return rowLocal(s).collect();
    },
    nearMiss(s) {
      s.predict({ stages: 2 });
      return rowLocal(s).collect();
    },
  },
  {
    id: "M2",
    title: "a job for each transformation",
    triggers(s) {
      s.predict({ jobs: 3 });
      return s.sc
        .range(0, 40, 1, 4)
        .map((n) => n + 1)
        .filter((n) => n > 3)
        .map((n) => n * 2)
        .count();
    },
    nearMiss(s) {
      s.predict({ jobs: 2 });
      return s.sc
        .range(0, 40, 1, 4)
        .map((n) => n + 1)
        .filter((n) => n > 3)
        .map((n) => n * 2)
        .count();
    },
  },
  {
    id: "M2",
    title: "a job for each line",
    triggers(s) {
      s.predict({ jobs: 5 });
      return s.sc
        .range(0, 40, 1, 4)
        .map((n): [number, number] => [n % 3, n])
        .reduceByKey((a, b) => a + b)
        .filter(([key]) => key > 0)
        .count();
    },
    nearMiss(s) {
      s.predict({ jobs: 9 });
      return s.sc.range(0, 40, 1, 4).count();
    },
  },
  {
    id: "M3",
    title: "one job for a sort, without the one that samples",
    conf: OFF,
    triggers(s) {
      s.predict({ jobs: 1, stages: 2 });
      return keyed(s).orderBy("k").collect();
    },
    nearMiss(s) {
      s.predict({ jobs: 3, stages: 2 });
      return keyed(s).orderBy("k").collect();
    },
  },
  {
    id: "M3",
    title: "one job for a broadcast join",
    conf: OFF,
    triggers(s) {
      s.predict({ jobs: 1, stages: 1 });
      return keyed(s)
        .join(broadcast(small(s)), "k")
        .collect();
    },
    nearMiss(s) {
      s.predict({ jobs: 1, stages: 3 });
      return keyed(s).join(small(s).hint("merge"), "k").collect();
    },
  },
  {
    id: "M4",
    title: "a cut at a broadcast join",
    conf: OFF,
    triggers(s) {
      s.predict({ stages: 3, tasks: [40, 2, 8] });
      return keyed(s)
        .join(broadcast(small(s)), "k")
        .collect();
    },
    nearMiss(s) {
      s.predict({ stages: 2 });
      return keyed(s).join(small(s).hint("merge"), "k").collect();
    },
  },
  {
    id: "M5",
    title: "one job of 40 and 8 tasks, as without AQE",
    conf: ON,
    triggers(s) {
      s.predict({ jobs: 1, stages: 2, tasks: [40, 8], skipped: 0 });
      return keyed(s).groupBy("k").count().collect();
    },
    nearMiss(s) {
      s.predict({ jobs: 1, stages: 2, tasks: [40, 4] });
      return keyed(s).groupBy("k").count().collect();
    },
  },
  {
    id: "M5",
    title: "a job for the shuffle, as with AQE",
    conf: OFF,
    triggers(s) {
      s.predict({ jobs: 2, skipped: 1 });
      return keyed(s).groupBy("k").count().collect();
    },
    nearMiss(s) {
      s.predict({ jobs: 3, skipped: 1 });
      return keyed(s).groupBy("k").count().collect();
    },
  },
  {
    id: "M6",
    title: "all partitions for a show",
    conf: OFF,
    triggers(s) {
      s.predict({ jobs: 1, tasks: [40] });
      return keyed(s).show(5);
    },
    nearMiss(s) {
      s.predict({ jobs: 1, tasks: [40] });
      return keyed(s).repartition(20).groupBy("k").count().collect();
    },
  },
  {
    id: "M6",
    title: "a shuffle for a sort with a limit",
    conf: OFF,
    triggers(s) {
      s.predict({ stages: 2, exchanges: 1 });
      return keyed(s).orderBy("k").limit(5).collect();
    },
    nearMiss(s) {
      s.predict({ stages: 3, exchanges: 2 });
      return keyed(s).orderBy("k").limit(5).collect();
    },
  },
  {
    id: "M6",
    title: "all partitions for a take of an RDD",
    triggers(s) {
      s.predict({ tasks: [40] });
      return s.sc.range(0, 400, 1, 40).take(5);
    },
    nearMiss(s) {
      s.predict({ tasks: [40] });
      return s.sc.range(0, 400, 1, 20).count();
    },
  },
  {
    id: "M7",
    title: "nothing skipped without a cache",
    async triggers(s) {
      const sums = reduced(s);
      await sums.count();
      s.predict({ stages: 2, skipped: 0, attempts: 7 });
      await sums.collect();
    },
    async nearMiss(s) {
      const sums = reduced(s).cache();
      await sums.count();
      s.predict({ stages: 2, skipped: 0 });
      await sums.collect();
    },
  },
  {
    id: "M8",
    title: "40 tasks on either side of a shuffle",
    conf: OFF,
    triggers(s) {
      s.predict({ stages: 2, tasks: [40, 40] });
      return keyed(s).groupBy("k").count().collect();
    },
    nearMiss(s) {
      s.predict({ stages: 2, tasks: [40, 20] });
      return keyed(s).groupBy("k").count().collect();
    },
  },
  {
    id: "M9",
    title: "a task for each of three executors",
    conf: { ...OFF, "spark.executor.instances": "3" },
    triggers(s) {
      s.predict({ tasks: [3, 3] });
      return keyed(s).groupBy("k").count().collect();
    },
    nearMiss(s) {
      s.predict({ tasks: [4, 4] });
      return keyed(s).groupBy("k").count().collect();
    },
  },
  {
    id: "M10",
    title: "one stage for the count of a DataFrame",
    conf: OFF,
    triggers(s) {
      s.predict({ stages: 1, tasks: [40] });
      return keyed(s).count();
    },
    nearMiss(s) {
      s.predict({ stages: 1, tasks: [40] });
      return keyed(s).groupBy("k").count().collect();
    },
  },
  {
    id: "M11",
    title: "shuffles for a join of inputs that are partitioned alike",
    async triggers(s) {
      const [left, right] = [pairs(s, 6), pairs(s, 6)];
      s.predict({ stages: 5 });
      await left.join(right).count();
    },
    async nearMiss(s) {
      const [left, right] = [pairs(s, 6), reduced(s)];
      s.predict({ stages: 6 });
      await left.join(right).count();
    },
  },
  {
    id: "M11",
    title: "one more shuffle to group by the key of a join",
    conf: OFF,
    triggers(s) {
      s.predict({ stages: 4, exchanges: 3 });
      return keyed(s).join(small(s).hint("merge"), "k").groupBy("k").count().collect();
    },
    nearMiss(s) {
      s.predict({ stages: 3, exchanges: 2 });
      return keyed(s).select("k").distinct().collect();
    },
  },
  {
    id: "M11",
    title: "one more shuffle behind a join, without AQE",
    conf: ON,
    triggers(s) {
      s.predict({ stages: 4, tasks: [40, 2, 8, 8] });
      return keyed(s).join(small(s).hint("merge"), "k").groupBy("k").count().collect();
    },
    nearMiss(s) {
      s.predict({ stages: 4, tasks: [40, 2, 8, 9] });
      return keyed(s).join(small(s).hint("merge"), "k").groupBy("k").count().collect();
    },
  },
  {
    id: "M12",
    title: "two stages and one for a union",
    conf: OFF,
    triggers(s) {
      s.predict({ stages: 3, tasks: [40, 2, 42] });
      return large(s)
        .union(s.spark.range(0, 10, 1, 2))
        .collect();
    },
    nearMiss(s) {
      s.predict({ stages: 4, tasks: [40, 2, 42, 8] });
      return large(s)
        .union(s.spark.range(0, 10, 1, 2))
        .collect();
    },
  },
  {
    id: "M12",
    title: "a cut at a union, and the larger count",
    triggers(s) {
      s.predict({ stages: 1, tasks: [40] });
      return s.sc
        .range(0, 40, 1, 40)
        .union(s.sc.range(0, 30, 1, 30))
        .count();
    },
    nearMiss(s) {
      s.predict({ stages: 1, tasks: [50] });
      return s.sc
        .range(0, 40, 1, 40)
        .union(s.sc.range(0, 30, 1, 30))
        .count();
    },
  },
  {
    id: "M13",
    title: "a cut at coalesce",
    conf: OFF,
    triggers(s) {
      s.predict({ stages: 2, tasks: [40, 8] });
      return large(s).coalesce(8).collect();
    },
    nearMiss(s) {
      s.predict({ stages: 2, tasks: [20, 8] });
      return large(s).coalesce(8).collect();
    },
  },
  {
    id: "M13",
    title: "no cut at repartition",
    conf: OFF,
    triggers(s) {
      s.predict({ stages: 1, tasks: [8] });
      return large(s).repartition(8).collect();
    },
    nearMiss(s) {
      s.predict({ stages: 1, tasks: [20] });
      return large(s).repartition(8).collect();
    },
  },
];
