import type { Bytes, RddId } from "../base/brand.js";
import type { StorageLevel } from "./storage-level.js";

/** What is stored of a persisted RDD. */
export interface StorageInfo {
  readonly partitions: readonly number[];
  readonly memoryBytes: Bytes;
  readonly diskBytes: Bytes;
}

/** A persisted RDD of which something is stored: Spark's `RDDInfo`, as `sc.getRDDStorageInfo()` gives it. Sizes are modelled bytes, all copies counted. */
export interface RDDStorageInfo {
  readonly id: RddId;
  readonly name: string;
  readonly storageLevel: StorageLevel;
  readonly numPartitions: number;
  readonly numCachedPartitions: number;
  readonly memSize: Bytes;
  readonly diskSize: Bytes;
}
