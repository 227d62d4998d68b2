import { structuralKey } from "../base/structural-key.js";
import type { Pair } from "./aggregator.js";
import type { Dependency } from "./dependency.js";
import { pairsByKey, readPairs } from "./key-dependency.js";
import type { Partitioner } from "./partitioner.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

/** The pairs of the first parent whose keys the second does not have. Sides partitioned alike are read without a shuffle (A5). */
export class SubtractedRDD<K, V> extends RDDLineage<Pair<K, V>> {
  readonly dependencies: readonly Dependency[];
  private readonly keyPartitioner: Partitioner;

  constructor(left: RDDLineage<Pair<K, V>>, right: RDDLineage<Pair<K, unknown>>, partitioner: Partitioner) {
    super(left.context, "SubtractedRDD");
    this.keyPartitioner = partitioner;
    this.dependencies = [pairsByKey(left, partitioner), pairsByKey(right, partitioner)];
  }

  override get partitioner(): Partitioner {
    return this.keyPartitioner;
  }

  get numPartitions(): number {
    return this.keyPartitioner.numPartitions;
  }

  *compute(partition: number, context: TaskContext): Iterable<Pair<K, V>> {
    const [left, right] = this.dependencies;
    const kept = new Map<unknown, [K, V[]]>();
    let rows = 0;
    for (const [key, value] of readPairs<K, V>(left!, partition, context)) {
      rows++;
      const id = structuralKey(key);
      const entry = kept.get(id);
      if (entry === undefined) kept.set(id, [key, [value]]);
      else entry[1].push(value);
    }
    for (const [key] of readPairs<K, unknown>(right!, partition, context)) {
      rows++;
      kept.delete(structuralKey(key));
    }
    context.metrics.charge("joinRows", rows);
    for (const [key, values] of kept.values()) for (const value of values) yield [key, value];
  }
}
