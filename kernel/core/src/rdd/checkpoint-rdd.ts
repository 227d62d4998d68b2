import { SparkError } from "../errors/index.js";
import type { Dependency } from "./dependency.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

/** The files of a checkpoint, which take the place of an RDD's ancestors (A14). */
export class ReliableCheckpointRDD<T> extends RDDLineage<T> {
  readonly dependencies: readonly Dependency[] = [];
  readonly numPartitions: number;
  private readonly files: readonly CheckpointFile<T>[];

  constructor(origin: RDDLineage<T>, files: readonly CheckpointFile<T>[]) {
    super(origin.context, "ReliableCheckpointRDD");
    this.files = files;
    this.numPartitions = files.length;
  }

  compute(partition: number, context: TaskContext): Iterable<T> {
    const { elements, bytes } = this.files[partition]!;
    context.metrics.charge("textBytes", bytes);
    return elements;
  }
}

/** One partition as a checkpoint holds it. */
export interface CheckpointFile<T> {
  readonly elements: readonly T[];
  readonly bytes: number;
}

/** The cached blocks of a locally checkpointed RDD, which take the place of its ancestors (A14). */
export class LocalCheckpointRDD<T> extends RDDLineage<T> {
  readonly dependencies: readonly Dependency[] = [];
  readonly numPartitions: number;
  private readonly originId: number;

  constructor(origin: RDDLineage<T>) {
    super(origin.context, "LocalCheckpointRDD");
    this.originId = origin.id;
    this.numPartitions = origin.numPartitions;
  }

  /** Only reached when a block is gone: what it was computed from is forgotten. */
  compute(partition: number): Iterable<T> {
    throw new SparkError({
      condition: "CHECKPOINT_RDD_BLOCK_ID_NOT_FOUND",
      message: `Checkpoint block rdd_${this.originId}_${partition} not found: the RDD was unpersisted or its executor is gone.`,
      nextStep: "Use checkpoint() instead of localCheckpoint(), or do not unpersist the RDD.",
    });
  }
}
