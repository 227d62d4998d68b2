import type { ExecutorId, ShuffleId } from "../base/brand.js";
import type { MapOutputTracker, MapStatuses } from "../scheduler/map-output-tracker.js";

/** The statuses of a shuffle as an executor got them. */
export interface FetchedStatuses {
  readonly statuses: MapStatuses;
  /** Some outputs were missing. */
  readonly incomplete: boolean;
}

interface ExecutorCache {
  epoch: number;
  readonly shuffles: Map<ShuffleId, FetchedStatuses>;
}

/**
 * The map statuses that each executor has fetched from the driver: Spark's MapOutputTrackerWorker. A task brings the epoch of its task
 * set; what was fetched at an older one is forgotten. So a task that is launched again after an executor was lost still tries to fetch
 * from that one, where its executor had the statuses already (N4).
 */
export class MapStatusCache {
  private readonly tracker: MapOutputTracker;
  private readonly executors: ExecutorCache[] = [];

  constructor(tracker: MapOutputTracker) {
    this.tracker = tracker;
  }

  statuses(executor: ExecutorId, epoch: number, shuffleId: ShuffleId): FetchedStatuses {
    let cache = this.executors[executor];
    if (cache === undefined) {
      cache = { epoch, shuffles: new Map() };
      this.executors[executor] = cache;
    }
    if (epoch > cache.epoch) {
      cache.epoch = epoch;
      cache.shuffles.clear();
    }
    let fetched = cache.shuffles.get(shuffleId);
    if (fetched === undefined) {
      const statuses = this.tracker.statuses(shuffleId);
      fetched = { statuses, incomplete: this.tracker.numAvailableOutputs(shuffleId) < statuses.length };
      cache.shuffles.set(shuffleId, fetched);
    }
    return fetched;
  }

  /** What the executor knows is out of date. */
  forget(executor: ExecutorId): void {
    this.executors[executor]?.shuffles.clear();
  }
}
