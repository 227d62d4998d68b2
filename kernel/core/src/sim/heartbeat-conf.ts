import type { Millis } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";

/** How often executors beat, and when the driver takes one that does not for dead (C14). */
export interface HeartbeatConf {
  /** `spark.executor.heartbeatInterval`. */
  readonly heartbeatMs: Millis;
  /** `spark.network.timeout`. */
  readonly networkTimeoutMs: Millis;
  /** `spark.network.timeoutInterval`: how often the driver looks. */
  readonly timeoutCheckMs: Millis;
}

export function heartbeatConf(conf: RuntimeConfig): HeartbeatConf {
  return {
    heartbeatMs: conf.getMillis("spark.executor.heartbeatInterval"),
    networkTimeoutMs: conf.getMillis("spark.network.timeout"),
    timeoutCheckMs: conf.getMillis("spark.network.timeoutInterval"),
  };
}
