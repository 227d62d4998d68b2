import type { Bytes } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";

/** How exactly map tasks report the sizes of their blocks (F3). */
export interface SizePrecision {
  /** Above this many reducers a map reports one average: `spark.shuffle.minNumPartitionsToHighlyCompress`. */
  readonly averagedAbove: number;
  /** Blocks that are exact even then: `spark.shuffle.accurateBlockThreshold`. */
  readonly accurateBytes: Bytes;
  /** Blocks so many times the median are exact as well; off unless above 0: `spark.shuffle.accurateBlockSkewedFactor`. */
  readonly skewedFactor: number;
  /** Most blocks of a map that are exact for that reason: `spark.shuffle.maxAccurateSkewedBlockNumber`. */
  readonly mostSkewed: number;
}

/** Reads it from the application's settings. */
export function sizePrecision(conf: RuntimeConfig): SizePrecision {
  return {
    averagedAbove: conf.getInt("spark.shuffle.minNumPartitionsToHighlyCompress"),
    accurateBytes: conf.getBytes("spark.shuffle.accurateBlockThreshold"),
    skewedFactor: conf.getDouble("spark.shuffle.accurateBlockSkewedFactor"),
    mostSkewed: conf.getInt("spark.shuffle.maxAccurateSkewedBlockNumber"),
  };
}
