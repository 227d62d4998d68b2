import type { Bytes, RddId } from "../base/brand.js";
import type { CallSite, RDDScope } from "../events/listener.js";
import { type Dependency, oneToOne, type ShuffleRead } from "./dependency.js";
import type { Partitioner } from "./partitioner.js";
import type { RDDContext } from "./rdd-context.js";
import { StorageLevel } from "./storage-level.js";
import type { TaskContext } from "./task-context.js";

/**
 * A node of the lineage: Spark's `RDD` without its fluent methods (those are in `dsl/rdd.ts`). Knows its parents and how to
 * compute a partition from them; runs nothing by itself. Subclasses carry Spark's class names, which the DAG view shows.
 */
export abstract class RDDLineage<T> {
  readonly id: RddId;
  readonly context: RDDContext;
  readonly scope: RDDScope | undefined;
  readonly callSite: CallSite;
  /** Spark's name of the class. */
  readonly className: string;
  /** Whether its elements are a modelled table's: numbers and distributions in place of rows. */
  readonly isModelled: boolean = false;
  /** Bytes of a cached partition, where its elements are no objects of their own: batches of columns know theirs (E7). */
  blockBytes: ((partition: number) => Bytes) | undefined;
  /** Shown in the DAG: the class name unless set (A16). */
  name: string;
  /** Marked for a checkpoint, which the next job over it brings about (A14). */
  checkpointMode: "reliable" | "local" | undefined;
  /** What a partition holds depends on the order of the input: computed again over a shuffle it may differ (B13). */
  isOrderSensitive = false;
  /** What its function was declared to capture of the driver's data: part of the code that its stage is sent as (C12). */
  closureBytes: Bytes = 0;
  /** Its stage is a barrier stage: all tasks run at once (B14). */
  isBarrier = false;
  private level: StorageLevel = StorageLevel.NONE;
  private checkpoint: RDDLineage<T> | undefined;

  constructor(context: RDDContext, className: string) {
    this.context = context;
    this.id = context.nextRddId();
    this.scope = context.currentScope;
    this.callSite = context.currentCallSite;
    this.className = className;
    this.name = className;
  }

  /** Whether and how its partitions are kept; the application knows of those that are. */
  get storageLevel(): StorageLevel {
    return this.level;
  }

  set storageLevel(level: StorageLevel) {
    this.level = level;
    if (level === StorageLevel.NONE) this.context.persistentRdds.delete(this.id);
    else this.context.persistentRdds.set(this.id, new WeakRef(this));
  }

  abstract dependencies: readonly Dependency[];
  /** Known without running a job; asking may list files (B1). */
  abstract readonly numPartitions: number;

  /** How keys are placed, when that is known (A1). */
  get partitioner(): Partitioner | undefined {
    return undefined;
  }

  /** Hosts on which reading the partition is local; empty when it does not matter (B10). */
  preferredHosts(_partition: number): readonly string[] {
    return [];
  }

  /** The blocks of a shuffle that the partition is read from, for RDDs whose tasks like to run where those are (B10). */
  shuffleRead(_partition: number): ShuffleRead | undefined {
    return undefined;
  }

  /** What the task that computes the partition carries of it: data of the driver's own (C12). */
  carriedBytes(_partition: number): Bytes {
    return 0;
  }

  /** Loads what computing the given partitions needs (file contents); awaited before a job is submitted. */
  prepare(_partitions: readonly number[]): Promise<void> | undefined {
    return undefined;
  }

  /** Like {@link prepare}, at once; for jobs that run inside a transformation. */
  prepareNow(_partitions: readonly number[]): void {}

  /** The elements of a partition, as lazily as the operation allows. */
  abstract compute(partition: number, context: TaskContext): Iterable<T>;

  /** The elements of a partition: from the cache if this RDD is persisted, computed otherwise. */
  iterator(partition: number, context: TaskContext): Iterable<T> {
    if (this.storageLevel === StorageLevel.NONE) return this.computeOrReadCheckpoint(partition, context);
    return context.getOrCompute(this, partition, () => this.computeOrReadCheckpoint(partition, context));
  }

  get isCheckpointed(): boolean {
    return this.checkpoint !== undefined;
  }

  /** Cuts the lineage: from now on the elements come from the checkpoint (A14). */
  checkpointedAs(checkpoint: RDDLineage<T>): void {
    this.checkpoint = checkpoint;
    this.dependencies = [oneToOne(checkpoint)];
  }

  private computeOrReadCheckpoint(partition: number, context: TaskContext): Iterable<T> {
    return this.checkpoint === undefined
      ? this.compute(partition, context)
      : this.checkpoint.iterator(partition, context);
  }
}
