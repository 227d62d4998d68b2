import type { Partitioner } from "../../rdd/partitioner.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { RDD } from "../rdd.js";
import type { SparkContext } from "../spark-context.js";
import { describeRDD, toDebugString } from "./to-debug-string.js";

/** A partition of an RDD. */
export interface Partition {
  readonly index: number;
}

/** A link to a parent: computed in the same task, or read from a shuffle. */
export interface RDDDependency {
  readonly kind: "narrow" | "shuffle";
  readonly rdd: RDD<unknown>;
}

/** What every RDD is made of: a node of the lineage and the context that made it. */
export abstract class RDDCore<T> {
  /** The context that made it. */
  readonly sparkContext: SparkContext;
  /** The node of the lineage behind it. */
  readonly lineage: RDDLineage<T>;

  constructor(sparkContext: SparkContext, lineage: RDDLineage<T>) {
    this.sparkContext = sparkContext;
    this.lineage = lineage;
  }

  /** Id of the RDD, counted through the application. */
  get id(): number {
    return this.lineage.id;
  }

  /**
   * How keys are placed, where that is known (A5): `undefined` after `map`, kept by `mapValues` and `filter`. Mirrors `RDD.partitioner`.
   * @example pairs.partitionBy(new HashPartitioner(4)).mapValues((n) => n + 1).partitioner!.numPartitions; // 4
   */
  get partitioner(): Partitioner | undefined {
    return this.lineage.partitioner;
  }

  /**
   * Number of partitions. Mirrors `RDD.getNumPartitions`.
   * @example sc.parallelize([1, 2, 3, 4], 2).getNumPartitions(); // 2
   */
  getNumPartitions(): number {
    return this.lineage.numPartitions;
  }

  /** The name given with {@link setName} or by a file's path; null without one. Mirrors `RDD.name`. @example rdd.setName("numbers").name; // "numbers" */
  get name(): string | null {
    return this.lineage.name === this.lineage.className ? null : this.lineage.name;
  }

  /**
   * The partitions, by index. Mirrors `RDD.partitions`.
   * @example rdd.partitions.length; // 2
   */
  get partitions(): Partition[] {
    return Array.from({ length: this.lineage.numPartitions }, (_, index) => ({ index }));
  }

  /**
   * What the RDD is computed from: a narrow or a shuffle dependency on each parent. Mirrors `RDD.dependencies`.
   * @example pairs.reduceByKey((a, b) => a + b).dependencies[0].kind; // "shuffle"
   */
  get dependencies(): RDDDependency[] {
    return this.lineage.dependencies.map(({ kind, rdd }) => ({ kind, rdd: this.sparkContext.rdd(rdd) }));
  }

  /**
   * Hosts on which computing a partition is local: where it is cached, or where most of its shuffle blocks lie (B10); empty when it does
   * not matter. Mirrors `RDD.preferredLocations`.
   * @example rdd.preferredLocations(0); // []
   */
  preferredLocations(partition: number): readonly string[] {
    return this.lineage.context.partitionHosts()(this.lineage, partition);
  }

  /** Names the RDD in the DAG. Mirrors `RDD.setName`. @example rdd.setName("numbers").map((n) => n + 1) */
  setName(name: string): this {
    this.lineage.name = name;
    return this;
  }

  /**
   * The lineage as a tree, one line an RDD; each indentation is a shuffle. Mirrors `RDD.toDebugString`.
   * @example
   * console.log(pairs.reduceByKey((a, b) => a + b).toDebugString());
   * // (2) ShuffledRDD[1] at reduceByKey at cell [1]:1 []
   * //  +-(2) ParallelCollectionRDD[0] at parallelize at cell [1]:1 []
   */
  toDebugString(): string {
    return toDebugString(this.lineage, (rdd) => this.sparkContext.storageInfo(rdd));
  }

  /** `MapPartitionsRDD[3] at map at cell [1]:2`, as Spark prints an RDD. */
  toString(): string {
    return describeRDD(this.lineage);
  }
}
