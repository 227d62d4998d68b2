import type { Bytes } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";

/** Largest message between driver and executors: `spark.rpc.message.maxSize`, which is in MiB (C11, C12). */
export function maxMessageBytes(conf: RuntimeConfig): Bytes {
  return conf.getInt("spark.rpc.message.maxSize") * 1024 * 1024;
}
