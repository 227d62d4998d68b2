import { XORShiftRandom } from "../base/xor-shift-random.js";
import type { Partitioner } from "./partitioner.js";

/** A sampled key with the number of rows it stands for (float32 in Spark). */
export interface WeightedKey<K> {
  readonly key: K;
  readonly weight: number;
}

/** What the sampling job brings back from one partition. */
export interface PartitionSample<K> {
  readonly partition: number;
  readonly count: number;
  readonly sample: readonly K[];
}

/** Rows to sample from each input partition: 3 · min(hint · P, 10⁶) / I (A7). */
export function sampleSizePerPartition(targetPartitions: number, inputPartitions: number, hint: number): number {
  return Math.ceil((3 * Math.min(hint * targetPartitions, 1e6)) / inputPartitions);
}

/** A reservoir sample of one partition, with Spark's own random stream (A7). */
export function sketchPartition<K>(
  keys: Iterable<K>,
  partition: number,
  rddId: number,
  size: number,
): PartitionSample<K> {
  const random = new XORShiftRandom(byteSwap32(partition ^ (rddId << 16)));
  const reservoir: K[] = [];
  let count = 0;
  for (const key of keys) {
    if (count < size) reservoir.push(key);
    else {
      const replacement = Math.floor(random.nextDouble() * (count + 1));
      if (replacement < size) reservoir[replacement] = key;
    }
    count++;
  }
  return { partition, count, sample: reservoir };
}

/** Partitions whose sample is too thin for their size: they are sampled again in a second job (A7). */
export function imbalancedPartitions<K>(
  samples: readonly PartitionSample<K>[],
  targetPartitions: number,
  size: number,
  hint: number,
): { readonly partitions: readonly number[]; readonly fraction: number } {
  const total = samples.reduce((sum, { count }) => sum + count, 0);
  const fraction = total === 0 ? 0 : Math.min((hint * targetPartitions) / total, 1);
  const partitions = samples.filter(({ count }) => fraction * count > size).map(({ partition }) => partition);
  return { partitions, fraction };
}

/** Candidates for the bounds from the partitions that were sampled well enough. */
export function weightedKeys<K>(samples: readonly PartitionSample<K>[], except: ReadonlySet<number>): WeightedKey<K>[] {
  return samples
    .filter(({ partition, count }) => count > 0 && !except.has(partition))
    .flatMap(({ count, sample }) => {
      const weight = Math.fround(count / sample.length);
      return sample.map((key) => ({ key, weight }));
    });
}

/** The upper bounds of the ranges: at most `partitions − 1`, fewer where keys repeat (A7). */
export function determineBounds<K>(
  candidates: readonly WeightedKey<K>[],
  partitions: number,
  compare: (a: K, b: K) => number,
): K[] {
  const sorted = [...candidates].sort((a, b) => compare(a.key, b.key));
  const ranges = Math.min(partitions, candidates.length);
  const step = sorted.reduce((sum, { weight }) => sum + weight, 0) / ranges;
  const bounds: K[] = [];
  let cumulative = 0;
  let target = step;
  for (const { key, weight } of sorted) {
    if (bounds.length >= ranges - 1) break;
    cumulative += weight;
    const last = bounds.at(-1);
    if (cumulative >= target && (bounds.length === 0 || compare(key, last as K) > 0)) {
      bounds.push(key);
      target += step;
    }
  }
  return bounds;
}

/** Spark's RangePartitioner: range i holds the keys up to bound i. */
export class RangePartitioner<K> implements Partitioner {
  readonly bounds: readonly K[];
  private readonly compare: (a: K, b: K) => number;
  private readonly ascending: boolean;

  constructor(bounds: readonly K[], compare: (a: K, b: K) => number, ascending = true) {
    this.bounds = bounds;
    this.compare = compare;
    this.ascending = ascending;
  }

  get numPartitions(): number {
    return this.bounds.length + 1;
  }

  getPartition(key: unknown): number {
    let low = 0;
    let high = this.bounds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(key as K, this.bounds[middle]!) > 0) low = middle + 1;
      else high = middle;
    }
    return this.ascending ? low : this.bounds.length - low;
  }

  equals(other: Partitioner | undefined): boolean {
    return (
      other instanceof RangePartitioner &&
      other.ascending === this.ascending &&
      other.bounds.length === this.bounds.length &&
      other.bounds.every((bound, i) => this.compare(bound as K, this.bounds[i]!) === 0)
    );
  }
}

/** Scala's `byteswap32`, with which Spark spreads the seeds of its samples. */
export function byteSwap32(value: number): number {
  const swap = (x: number): number =>
    ((x & 0xff) << 24) | ((x & 0xff00) << 8) | ((x >>> 8) & 0xff00) | ((x >>> 24) & 0xff);
  return Math.imul(swap(Math.imul(value, 0x9e3775cd)), 0x9e3775cd);
}
