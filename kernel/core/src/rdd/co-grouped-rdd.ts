import { structuralKey } from "../base/structural-key.js";
import { SparkError } from "../errors/spark-error.js";
import { holdLargestGroup, inMapOrder, type Pair } from "./aggregator.js";
import { checkedPair } from "./checked-pair.js";
import type { Dependency } from "./dependency.js";
import { pairsByKey, readPairs } from "./key-dependency.js";
import { ModelledRows } from "./modelled-rows.js";
import type { Partitioner } from "./partitioner.js";
import { RDDLineage } from "./rdd-lineage.js";
import { pollEvery, type TaskContext } from "./task-context.js";
import { volumeOf } from "./task-memory.js";

/** For each key the values of each parent. A parent that is partitioned alike already is read without a shuffle (A5). */
export class CoGroupedRDD<K> extends RDDLineage<Pair<K, unknown[][]>> {
  readonly dependencies: readonly Dependency[];
  private readonly keyPartitioner: Partitioner;

  constructor(parents: readonly RDDLineage<Pair<K, unknown>>[], partitioner: Partitioner) {
    super(parents[0]!.context, "CoGroupedRDD");
    this.keyPartitioner = partitioner;
    this.dependencies = parents.map((rdd) => pairsByKey(rdd, partitioner));
  }

  override get partitioner(): Partitioner {
    return this.keyPartitioner;
  }

  get numPartitions(): number {
    return this.keyPartitioner.numPartitions;
  }

  compute(partition: number, context: TaskContext): Iterable<Pair<K, unknown[][]>> {
    const groups = new Map<unknown, [K, unknown[][]]>();
    let rows = 0;
    this.dependencies.forEach((dependency, parent) => {
      for (const pair of realPairs(readPairs<K, unknown>(dependency, partition, context))) {
        pollEvery(++rows, context);
        const [key, value] = checkedPair(pair);
        const id = structuralKey(key);
        let group = groups.get(id);
        if (group === undefined) {
          group = [key, this.dependencies.map(() => [])];
          groups.set(id, group);
        }
        group[1][parent]!.push(value);
      }
    });
    context.metrics.charge("joinRows", rows);
    const entries = [...groups.values()];
    context.memory.fill(volumeOf(entries, entries.length));
    holdLargestGroup(
      entries.flatMap(([, sides]) => sides),
      context,
    );
    return inMapOrder(entries);
  }
}

/** Groups of several modelled RDDs would have to be held. @throws SparkError UNSUPPORTED_FEATURE.MODELLED */
function realPairs<T>(pairs: Iterable<T>): Iterable<T> {
  if (!(pairs instanceof ModelledRows)) return pairs;
  throw new SparkError({
    condition: "UNSUPPORTED_FEATURE.MODELLED",
    message: "cogroup and the joins of RDDs bring the values of each key together, and modelled pairs have none.",
    nextStep: 'Join modelled tables instead: spark.read.modelled({ … }).join(other, ["key"]).',
  });
}
