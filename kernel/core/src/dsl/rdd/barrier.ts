import { SparkError } from "../../errors/index.js";
import type { RDD } from "../rdd.js";

/**
 * An RDD whose next step is a barrier stage. Mirrors `RDDBarrier`; made by `rdd.barrier()`.
 * @example await rdd.barrier().mapPartitionsWithIndex((i, rows) => [[i, ...rows]]).collect(); // [[0, 1, 2], [1, 3, 4]]
 */
export class RDDBarrier<T> {
  private readonly rdd: RDD<T>;

  constructor(rdd: RDD<T>) {
    this.rdd = rdd;
  }

  /**
   * `RDD.mapPartitions` in a barrier stage.
   * @throws SparkError BARRIER_STAGE_TOO_WIDE when there are more partitions than slots
   * @example await rdd.barrier().mapPartitions((rows) => [[...rows].length]).collect(); // [2, 2]
   */
  mapPartitions<U>(f: (rows: Iterable<T>) => Iterable<U>, preservesPartitioning = false): RDD<U> {
    this.checkSlots();
    return this.rdd.mapPartitions(f, preservesPartitioning);
  }

  /**
   * `RDD.mapPartitionsWithIndex` in a barrier stage.
   * @throws SparkError BARRIER_STAGE_TOO_WIDE
   * @example await rdd.barrier().mapPartitionsWithIndex((i) => [i]).collect(); // [0, 1]
   */
  mapPartitionsWithIndex<U>(
    f: (index: number, rows: Iterable<T>) => Iterable<U>,
    preservesPartitioning = false,
  ): RDD<U> {
    this.checkSlots();
    return this.rdd.mapPartitionsWithIndex(f, preservesPartitioning);
  }

  /** Spark asks forty times for more slots before it gives up; a cluster of a fixed size will not have them (B14). */
  private checkSlots(): void {
    const { totalCores } = this.rdd.sparkContext;
    const tasks = this.rdd.getNumPartitions();
    if (tasks <= totalCores) return;
    throw new SparkError({
      condition: "BARRIER_STAGE_TOO_WIDE",
      message: `[SPARK-24819]: Barrier execution mode does not allow run a barrier stage that requires more slots (${tasks}) than the total number of slots in the cluster currently (${totalCores}).`,
      nextStep: `Use at most ${totalCores} partitions (coalesce), or more executors or cores.`,
    });
  }
}

/** rdd.pipe would start a process for each partition. */
export function pipeUnsupported(command: string): SparkError {
  return new SparkError({
    condition: "UNSUPPORTED_FEATURE.PIPE",
    message: `rdd.pipe(${JSON.stringify(command)}) would start a process for each partition, which the simulation does not do.`,
    nextStep: "Do in JavaScript what the command does: rdd.mapPartitions((lines) => …).",
  });
}
