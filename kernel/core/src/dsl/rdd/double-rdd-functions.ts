import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { RDD } from "../rdd.js";
import type { Action } from "./action.js";
import { runAction } from "./derive.js";
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
}

function statsOf(rdd: RDDLineage<number>, action: Action): Promise<StatCounter> {
  const doubles = asDoubles(rdd, action);
  const counters = action.scoped(rdd, () => {
    return new MapPartitionsRDD<number, StatCounter>(doubles, (rows) => {
      const counter = new StatCounter();
      for (const number of rows) counter.merge(number);
      return [counter];
    });
  });
  return reduceElements(action, counters, (a, b) => a.merge(b));
}

/** Spark's conversion of an RDD of whole numbers to one of doubles. */
function asDoubles(rdd: RDDLineage<number>, { callSite }: Action): RDDLineage<number> {
  return rdd.context.withScope("map", callSite, () => mapLineage(rdd, Number));
}
