import type { Millis } from "../../base/brand.js";
import type { RuntimeConfig } from "../../conf/runtime-config.js";

/** The settings of the DAGScheduler. */
export interface DAGSchedulerConf {
  /** `spark.stage.maxConsecutiveAttempts`. */
  readonly maxConsecutiveStageAttempts: number;
  /** `spark.stage.maxAttempts`. */
  readonly maxStageAttempts: number;
  /** `spark.stage.ignoreDecommissionFetchFailure`. */
  readonly ignoreDecommissionFetchFailure: boolean;
  /** `spark.shuffle.service.enabled` and `spark.files.fetchFailure.unRegisterOutputOnHost`. */
  readonly unregisterOutputOnHost: boolean;
  /** `spark.scheduler.barrier.maxConcurrentTasksCheck.interval` and `.maxFailures` (B14). */
  readonly barrierCheckIntervalMs: Millis;
  readonly maxBarrierCheckFailures: number;
  /** `spark.scheduler.numCancelledJobGroupsToTrack`. */
  readonly maxCancelledGroups: number;
}

export function dagSchedulerConf(conf: RuntimeConfig): DAGSchedulerConf {
  return {
    maxConsecutiveStageAttempts: conf.getInt("spark.stage.maxConsecutiveAttempts"),
    maxStageAttempts: conf.getInt("spark.stage.maxAttempts"),
    ignoreDecommissionFetchFailure: conf.getBoolean("spark.stage.ignoreDecommissionFetchFailure"),
    unregisterOutputOnHost:
      conf.getBoolean("spark.shuffle.service.enabled") &&
      conf.getBoolean("spark.files.fetchFailure.unRegisterOutputOnHost"),
    barrierCheckIntervalMs: conf.getMillis("spark.scheduler.barrier.maxConcurrentTasksCheck.interval"),
    maxCancelledGroups: conf.getInt("spark.scheduler.numCancelledJobGroupsToTrack"),
    maxBarrierCheckFailures: conf.getInt("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures"),
  };
}
