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
   * `RDD.mapPartitions` in a barrier stage. Jobs over it are aborted when it has more partitions than the cluster has slots.
   * @example await rdd.barrier().mapPartitions((rows) => [[...rows].length]).collect(); // [2, 2]
   */
  mapPartitions<U>(f: (rows: Iterable<T>) => Iterable<U>, preservesPartitioning = false): RDD<U> {
    return this.inBarrierStage(this.rdd.mapPartitions(f, preservesPartitioning));
  }

  /**
   * `RDD.mapPartitionsWithIndex` in a barrier stage.
   * @example await rdd.barrier().mapPartitionsWithIndex((i) => [i]).collect(); // [0, 1]
   */
  mapPartitionsWithIndex<U>(
    f: (index: number, rows: Iterable<T>) => Iterable<U>,
    preservesPartitioning = false,
  ): RDD<U> {
    return this.inBarrierStage(this.rdd.mapPartitionsWithIndex(f, preservesPartitioning));
  }

  /** Marks what the step made: its stage runs as a whole or not at all (B14). */
  private inBarrierStage<U>(rdd: RDD<U>): RDD<U> {
    rdd.lineage.isBarrier = true;
    return rdd;
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
