import type { Bytes } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";

/** What the settings say of memory, the same for every executor (E1–E6). */
export interface MemoryConf {
  /** `spark.memory.storageFraction`. */
  readonly storageFraction: number;
  /** `spark.storage.unrollMemoryThreshold`. */
  readonly unrollBytes: Bytes;
  /** `spark.shuffle.spill.initialMemoryThreshold`. */
  readonly spillBytes: Bytes;
  /** `spark.shuffle.spill.numElementsForceSpillThreshold`. */
  readonly spillRows: number;
}

export function memoryConf(conf: RuntimeConfig): MemoryConf {
  return {
    storageFraction: conf.getDouble("spark.memory.storageFraction"),
    unrollBytes: conf.getBytes("spark.storage.unrollMemoryThreshold"),
    spillBytes: conf.getBytes("spark.shuffle.spill.initialMemoryThreshold"),
    spillRows: conf.getInt("spark.shuffle.spill.numElementsForceSpillThreshold"),
  };
}
