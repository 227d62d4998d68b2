import { type RDD, type SparkContext, type SparkSession, StorageLevel, TaskContext, work } from "@stageplay/core";

export interface SchedulerContext {
  readonly sc: SparkContext;
  readonly spark: SparkSession;
}

/** A record's program in our DSL, line by line as the Scala is. Gives what it returns as text. */
export type SchedulerProgram = (context: SchedulerContext) => Promise<number>;

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const task = (): TaskContext => TaskContext.get()!;

/** n partitions whose task sleeps f(partition) ms and yields one pair (i, i). */
function sleepy(sc: SparkContext, n: number, f: (partition: number) => number): RDD<[number, number]> {
  return sc.parallelize(upTo(n), n).mapPartitionsWithIndex((i, rows) => {
    work(f(i));
    return [...rows].map((x): [number, number] => [x, x]);
  });
}

/** As `sleepy`, with an executor that takes ten times as long. */
function sleepy2(sc: SparkContext, n: number): RDD<[number, number]> {
  return sleepy(sc, n, () => (task().executor.id === 1 ? 6000 : 600));
}

/** A few shuffles that every executor takes part in, before the clock is looked at: the records begin with job 3 and stage 6. */
export async function warmUp(sc: SparkContext): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await sleepy(sc, 12, () => 200)
      .map(([x]): [number, number] => [x % 6, 1])
      .reduceByKey((a, b) => a + b, 6)
      .count();
  }
}

/** Two jobs, the second a little later, as two threads of the driver submit them. */
async function twoJobs({ sc, spark }: SchedulerContext): Promise<number> {
  const a = sleepy(sc, 24, () => 600).count();
  await spark.sleep(300);
  const b = sleepy(sc, 6, () => 600).count();
  return (await a) + (await b);
}

/** Programs by their short name. */
export const SCHEDULER_PROGRAMS: Readonly<Record<string, SchedulerProgram>> = {
  s01: ({ sc }) => sleepy(sc, 40, () => 1000).count(),
  s02: ({ sc }) => sleepy(sc, 30, (i) => 200 + ((i * 7919) % 1800)).count(),
  s03: ({ sc }) =>
    sleepy(sc, 12, () => 300)
      .map(([x]): [number, number] => [x % 8, 1])
      .reduceByKey((a, b) => a + b, 8)
      .mapPartitionsWithIndex((i, rows) => {
        work(i === 3 ? 5000 : 400);
        return rows;
      })
      .count(),
  s06: async ({ sc }) => {
    const one = sc
      .parallelize(upTo(18), 1)
      .mapPartitions((rows) => [...rows].map((x): [number, number[]] => [x, new Array(10).fill(0)]))
      .persist(StorageLevel.MEMORY_ONLY);
    await one.count();
    const many = sc.union(upTo(12).map(() => one));
    return many
      .mapPartitions((rows) => {
        work(1000);
        return rows;
      })
      .count();
  },
  s07: ({ sc }) => sleepy2(sc, 24).count(),
  s08: ({ sc }) => sleepy(sc, 24, (i) => (i === 5 ? 6000 : 500)).count(),
  s09: ({ sc }) =>
    sc
      .parallelize(upTo(8), 8)
      .mapPartitionsWithIndex((i, rows) => {
        work(400);
        if (i === 3 && task().attemptNumber() < 2) throw new Error("boom");
        return rows;
      })
      .count(),
  s10: ({ sc }) =>
    sc
      .parallelize(upTo(8), 8)
      .mapPartitionsWithIndex((i, rows) => {
        work(300);
        if (i === 3) throw new Error("boom");
        return rows;
      })
      .count(),
  s11: ({ sc }) =>
    sleepy(sc, 12, () => 500)
      .map(([x]): [number, number] => [x % 6, 1])
      .reduceByKey((a, b) => a + b, 6)
      .mapPartitionsWithIndex((_, rows) => {
        const r = [...rows];
        work(600);
        if (task().executor.id === 1 && task().stageAttemptNumber() === 0) task().executor.exit(52);
        return r;
      })
      .count(),
  s12: twoJobs,
  s13: ({ sc }) =>
    sc
      .parallelize(upTo(24), 24)
      .mapPartitionsWithIndex((_, rows) => {
        work(300);
        if (task().executor.id === 0) throw new Error("sick");
        return rows;
      })
      .count(),
  s14: ({ sc }) => sc.parallelize(upTo(2000), 2000).count(),
  s15: async ({ sc }) => {
    let total = 0;
    for (let i = 0; i < 100; i++) total += await sc.parallelize(upTo(6), 6).count();
    return total;
  },
  s18: ({ sc }) => sleepy(sc, 500, () => 10).count(),
  s19: async ({ sc, spark }) => {
    const n = await sleepy(sc, 30, () => 1000).count();
    await spark.sleep("8s");
    return n + (await sleepy(sc, 12, () => 1000).count());
  },
};
