import type { Bytes, ExecutorId } from "../../base/brand.js";
import type { ShuffleDependency, ShuffleRead } from "../../rdd/dependency.js";
import { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { MapOutput } from "../../rdd/shuffle-write.js";
import { reportedSizes } from "../map-output-statistics.js";
import type { MapOutputTracker, MapStatuses } from "../map-output-tracker.js";
import type { SizePrecision } from "../size-precision.js";
import type { TaskLocation } from "../task/task-locations.js";

/** Only shuffles with fewer maps and reducers are looked through (B10). */
const MOST_MAPS = 1000;
const MOST_REDUCERS = 1000;
/** Share of a reducer's bytes that makes a place worth going to (B10). */
const REDUCER_FRACTION = 0.2;
const NOWHERE: readonly TaskLocation[] = [];

export interface PreferredLocationsOptions {
  readonly mapOutputs: MapOutputTracker;
  /** How exactly maps report their sizes. */
  readonly sizePrecision: SizePrecision;
  /** Executors with a cached block of the partition (B5). */
  readonly cachedOn: (rdd: RDDLineage<unknown>, partition: number) => readonly ExecutorId[];
  readonly hostOf: (executor: ExecutorId) => number;
  /** The number of a host that data lies on. */
  readonly hostId: (host: string) => number;
  /** `spark.shuffle.reduceLocality.enabled`. */
  readonly reduceLocality: boolean;
}

/**
 * Where tasks of a stage should run (B10): at a cached block, else where the RDD's own data is, else where the first narrow parent that
 * has a preference has it. Made for one submission of a stage, since the answers change with every event.
 */
export class PreferredLocations {
  private readonly options: PreferredLocationsOptions;
  /** Bytes by reducer and executor of the shuffles that were asked for. */
  private readonly reducers: Map<ShuffleDependency<unknown>, Map<number, Map<ExecutorId, Bytes>>> = new Map();

  constructor(options: PreferredLocationsOptions) {
    this.options = options;
  }

  /** False when no partition of the RDD can have a preference, so that asking for each is needless. */
  matterFor(rdd: RDDLineage<unknown>): boolean {
    const seen = new Set<RDDLineage<unknown>>();
    const waiting = [rdd];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      if (node.preferredHosts !== RDDLineage.prototype.preferredHosts) return true;
      if (node.shuffleRead !== RDDLineage.prototype.shuffleRead) return true;
      if (node.storageLevel.useMemory || node.storageLevel.useDisk || node.isCheckpointed) return true;
      for (const dependency of node.dependencies) if (dependency.kind === "narrow") waiting.push(dependency.rdd);
    }
    return false;
  }

  of(last: RDDLineage<unknown>, partition: number): readonly TaskLocation[] {
    const waiting: [RDDLineage<unknown>, number][] = [[last, partition]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [rdd, index] = next;
      const cached = this.options.cachedOn(rdd, index);
      if (cached.length > 0) return cached.map((executor) => ({ executor, host: this.options.hostOf(executor) }));
      const own = rdd.isCheckpointed ? NOWHERE : this.ownLocations(rdd, index);
      if (own.length > 0) return own;
      for (const dependency of [...rdd.dependencies].reverse()) {
        if (dependency.kind !== "narrow") continue;
        for (const parent of [...dependency.parents(index)].reverse()) waiting.push([dependency.rdd, parent]);
      }
    }
    return NOWHERE;
  }

  private ownLocations(rdd: RDDLineage<unknown>, partition: number): readonly TaskLocation[] {
    const read = rdd.shuffleRead(partition);
    if (read !== undefined) return this.readerLocations(read);
    return rdd.preferredHosts(partition).map((host) => ({ executor: -1, host: this.options.hostId(host) }));
  }

  /** Some maps of a shuffle are read where they ran; all maps, where much of the reducer lies. */
  private readerLocations(read: ShuffleRead): TaskLocation[] {
    if (!this.options.reduceLocality) return [];
    const { shuffle, startReducer, endReducer, startMap, endMap } = read;
    const hosts = new Set<number>();
    if (startMap > 0 || endMap < shuffle.rdd.numPartitions) {
      for (const status of this.options.mapOutputs.statuses(shuffle).slice(startMap, endMap)) {
        if (status !== undefined) hosts.add(this.options.hostOf(status.executorId));
      }
    } else if (shuffle.rdd.numPartitions < MOST_MAPS && shuffle.numPartitions < MOST_REDUCERS) {
      const sizes = this.sizesOf(shuffle);
      for (let reducer = startReducer; reducer < endReducer; reducer++) {
        for (const executor of largeHolders(sizes.get(reducer))) hosts.add(this.options.hostOf(executor));
      }
    }
    return [...hosts].map((host) => ({ executor: -1, host }));
  }

  private sizesOf(shuffle: ShuffleDependency<unknown>): Map<number, Map<ExecutorId, Bytes>> {
    let sizes = this.reducers.get(shuffle);
    if (sizes !== undefined) return sizes;
    sizes = new Map();
    for (const [blocks, writers] of writersOf(this.options.mapOutputs.statuses(shuffle))) {
      for (const [reducer, size] of reportedSizes(
        blocks,
        shuffle.numPartitions,
        this.options.sizePrecision,
      ).entries()) {
        if (size === 0) continue;
        let holders = sizes.get(reducer);
        if (holders === undefined) {
          holders = new Map();
          sizes.set(reducer, holders);
        }
        for (const [executor, times] of writers) holders.set(executor, (holders.get(executor) ?? 0) + size * times);
      }
    }
    this.reducers.set(shuffle, sizes);
    return sizes;
  }
}

/** How many maps each executor has written an output for: maps over modelled rows have one together. */
function writersOf(statuses: MapStatuses): ReadonlyMap<MapOutput, ReadonlyMap<ExecutorId, number>> {
  const writers = new Map<MapOutput, Map<ExecutorId, number>>();
  for (const status of statuses) {
    if (status === undefined) continue;
    const times = writers.get(status.blocks) ?? new Map<ExecutorId, number>();
    times.set(status.executorId, (times.get(status.executorId) ?? 0) + 1);
    writers.set(status.blocks, times);
  }
  return writers;
}

/** Executors that hold a fifth of a reducer's bytes, or more. */
function largeHolders(holders: ReadonlyMap<ExecutorId, Bytes> | undefined): ExecutorId[] {
  if (holders === undefined) return [];
  let total = 0;
  for (const bytes of holders.values()) total += bytes;
  return [...holders]
    .filter(([executor, bytes]) => executor >= 0 && bytes / total >= REDUCER_FRACTION)
    .map(([executor]) => executor);
}
