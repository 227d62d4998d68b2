import { javaHashCode } from "../base/java-hash.js";
import { structuralKey } from "../base/structural-key.js";
import type { Pair } from "./aggregator.js";
import { checkedPair } from "./checked-pair.js";
import type { Dependency } from "./dependency.js";
import { javaHashMapOrder } from "./hash-map-order.js";
import { heapBytes } from "./heap-bytes.js";
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

  /** What is left comes in the order of the Java hash map that Spark keeps it in. */
  *compute(partition: number, context: TaskContext): Iterable<Pair<K, V>> {
    const [left, right] = this.dependencies;
    const groups = new Map<unknown, [K, V[]]>();
    let rows = 0;
    for (const pair of readPairs<K, V>(left!, partition, context)) {
      rows++;
      const [key, value] = checkedPair(pair);
      const id = structuralKey(key);
      const entry = groups.get(id);
      if (entry === undefined) groups.set(id, [key, [value]]);
      else entry[1].push(value);
    }
    const entries = [...groups];
    // A plain Java hash map of the left side, which cannot spill.
    context.memory.holdOnHeap(heapBytes(groups.values(), groups.size));
    const order = javaHashMapOrder(entries.map(([, [key]]) => javaHashCode(key)));
    for (const pair of readPairs<K, unknown>(right!, partition, context)) {
      rows++;
      groups.delete(structuralKey(checkedPair(pair)[0]));
    }
    context.metrics.charge("joinRows", rows);
    for (const [id, [key, values]] of order.map((i) => entries[i]!)) {
      if (groups.has(id)) for (const value of values) yield [key, value];
    }
  }
}
