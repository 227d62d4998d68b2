import type { Bytes } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";

/** How much a task fetches at once (F4). */
export interface FetchLimits {
  /** `spark.reducer.maxSizeInFlight`; a request asks for a fifth of it. */
  readonly maxBytesInFlight: Bytes;
  /** `spark.reducer.maxReqsInFlight`. */
  readonly maxRequestsInFlight: number;
  /** `spark.reducer.maxBlocksInFlightPerAddress`. */
  readonly maxBlocksPerAddress: number;
  /** `spark.network.maxRemoteBlockSizeFetchToMem`: a larger request goes to disk. */
  readonly maxBytesToMemory: Bytes;
  /** `spark.sql.adaptive.fetchShuffleBlocksInBatch`: blocks of one map for neighbouring reducers are fetched as one. */
  readonly fetchesInBatch: boolean;
}

export function fetchLimits(conf: RuntimeConfig): FetchLimits {
  return {
    maxBytesInFlight: conf.getBytes("spark.reducer.maxSizeInFlight"),
    maxRequestsInFlight: conf.getInt("spark.reducer.maxReqsInFlight"),
    maxBlocksPerAddress: conf.getInt("spark.reducer.maxBlocksInFlightPerAddress"),
    maxBytesToMemory: conf.getBytes("spark.network.maxRemoteBlockSizeFetchToMem"),
    fetchesInBatch: conf.getBoolean("spark.sql.adaptive.fetchShuffleBlocksInBatch"),
  };
}
