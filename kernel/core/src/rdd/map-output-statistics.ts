import type { Bytes, ShuffleId } from "../base/brand.js";

/** What the driver knows of a written shuffle: sizes of blocks as map tasks report them, rounded (F3). */
export interface MapOutputStatistics {
  readonly shuffleId: ShuffleId;
  /** By map, then by reducer. */
  readonly bytesByMap: readonly (readonly Bytes[])[];
  /** Sum over the maps, by reducer. */
  readonly bytesByPartition: readonly Bytes[];
  readonly records: number;
  /** Bytes of all records before compression. */
  readonly dataSize: Bytes;
}
