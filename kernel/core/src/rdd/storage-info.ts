import type { Bytes } from "../base/brand.js";

/** What is stored of a persisted RDD: Spark's `RDDInfo` as far as storage goes. */
export interface StorageInfo {
  readonly partitions: readonly number[];
  readonly memoryBytes: Bytes;
  readonly diskBytes: Bytes;
}
