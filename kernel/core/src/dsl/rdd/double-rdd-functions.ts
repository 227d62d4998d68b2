import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { RDD } from "../rdd.js";
import type { Action } from "./action.js";
import { type BoundedDouble, exactly } from "./bounded-double.js";
import { runAction } from "./derive.js";
import { evenBounds, histogramCounts } from "./histogram.js";
import { mapLineage } from "./map-lineage.js";
import { RDDCore } from "./rdd-core.js";
import { reduceElements } from "./reduce.js";
import { StatCounter } from "./stat-counter.js";

/**
 * The methods of RDDs of numbers: Spark's `DoubleRDDFunctions`. Spark reaches them from whole numbers through a conversion, which shows
 * in the DAG as a `map`.
 * @example await sc.parallelize([1, 2, 3, 4]).mean(); // 2.5
 */
export abstract class DoubleRDDFunctions<T> extends RDDCore<T> {
  /** Sum of the numbers, 0 when there are none. One job. @example await rdd.sum(); // 10 */
  sum(this: RDD<number>): Promise<number> {
    return runAction(this, "sum", async (action) => {
      const sums = await action.run(asDoubles(this.lineage, action), (rows) => {
        let total = 0;
        for (const number of rows) total += number;
        return total;
      });
      return sums.reduce((a, b) => a + b, 0);
    });
  }

  /**
   * Count, mean, variance, least and greatest in one job. Mirrors `DoubleRDDFunctions.stats`.
   * @throws SparkError EMPTY_COLLECTION when there is no partition
   * @example String(await rdd.stats()); // "(count: 4, mean: 2.500000, stdev: 1.118034, max: 4.000000, min: 1.000000)"
   */
  stats(this: RDD<number>): Promise<StatCounter> {
    return runAction(this, "stats", (action) => statsOf(this.lineage, action));
  }

  /** The mean; NaN when there is no number. One job. @example await rdd.mean(); // 2.5 */
  mean(this: RDD<number>): Promise<number> {
    return runAction(this, "mean", async (action) => (await statsOf(this.lineage, action)).mean);
  }

  /** The variance of the numbers as the whole population. One job. @example await rdd.variance(); // 1.25 */
  variance(this: RDD<number>): Promise<number> {
    return runAction(this, "variance", async (action) => (await statsOf(this.lineage, action)).variance);
  }

  /** The standard deviation of the numbers as the whole population. One job. @example (await rdd.stdev()).toFixed(2); // "1.12" */
  stdev(this: RDD<number>): Promise<number> {
    return runAction(this, "stdev", async (action) => (await statsOf(this.lineage, action)).stdev);
  }

  /** The variance, by its other name. @example await rdd.popVariance(); // 1.25 */
  popVariance(this: RDD<number>): Promise<number> {
    return runAction(this, "popVariance", async (action) => (await statsOf(this.lineage, action)).variance);
  }

  /** The standard deviation, by its other name. @example (await rdd.popStdev()).toFixed(2); // "1.12" */
  popStdev(this: RDD<number>): Promise<number> {
    return runAction(this, "popStdev", async (action) => (await statsOf(this.lineage, action)).stdev);
  }

  /** The variance of the numbers as a sample: divided by n − 1. One job. @example (await rdd.sampleVariance()).toFixed(3); // "1.667" */
  sampleVariance(this: RDD<number>): Promise<number> {
    return runAction(this, "sampleVariance", async (action) => (await statsOf(this.lineage, action)).sampleVariance);
  }

  /** The standard deviation of the numbers as a sample: divided by n − 1. One job. @example (await rdd.sampleStdev()).toFixed(2); // "1.29" */
  sampleStdev(this: RDD<number>): Promise<number> {
    return runAction(this, "sampleStdev", async (action) => (await statsOf(this.lineage, action)).sampleStdev);
  }

  /**
   * How many numbers lie in each bucket. With a number of buckets they are of equal width between the least and the greatest number, which
   * another job finds first, and the result is the pair of bounds and counts. With bounds it is the counts; each bucket holds its lower
   * bound, the last one its upper too. Mirrors `DoubleRDDFunctions.histogram`.
   * @param evenBuckets says that the bounds are evenly spaced: faster to look up
   * @throws SparkError INVALID_BUCKETS, INVALID_HISTOGRAM_INPUT
   * @example
   * await rdd.histogram(2); // [[1, 2.5, 4], [2, 2]]
   * await rdd.histogram([0, 2, 4]); // [1, 3]
   */
  histogram(this: RDD<number>, bucketCount: number): Promise<[bounds: number[], counts: number[]]>;
  histogram(this: RDD<number>, bounds: readonly number[], evenBuckets?: boolean): Promise<number[]>;
  histogram(
    this: RDD<number>,
    buckets: number | readonly number[],
    evenBuckets = false,
  ): Promise<number[] | [number[], number[]]> {
    return runAction(this, "histogram", async (action): Promise<number[] | [number[], number[]]> => {
      const doubles = asDoubles(this.lineage, action);
      if (typeof buckets !== "number") return histogramCounts(action, doubles, buckets, evenBuckets);
      const bounds = await evenBounds(action, doubles, buckets);
      return [bounds, await histogramCounts(action, doubles, bounds, true)];
    });
  }

  /**
   * The sum with its bounds. Spark gives what is known after `timeoutMs`; here it waits for the job, whose result is final and exact. Mirrors
   * `DoubleRDDFunctions.sumApprox`.
   * @example (await rdd.sumApprox(1000)).mean; // 10
   */
  sumApprox(this: RDD<number>, timeoutMs: number, confidence?: number): Promise<BoundedDouble>;
  sumApprox(this: RDD<number>): Promise<BoundedDouble> {
    return runAction(this, "sumApprox", async (action) => exactly((await countersOf(this.lineage, action)).sum));
  }

  /**
   * The mean with its bounds; like {@link sumApprox} it waits for the final result. Mirrors `DoubleRDDFunctions.meanApprox`.
   * @example (await rdd.meanApprox(1000)).mean; // 2.5
   */
  meanApprox(this: RDD<number>, timeoutMs: number, confidence?: number): Promise<BoundedDouble>;
  meanApprox(this: RDD<number>): Promise<BoundedDouble> {
    return runAction(this, "meanApprox", async (action) => exactly((await countersOf(this.lineage, action)).mean));
  }
}

/** One counter a partition, merged on the driver. */
async function countersOf(rdd: RDDLineage<number>, action: Action): Promise<StatCounter> {
  const counters = await action.run(asDoubles(rdd, action), countNumbers);
  return counters.reduce((a, b) => a.merge(b), new StatCounter());
}

function countNumbers(rows: Iterable<number>): StatCounter {
  const counter = new StatCounter();
  for (const number of rows) counter.merge(number);
  return counter;
}

function statsOf(rdd: RDDLineage<number>, action: Action): Promise<StatCounter> {
  const doubles = asDoubles(rdd, action);
  const counters = action.scoped(rdd, () => {
    return new MapPartitionsRDD<number, StatCounter>(doubles, (rows) => [countNumbers(rows)]);
  });
  return reduceElements(action, counters, (a, b) => a.merge(b));
}

/** Spark's conversion of an RDD of whole numbers to one of doubles. */
function asDoubles(rdd: RDDLineage<number>, { callSite }: Action): RDDLineage<number> {
  return rdd.context.withScope("map", callSite, () => mapLineage(rdd, Number));
}
