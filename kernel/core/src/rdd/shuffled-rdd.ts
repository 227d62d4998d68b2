import {
  type Aggregator,
  combineCombinersByKey,
  combineForShuffle,
  combineValuesByKey,
  type Pair,
} from "./aggregator.js";
import { checkedPair } from "./checked-pair.js";
import { type Dependency, ShuffleDependency, type ShuffleRead } from "./dependency.js";
import { ModelledPairs } from "./modelled-rows.js";
import type { Partitioner } from "./partitioner.js";
import { RDDLineage } from "./rdd-lineage.js";
import { serializedSize } from "./serialized-size.js";
import { wholeReducer } from "./shuffle-partition-spec.js";
import type { TaskContext } from "./task-context.js";
import { volumeOf } from "./task-memory.js";

export interface ShuffledRDDOptions<K, V, C> {
  readonly aggregator?: Aggregator<V, C>;
  /** Combine before writing (A2). */
  readonly mapSideCombine?: boolean;
  /** Order of keys within a partition, for sortByKey. */
  readonly keyOrdering?: (a: K, b: K) => number;
}

/** The result of shuffling pairs by key: what reduceByKey, groupByKey, partitionBy and sortByKey become. */
export class ShuffledRDD<K, V, C> extends RDDLineage<Pair<K, C>> {
  readonly dependencies: readonly Dependency[];
  private readonly keyPartitioner: Partitioner;
  private readonly shuffle: ShuffleDependency<unknown>;
  private readonly options: ShuffledRDDOptions<K, V, C>;

  constructor(parent: RDDLineage<Pair<K, V>>, partitioner: Partitioner, options: ShuffledRDDOptions<K, V, C> = {}) {
    super(parent.context, "ShuffledRDD");
    this.keyPartitioner = partitioner;
    this.options = options;
    const { aggregator, mapSideCombine } = options;
    const combine = (records: Iterable<unknown>, context: TaskContext): Iterable<unknown> =>
      records instanceof ModelledPairs
        ? records.combined(aggregator as Aggregator<unknown, unknown>, false, context)
        : combineForShuffle(records as Iterable<Pair<K, V>>, aggregator!, partitioner, context);
    this.shuffle = new ShuffleDependency<unknown>(parent.context, parent, {
      partitionOf: (record) => partitioner.getPartition(checkedPair(record as Pair<K, V>)[0]),
      numPartitions: partitioner.numPartitions,
      sizeOf: serializedSize,
      partitioner,
      ...(mapSideCombine && aggregator !== undefined ? { prepare: combine } : {}),
    });
    this.dependencies = [this.shuffle];
  }

  override get partitioner(): Partitioner {
    return this.keyPartitioner;
  }

  get numPartitions(): number {
    return this.keyPartitioner.numPartitions;
  }

  override shuffleRead(partition: number): ShuffleRead {
    return { shuffle: this.shuffle, ...wholeReducer(partition) };
  }

  compute(partition: number, context: TaskContext): Iterable<Pair<K, C>> {
    const read = context.readShuffle(this.shuffle, partition, partition + 1);
    const { aggregator, mapSideCombine, keyOrdering } = this.options;
    if (read instanceof ModelledPairs) return this.ofModel(read, context);
    let pairs = read as Iterable<Pair<K, C>>;
    if (aggregator !== undefined) {
      pairs = mapSideCombine
        ? combineCombinersByKey(pairs, aggregator.mergeCombiners, context)
        : combineValuesByKey(read as Iterable<Pair<K, V>>, aggregator, context);
    }
    if (keyOrdering === undefined) return pairs;
    const sorted = [...pairs].sort(([a], [b]) => keyOrdering(a, b));
    context.metrics.charge("sortRows", sorted.length);
    context.memory.fill(volumeOf(sorted, sorted.length));
    return sorted;
  }

  /** Modelled pairs have no order. */
  private ofModel(pairs: ModelledPairs, context: TaskContext): Iterable<Pair<K, C>> {
    const { aggregator, mapSideCombine } = this.options;
    const combined =
      aggregator === undefined
        ? pairs
        : pairs.combined(aggregator as Aggregator<unknown, unknown>, mapSideCombine === true, context);
    return combined as Iterable<unknown> as Iterable<Pair<K, C>>;
  }
}
