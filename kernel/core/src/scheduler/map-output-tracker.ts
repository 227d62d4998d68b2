import type { ShuffleDependency } from "../rdd/dependency.js";
import type { MapOutput } from "../rdd/shuffle-write.js";

/** Where one map task's output lies and how big each reducer's block is: Spark's `MapStatus`. */
export interface MapStatus {
  readonly executorId: number;
  readonly host: string;
  /** What was written, by reducer; missing where nothing was. */
  readonly blocks: MapOutput;
}

interface ShuffleStatus {
  readonly maps: (MapStatus | undefined)[];
  available: number;
}

/** Hosts with less than this share of a reducer's bytes do not count as local (B10). */
const REDUCER_LOCALITY_SHARE = 0.2;
/** From this many maps or reducers on, looking would take too long. */
const REDUCER_LOCALITY_LIMIT = 1000;

const NO_MAPS: readonly (MapStatus | undefined)[] = [];

/**
 * Spark's MapOutputTracker: which map outputs of which shuffle exist. They outlive the stages that wrote them (B4), for as long as a
 * program can reach the shuffle: Spark's ContextCleaner follows the garbage collector, and so does a weak map. Nothing that runs can
 * tell, since what nobody can reach nobody reads.
 */
export class MapOutputTracker {
  private readonly shuffles: WeakMap<ShuffleDependency<unknown>, ShuffleStatus> = new WeakMap();

  registerShuffle(shuffle: ShuffleDependency<unknown>, numMaps: number): void {
    if (this.shuffles.has(shuffle)) return;
    this.shuffles.set(shuffle, { maps: new Array(numMaps).fill(undefined), available: 0 });
  }

  registerMapOutput(shuffle: ShuffleDependency<unknown>, mapIndex: number, status: MapStatus): void {
    const known = this.shuffles.get(shuffle)!;
    if (known.maps[mapIndex] === undefined) known.available++;
    known.maps[mapIndex] = status;
  }

  statuses(shuffle: ShuffleDependency<unknown>): readonly (MapStatus | undefined)[] {
    return this.shuffles.get(shuffle)?.maps ?? NO_MAPS;
  }

  numAvailableOutputs(shuffle: ShuffleDependency<unknown>): number {
    return this.shuffles.get(shuffle)?.available ?? 0;
  }

  /** Hosts that hold at least a fifth of what a reducer reads (B10). */
  hostsOfReducer(shuffle: ShuffleDependency<unknown>, reducer: number): string[] {
    const maps = this.statuses(shuffle);
    if (maps.length >= REDUCER_LOCALITY_LIMIT || shuffle.numPartitions >= REDUCER_LOCALITY_LIMIT) return [];
    const bytes = new Map<string, number>();
    let total = 0;
    for (const map of maps) {
      const size = map?.blocks.get(reducer)?.bytes ?? 0;
      if (size === 0) continue;
      bytes.set(map!.host, (bytes.get(map!.host) ?? 0) + size);
      total += size;
    }
    return [...bytes].filter(([, size]) => size / total >= REDUCER_LOCALITY_SHARE).map(([host]) => host);
  }
}
