import { JavaRandom } from "../base/java-random.js";
import { type Dependency, oneToOne } from "./dependency.js";
import type { Partitioner } from "./partitioner.js";
import { type Sampler, sampleRows } from "./random-sampler.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

/** A sample of its parent, partition by partition, each with a seed of its own: what sample and takeSample make. */
export class PartitionwiseSampledRDD<T> extends RDDLineage<T> {
  readonly dependencies: readonly Dependency[];
  private readonly parent: RDDLineage<T>;
  private readonly sampler: Sampler;
  private readonly seed: number | bigint;
  private seedsOnce: readonly bigint[] | undefined;

  constructor(parent: RDDLineage<T>, sampler: Sampler, seed: number | bigint) {
    super(parent.context, "PartitionwiseSampledRDD");
    this.parent = parent;
    this.sampler = sampler;
    this.seed = seed;
    this.isOrderSensitive = true;
    this.dependencies = [oneToOne(parent)];
  }

  get numPartitions(): number {
    return this.parent.numPartitions;
  }

  override get partitioner(): Partitioner | undefined {
    return this.parent.partitioner;
  }

  *compute(partition: number, context: TaskContext): Iterable<T> {
    const rows = this.parent.iterator(partition, context);
    let count = 0;
    try {
      for (const row of sampleRows(rows, this.sampler(this.seeds[partition]!))) {
        count++;
        yield row;
      }
    } finally {
      context.metrics.charge("pipelineRows", count);
    }
  }

  private get seeds(): readonly bigint[] {
    if (this.seedsOnce === undefined) {
      const random = new JavaRandom(this.seed);
      this.seedsOnce = Array.from({ length: this.numPartitions }, () => random.nextLong());
    }
    return this.seedsOnce;
  }
}
