import type { ExecutorId, ShuffleId } from "../base/brand.js";
import type { ShuffleDependency } from "../rdd/dependency.js";
import type { MapOutputTracker, MapStatuses } from "../scheduler/map-output-tracker.js";

/** The statuses of a shuffle as an executor got them. */
export interface FetchedStatuses {
  readonly statuses: MapStatuses;
  /** Some outputs were missing. */
  readonly incomplete: boolean;
}

interface ExecutorCache {
  epoch: number;
  shuffles: WeakMap<ShuffleDependency<unknown>, FetchedStatuses>;
}

/**
 * The map statuses that each executor has fetched from the driver: Spark's MapOutputTrackerWorker. A task brings the epoch of its task
 * set; what was fetched at an older one is forgotten. So a task that is launched again after an executor was lost still tries to fetch
 * from that one, where its executor had the statuses already (N4).
 */
export class MapStatusCache {
  private readonly tracker: MapOutputTracker;
  private readonly asked: (executor: ExecutorId, shuffleId: ShuffleId) => void;
  private readonly executors: ExecutorCache[] = [];

  /** @param asked told of each time that an executor asks the driver. */
  constructor(tracker: MapOutputTracker, asked: (executor: ExecutorId, shuffleId: ShuffleId) => void) {
    this.tracker = tracker;
    this.asked = asked;
  }

  statuses(executor: ExecutorId, epoch: number, shuffle: ShuffleDependency<unknown>): FetchedStatuses {
    let cache = this.executors[executor];
    if (cache === undefined) {
      cache = { epoch, shuffles: new WeakMap() };
      this.executors[executor] = cache;
    }
    if (epoch > cache.epoch) {
      cache.epoch = epoch;
      cache.shuffles = new WeakMap();
    }
    let fetched = cache.shuffles.get(shuffle);
    if (fetched === undefined) {
      this.asked(executor, shuffle.shuffleId);
      const statuses = this.tracker.statuses(shuffle);
      fetched = { statuses, incomplete: this.tracker.numAvailableOutputs(shuffle) < statuses.length };
      cache.shuffles.set(shuffle, fetched);
    }
    return fetched;
  }

  /** What the executor knows is out of date. */
  forget(executor: ExecutorId): void {
    const cache = this.executors[executor];
    if (cache !== undefined) cache.shuffles = new WeakMap();
  }
}
