import type { ExecutorId } from "../../base/brand.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { StorageLevel } from "../../rdd/storage-level.js";

const NOT_PERSISTED: readonly ExecutorId[] = [];

/**
 * Which executor holds each partition of a persisted RDD, −1 for none, as it was when first asked for. Spark looks again only after a
 * job was submitted, a map stage has ended or an executor was lost, and before failed stages are submitted again (B5).
 */
export class CacheLocations {
  private readonly blockExecutor: (rdd: RDDLineage<unknown>, partition: number) => ExecutorId;
  private known: WeakMap<RDDLineage<unknown>, readonly ExecutorId[]> = new WeakMap();

  constructor(blockExecutor: (rdd: RDDLineage<unknown>, partition: number) => ExecutorId) {
    this.blockExecutor = blockExecutor;
  }

  /** By partition; none for an RDD that is not persisted. */
  of(rdd: RDDLineage<unknown>): readonly ExecutorId[] {
    if (rdd.storageLevel === StorageLevel.NONE) return NOT_PERSISTED;
    let locations = this.known.get(rdd);
    if (locations === undefined) {
      locations = Array.from({ length: rdd.numPartitions }, (_, i) => this.blockExecutor(rdd, i));
      this.known.set(rdd, locations);
    }
    return locations;
  }

  isFullyCached(rdd: RDDLineage<unknown>): boolean {
    const locations = this.of(rdd);
    return locations.length > 0 && !locations.includes(-1);
  }

  /** Looks again when next asked. */
  forget(): void {
    this.known = new WeakMap();
  }
}
