import { SparkError } from "../../errors/index.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { Action } from "./action.js";
import { reduceElements } from "./reduce.js";

/** The bounds of `count` buckets of equal width between the least and the greatest number. One job. */
export async function evenBounds(action: Action, numbers: RDDLineage<number>, count: number): Promise<number[]> {
  const ranges = action.scoped(
    numbers,
    () => new MapPartitionsRDD<number, [number, number]>(numbers, (rows) => [rangeOf(rows)]),
  );
  const [min, max] = await reduceElements(action, ranges, ([a, b], [c, d]) => [Math.min(a, c), Math.max(b, d)]);
  if (!Number.isFinite(min) || !Number.isFinite(max)) throw notFinite(action);
  if (min === max) return [min, min];
  const span = max - min;
  return [...Array.from({ length: count }, (_, i) => min + (i * span) / count), max];
}

/** How many numbers each bucket holds. One job. */
export function histogramCounts(
  action: Action,
  numbers: RDDLineage<number>,
  bounds: readonly number[],
  evenBuckets: boolean,
): Promise<number[]> {
  if (bounds.length < 2 || bounds.some((bound, i) => bound < (bounds[i - 1] ?? bound)))
    throw invalidBounds(action, bounds);
  const bucketOf = evenBuckets ? evenBucket(bounds) : searchedBucket(bounds);
  const counts = action.scoped(numbers, () => {
    return new MapPartitionsRDD<number, number[]>(numbers, (rows) => {
      const filled = new Array<number>(bounds.length - 1).fill(0);
      for (const number of rows) {
        const bucket = bucketOf(number);
        if (bucket !== undefined) filled[bucket]!++;
      }
      return [filled];
    });
  });
  return reduceElements(action, counts, (a, b) => a.map((count, i) => count + b[i]!));
}

type BucketOf = (number: number) => number | undefined;

function evenBucket(bounds: readonly number[]): BucketOf {
  const [min, max, count] = [bounds[0]!, bounds.at(-1)!, bounds.length - 1];
  return (number) => {
    if (!(number >= min && number <= max)) return undefined;
    return Math.min(Math.trunc(((number - min) / (max - min)) * count), count - 1);
  };
}

/** Buckets are closed below and open above, the last closed on both sides. */
function searchedBucket(bounds: readonly number[]): BucketOf {
  const last = bounds.length - 1;
  return (number) => {
    if (!(number >= bounds[0]! && number <= bounds[last]!)) return undefined;
    let low = 0;
    let high = last;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (bounds[middle]! <= number) low = middle;
      else high = middle - 1;
    }
    return Math.min(low, last - 1);
  };
}

function rangeOf(rows: Iterable<number>): [min: number, max: number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const number of rows) {
    min = Math.min(min, number);
    max = Math.max(max, number);
  }
  return [min, max];
}

function notFinite({ callSite }: Action): SparkError {
  return new SparkError({
    condition: "INVALID_HISTOGRAM_INPUT",
    message: "Histogram on either an empty RDD or RDD containing +/-infinity or NaN.",
    nextStep: "Filter such numbers out first, or give the bounds of the buckets yourself.",
    callSite: callSite.short,
  });
}

function invalidBounds({ callSite }: Action, bounds: readonly number[]): SparkError {
  return new SparkError({
    condition: "INVALID_BUCKETS",
    message: `[${bounds.join(", ")}] cannot be the bounds of buckets.`,
    nextStep: "Give at least two numbers in ascending order, such as [0, 10, 20].",
    callSite: callSite.short,
  });
}
