import { combineEntries, type Pair } from "../../rdd/aggregator.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { Action } from "./action.js";
import { type BoundedDouble, exactly } from "./bounded-double.js";
import { runAction } from "./derive.js";
import { HyperLogLog } from "./hyper-log-log.js";
import { keysLineage } from "./map-lineage.js";
import { OrderedRDDFunctions } from "./ordered-rdd-functions.js";
import { type PairRDD, pairsOf } from "./pair-rdd-functions.js";
import { countRows, sumOf } from "./zip.js";

/**
 * The actions that Spark may end before they are exact.
 * @example (await rdd.countApprox(1000)).mean; // 4
 */
export abstract class ApproximateActions<T> extends OrderedRDDFunctions<T> {
  /**
   * The number of elements with its bounds. Spark gives what is known after `timeoutMs`; here it waits for the job, whose result is final.
   * Mirrors `RDD.countApprox`.
   * @example (await rdd.countApprox(1000)).mean; // 4
   */
  countApprox(timeoutMs: number, confidence?: number): Promise<BoundedDouble>;
  countApprox(): Promise<BoundedDouble> {
    return runAction(this, "countApprox", async (action) => exactly(sumOf(await action.run(this.lineage, countRows))));
  }

  /**
   * About how many different elements there are, in one job that brings a few kilobytes to the driver. Mirrors `RDD.countApproxDistinct`.
   * @param relativeSD standard deviation of the estimate, as a share of it
   * @example await rdd.countApproxDistinct(0.01); // 4
   */
  countApproxDistinct(relativeSD = 0.05): Promise<number> {
    return runAction(this, "countApproxDistinct", async (action) => {
      const counters = await action.run(this.lineage, (rows) => {
        const counter = new HyperLogLog(relativeSD);
        for (const row of rows) counter.offer(row);
        return counter;
      });
      return counters.reduce((a, b) => a.merge(b), new HyperLogLog(relativeSD)).cardinality;
    });
  }

  /**
   * How often each element occurs, counted on the driver without a shuffle; final, like {@link countApprox}. Mirrors
   * `RDD.countByValueApprox`.
   * @example (await rdd.countByValueApprox(1000)).get(3).mean; // 1
   */
  countByValueApprox(timeoutMs: number, confidence?: number): Promise<Map<T, BoundedDouble>>;
  countByValueApprox(): Promise<Map<T, BoundedDouble>> {
    return runAction(this, "countByValueApprox", (action) => approximateCounts(action, this.lineage));
  }

  /**
   * How many pairs each key has, counted on the driver without a shuffle; final, like {@link countApprox}. Mirrors
   * `PairRDDFunctions.countByKeyApprox`.
   * @example (await pairs.countByKeyApprox(1000)).get("a").mean; // 2
   */
  countByKeyApprox<K, V>(this: PairRDD<K, V>, timeoutMs: number, confidence?: number): Promise<Map<K, BoundedDouble>>;
  countByKeyApprox<K, V>(this: PairRDD<K, V>): Promise<Map<K, BoundedDouble>> {
    return runAction(this, "countByKeyApprox", (action) => {
      return approximateCounts(
        action,
        action.scoped(this.lineage, () => keysLineage(pairsOf<K, V>(this))),
      );
    });
  }
}

/** Occurrences of each element, counted in each partition, then on the driver. */
async function approximateCounts<T>(action: Action, rdd: RDDLineage<T>): Promise<Map<T, BoundedDouble>> {
  const merge = { createCombiner: (count: number) => count, mergeValue: (a: number, b: number) => a + b };
  const partials = await action.run(rdd, (rows) => combineEntries(ones(rows), merge));
  return new Map(combineEntries(partials.flat(), merge).map(([element, count]) => [element, exactly(count)]));
}

function* ones<T>(elements: Iterable<T>): Iterable<Pair<T, number>> {
  for (const element of elements) yield [element, 1];
}
