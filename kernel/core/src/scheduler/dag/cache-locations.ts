import type { ExecutorId } from "../../base/brand.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { StorageLevel } from "../../rdd/storage-level.js";

const NOT_PERSISTED: readonly (readonly ExecutorId[])[] = [];
const NOWHERE: readonly ExecutorId[] = [];

/**
 * Which executors hold each partition of a persisted RDD, as it was when first asked for. Spark looks again only after a
 * job was submitted, a map stage has ended or an executor was lost, and before failed stages are submitted again (B5).
 */
export class CacheLocations {
  private readonly executorsOf: (rdd: RDDLineage<unknown>, partition: number) => readonly ExecutorId[];
  private known: WeakMap<RDDLineage<unknown>, readonly (readonly ExecutorId[])[]> = new WeakMap();

  constructor(executorsOf: (rdd: RDDLineage<unknown>, partition: number) => readonly ExecutorId[]) {
    this.executorsOf = executorsOf;
  }

  /** Executors with a block of the partition; none as well for an RDD that is not persisted. */
  of(rdd: RDDLineage<unknown>, partition: number): readonly ExecutorId[] {
    return this.all(rdd)[partition] ?? NOWHERE;
  }

  isFullyCached(rdd: RDDLineage<unknown>): boolean {
    const locations = this.all(rdd);
    return locations.length > 0 && locations.every((executors) => executors.length > 0);
  }

  private all(rdd: RDDLineage<unknown>): readonly (readonly ExecutorId[])[] {
    if (rdd.storageLevel === StorageLevel.NONE) return NOT_PERSISTED;
    let locations = this.known.get(rdd);
    if (locations === undefined) {
      locations = Array.from({ length: rdd.numPartitions }, (_, i) => this.executorsOf(rdd, i));
      this.known.set(rdd, locations);
    }
    return locations;
  }

  /** Looks again when next asked. */
  forget(): void {
    this.known = new WeakMap();
  }
}
