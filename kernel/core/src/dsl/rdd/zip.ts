import type { JobRunner } from "../../backend.js";
import { SparkError } from "../../errors/index.js";
import type { CallSite } from "../../events/listener.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import { ModelledRows } from "../../rdd/modelled-rows.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { StorageLevel } from "../../rdd/storage-level.js";
import { pollEvery, type TaskContext } from "../../rdd/task-context.js";
import { ZippedPartitionsRDD2 } from "../../rdd/zipped-partitions-rdd.js";
import { ZippedWithIndexRDD } from "../../rdd/zipped-with-index-rdd.js";

/** Element i of one side with element i of the other, partition by partition. */
export function zipLineage<A, B>(left: RDDLineage<A>, right: RDDLineage<B>): RDDLineage<[A, B]> {
  return new ZippedPartitionsRDD2(left, right, zipRows<A, B>);
}

function* zipRows<A, B>(left: Iterable<A>, right: Iterable<B>, context: TaskContext): Iterable<[A, B]> {
  const others = right[Symbol.iterator]();
  let count = 0;
  try {
    for (const a of left) {
      const b = others.next();
      if (b.done) throw differentLengths();
      count++;
      yield [a, b.value];
    }
    if (!others.next().done) throw differentLengths();
  } finally {
    others.return?.();
    context.metrics.charge("pipelineRows", count);
  }
}

function differentLengths(): SparkError {
  return new SparkError({
    condition: "CANNOT_ZIP_UNEQUAL_ELEMENTS",
    message: "Can only zip RDDs with same number of elements in each partition.",
    nextStep: "Number both sides with zipWithIndex() and join them by the number.",
  });
}

/** Each element with its index. The first elements' indices come from a job over all partitions but the last (A8). */
export function zipWithIndexLineage<T>(
  jobs: JobRunner,
  parent: RDDLineage<T>,
  callSite: CallSite,
): RDDLineage<[T, number]> {
  const sized = cheapestOfSize(parent);
  return new ZippedWithIndexRDD(
    parent,
    sized instanceof ZippedWithIndexRDD ? sized.starts : countStarts(jobs, sized, callSite),
  );
}

/** The ancestor behind `map` steps that has as many elements in each partition, up to a persisted one: counting it tells the same. */
function cheapestOfSize(last: RDDLineage<unknown>): RDDLineage<unknown> {
  let rdd = last;
  while (rdd.storageLevel === StorageLevel.NONE && rdd instanceof MapPartitionsRDD && rdd.sizedLike !== undefined) {
    rdd = rdd.sizedLike;
  }
  return rdd;
}

function countStarts(jobs: JobRunner, rdd: RDDLineage<unknown>, callSite: CallSite): number[] {
  const partitions = Array.from({ length: Math.max(rdd.numPartitions - 1, 0) }, (_, i) => i);
  const request = { rdd, partitions, task: countRows, callSite, cause: "partition sizes" } as const;
  const sizes = partitions.length === 0 ? [] : jobs.runJobNow(request);
  const starts = [0];
  for (const size of sizes) starts.push(starts.at(-1)! + size);
  return starts;
}

/** Each element with a number that no other has: element k of partition i gets k·n + i. No job. */
export function zipWithUniqueIdLineage<T>(parent: RDDLineage<T>): RDDLineage<[T, number]> {
  return new MapPartitionsRDD<T, [T, number]>(parent, (rows, partition, context) =>
    numberRows(rows, partition, parent.numPartitions, context),
  );
}

function* numberRows<T>(rows: Iterable<T>, start: number, step: number, context: TaskContext): Iterable<[T, number]> {
  let count = 0;
  try {
    for (const row of rows) yield [row, start + step * count++];
  } finally {
    context.metrics.charge("pipelineRows", count);
  }
}

/** Number of rows. */
export function countRows(rows: Iterable<unknown>, context: TaskContext): number {
  if (rows instanceof ModelledRows) return Math.round(rows.rows);
  let count = 0;
  for (const _ of rows) pollEvery(++count, context);
  return count;
}

/** Sum of counts. */
export function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
