import {
  type ColumnModel,
  col,
  createSession,
  type DataFrame,
  modelled,
  type SparkSession,
  sum,
} from "@stageplay/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { kernelPorts } from "../golden/ports.js";

/**
 * Row counts of a model are held against the real execution of rows that are drawn from the same distributions. What is compared is random on the real side: which rows
 * were drawn, and to which partition the hash of each rare value sends it. Bounds are Bernstein's inequality for sums of independent parts: with variance V and
 * parts of at most b, a sum is off by more than √(2·K·V) + K·b/3 · 2 with a chance of at most 2·e^−K. K = 14 makes that two in a million for each comparison.
 */
const K = 14;

function bound(variance: number, largest: number): number {
  return Math.sqrt(2 * K * variance) + (2 * K * largest) / 3;
}

/** A column as the test knows it: values with their shares. */
interface Known {
  readonly model: ColumnModel<string>;
  readonly shares: ReadonlyMap<string, number>;
}

const MAPS = 4;
const REDUCERS = 8;
const ROWS = 12_000;

const conf = {
  "spark.master": "local[2]",
  "spark.default.parallelism": String(MAPS),
  "spark.sql.leafNodeDefaultParallelism": String(MAPS),
  "spark.sql.shuffle.partitions": String(REDUCERS),
  "spark.sql.adaptive.enabled": "false",
};

function evenly(names: readonly string[], share: number): [string, number][] {
  return names.map((name) => [name, share / names.length]);
}

const namesOf = (n: number): string[] => Array.from({ length: n }, (_, i) => `v-${i + 1}`);

const tailColumn = fc
  .integer({ min: 2, max: 8_000 })
  .map((n): Known => ({ model: modelled.tail(n, "v"), shares: new Map(evenly(namesOf(n), 1)) }));
const hotColumn = fc
  .record({
    first: fc.integer({ min: 5, max: 60 }),
    second: fc.integer({ min: 1, max: 30 }),
    n: fc.integer({ min: 2, max: 5_000 }),
  })
  .map(({ first, second, n }): Known => {
    const [a, b] = [first / 100, second / 100];
    return {
      model: modelled.hot({ HOT: a, WARM: b }, modelled.tail(n, "v")),
      shares: new Map([["HOT", a], ["WARM", b], ...evenly(namesOf(n), 1 - a - b)]),
    };
  });
const column = fc.oneof(tailColumn, hotColumn);

/** Draws values by their shares, with a generator of its own. */
function drawing({ shares }: Known, seed: number): () => string {
  const values = [...shares.keys()];
  const ends = new Float64Array(values.length);
  let total = 0;
  [...shares.values()].forEach((share, i) => {
    total += share;
    ends[i] = total;
  });
  let state = BigInt(seed) * 2n + 1n;
  const next = (): number => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number(state >> 11n) / 2 ** 53;
  };
  return () => {
    const at = next() * total;
    let [low, high] = [0, values.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return values[low]!;
  };
}

function rowsOf(known: Known, seed: number): { k: string; n: number }[] {
  const draw = drawing(known, seed);
  return Array.from({ length: ROWS }, (_, n) => ({ k: draw(), n }));
}

/** What the tasks of the last stages of a query wrote and read. */
interface Counts {
  readonly written: number;
  readonly readBy: readonly number[];
  readonly result: number;
}

async function counts(spark: SparkSession, query: (spark: SparkSession) => Promise<number>): Promise<Counts> {
  const result = await query(spark);
  const { lastRun } = spark;
  const [maps, reduces] = lastRun.stages;
  const tasks = lastRun.tasks.filter((task) => task.stageId === reduces!.stageId);
  return {
    written: maps!.totals.shuffleWriteRecords,
    readBy: [...tasks].sort((a, b) => a.partition - b.partition).map((task) => task.shuffleReadRecords),
    result,
  };
}

const modelOf = (spark: SparkSession, { model }: Known): DataFrame<{ readonly k: string }> =>
  spark.read.modelled({ rows: ROWS, partitions: MAPS, columns: { k: model } });
const session = () => createSession(kernelPorts(), { conf }).spark;
const seeds = fc.integer({ min: 1, max: 1_000_000 });
const patience = { numRuns: 12, endOnFailure: true };

test("groupBy: groups of each map task, records of each reducer and groups of all are those of real rows", async () => {
  await fc.assert(
    fc.asyncProperty(column, seeds, async (known, seed) => {
      const real = await counts(session(), (spark) =>
        spark.createDataFrame(rowsOf(known, seed)).groupBy("k").count().count(),
      );
      const model = await counts(session(), (spark) => modelOf(spark, known).groupBy("k").count().count());
      // Of each value: the chance to be among a map's rows, and among all.
      let [inMap, placement, inAll] = [0, 0, 0];
      const chances = [...known.shares.values()].map((share) => [
        1 - (1 - share) ** (ROWS / MAPS),
        1 - (1 - share) ** ROWS,
      ]);
      const groups = chances.reduce((sum, [q]) => sum + q!, 0);
      for (const [q, all] of chances) {
        inMap += MAPS * q! * (1 - q!);
        inAll += all! * (1 - all!);
        // Values with more of the records are sent by their own hash: only the others are spread.
        if ((q! / groups) * REDUCERS < 0.02) placement += (MAPS * q!) ** 2 / REDUCERS;
      }
      // A whole record of rounding for each task.
      expect(Math.abs(real.written - model.written)).toBeLessThanOrEqual(bound(inMap, 1) + MAPS);
      expect(Math.abs(real.result - model.result)).toBeLessThanOrEqual(bound(inAll, 1) + REDUCERS);
      for (let r = 0; r < REDUCERS; r++) {
        const off = Math.abs(real.readBy[r]! - model.readBy[r]!);
        expect(off).toBeLessThanOrEqual(bound(inMap / REDUCERS + placement, MAPS) + 1);
      }
    }),
    patience,
  );
});

test("repartition by a column: the rows of each reducer are those of real rows", async () => {
  await fc.assert(
    fc.asyncProperty(column, seeds, async (known, seed) => {
      const real = await counts(session(), async (spark) => {
        const df = spark.createDataFrame(rowsOf(known, seed)).select("k");
        return (await df.repartition(REDUCERS, "k").filter(col("k").notEqual("nobody")).collect()).length;
      });
      const model = await counts(session(), async (spark) => {
        const df = modelOf(spark, known);
        return (await df.repartition(REDUCERS, "k").filter(col("k").notEqual("nobody")).collect()).length;
      });
      // Rows that are made of a model are whole ones, in each partition.
      expect(Math.abs(model.result - ROWS)).toBeLessThanOrEqual(REDUCERS);
      expect(model.written).toBe(ROWS);
      let [placement, largest] = [0, 1];
      for (const share of known.shares.values()) {
        // Values that are frequent enough are sent by their own hash: only the others are spread.
        if (share * REDUCERS >= 0.02) continue;
        placement += (ROWS * share) ** 2 / REDUCERS;
        largest = Math.max(largest, ROWS * share);
      }
      for (let r = 0; r < REDUCERS; r++) {
        const mean = model.readBy[r]!;
        expect(Math.abs(real.readBy[r]! - mean)).toBeLessThanOrEqual(bound(mean + placement, largest) + 1);
      }
    }),
    patience,
  );
});

test("filter and join: as many rows as of real rows", async () => {
  await fc.assert(
    fc.asyncProperty(column, seeds, fc.integer({ min: 1, max: 400 }), async (known, seed, kept) => {
      const dimension = [...known.shares.keys()].slice(0, kept).map((k) => ({ k, weight: 2 }));
      const query = async (spark: SparkSession, facts: DataFrame<{ readonly k: string }>): Promise<number> => {
        const joined = facts
          .join(spark.createDataFrame(dimension).hint("merge"), ["k"])
          .filter(col("k").notEqual("v-1"));
        const [row] = await joined.agg(sum("weight").as("w")).collect();
        return Number(row!["w"] ?? 0) / 2;
      };
      const [a, b] = [session(), session()];
      const real = await query(a, a.createDataFrame(rowsOf(known, seed)).select("k"));
      const model = await query(b, modelOf(b, known));
      const share = dimension.filter(({ k }) => k !== "v-1").reduce((total, { k }) => total + known.shares.get(k)!, 0);
      expect(Math.abs(model - ROWS * share)).toBeLessThanOrEqual(REDUCERS);
      expect(Math.abs(real - model)).toBeLessThanOrEqual(bound(ROWS * share * (1 - share), 1) + REDUCERS);
    }),
    patience,
  );
});
