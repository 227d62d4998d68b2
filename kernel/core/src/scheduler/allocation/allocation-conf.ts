import type { Millis } from "../../base/brand.js";
import type { RuntimeConfig } from "../../conf/runtime-config.js";

const DYNAMIC = "spark.dynamicAllocation";

/** The settings of dynamic allocation (D). Spark reads its timeouts in whole seconds. */
export interface AllocationConf {
  readonly minExecutors: number;
  readonly maxExecutors: number;
  /** Executors asked for at the application's start. */
  readonly initialExecutors: number;
  /** Executors for a full load, as a share. */
  readonly allocationRatio: number;
  /** Tasks that an executor runs at once. */
  readonly tasksPerExecutor: number;
  readonly schedulerBacklogTimeoutMs: Millis;
  readonly sustainedSchedulerBacklogTimeoutMs: Millis;
  readonly executorIdleTimeoutMs: Millis;
  readonly cachedExecutorIdleTimeoutMs: Millis;
  /** Executors are kept for the shuffle files that they hold: no service does it. */
  readonly shuffleTracking: boolean;
  readonly shuffleTimeoutMs: Millis;
}

/**
 * Whether executors come and go with the load: a local master has one executor, and ignores the setting.
 * @param isLocal the executor is the driver
 */
export function isDynamicAllocationEnabled(conf: RuntimeConfig, isLocal: boolean): boolean {
  return !isLocal && conf.getBoolean(`${DYNAMIC}.enabled`);
}

/** Tasks are counted by `spark.executor.cores`, 1 where it is not set, even where the cluster manager gives more. */
export function allocationConf(conf: RuntimeConfig, initialExecutors: number): AllocationConf {
  const backlog = wholeSeconds(conf, "schedulerBacklogTimeout");
  const sustained = conf.getOption(`${DYNAMIC}.sustainedSchedulerBacklogTimeout`);
  return {
    minExecutors: conf.getInt(`${DYNAMIC}.minExecutors`),
    maxExecutors: conf.getInt(`${DYNAMIC}.maxExecutors`),
    initialExecutors,
    allocationRatio: conf.getDouble(`${DYNAMIC}.executorAllocationRatio`),
    tasksPerExecutor: Math.max(1, Math.floor(conf.getInt("spark.executor.cores") / conf.getInt("spark.task.cpus"))),
    schedulerBacklogTimeoutMs: backlog,
    sustainedSchedulerBacklogTimeoutMs:
      sustained === undefined ? backlog : wholeSeconds(conf, "sustainedSchedulerBacklogTimeout"),
    executorIdleTimeoutMs: wholeSeconds(conf, "executorIdleTimeout"),
    cachedExecutorIdleTimeoutMs: wholeSeconds(conf, "cachedExecutorIdleTimeout"),
    shuffleTracking:
      !conf.getBoolean("spark.shuffle.service.enabled") && conf.getBoolean(`${DYNAMIC}.shuffleTracking.enabled`),
    shuffleTimeoutMs: conf.getMillis(`${DYNAMIC}.shuffleTracking.timeout`),
  };
}

/** `500ms` is 0 s to Spark. */
export function wholeSeconds(conf: RuntimeConfig, name: string): Millis {
  return Math.floor(conf.getMillis(`${DYNAMIC}.${name}`) / 1000) * 1000;
}
