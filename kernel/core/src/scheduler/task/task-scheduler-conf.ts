import type { Millis } from "../../base/brand.js";
import { parseMaster } from "../../conf/master.js";
import type { RuntimeConfig } from "../../conf/runtime-config.js";
import type { LocalityWaits } from "./delay-scheduling.js";
import type { ExclusionConf } from "./exclusion.js";
import type { PoolConf, SchedulingMode } from "./pool.js";
import type { SpeculationConf } from "./speculation.js";

/** The settings of the task scheduler. */
export interface TaskSchedulerConf {
  readonly maxTaskFailures: number;
  readonly mode: SchedulingMode;
  /** Pools of the allocation file; undefined without one (C3). */
  readonly pools: readonly PoolConf[] | undefined;
  readonly waits: LocalityWaits;
  readonly reviveIntervalMs: Millis;
  /** Undefined when off. */
  readonly speculation: SpeculationConf | undefined;
  /** Undefined when off. */
  readonly exclusion: ExclusionConf | undefined;
  /** An external service keeps shuffle files when executors die (F7). */
  readonly shuffleServiceEnabled: boolean;
}

/** A local master forgives failures only as `local[n, m]` says (C7), and has no use for copies of tasks (C10). */
export function taskSchedulerConf(conf: RuntimeConfig, isLocal: boolean): TaskSchedulerConf {
  const wait = conf.getMillis("spark.locality.wait");
  const waitOf = (level: string): Millis => {
    const key = `spark.locality.wait.${level}`;
    return conf.getOption(key) === undefined ? wait : conf.getMillis(key);
  };
  return {
    maxTaskFailures: parseMaster(conf.get("spark.master")).localMaxFailures ?? conf.getInt("spark.task.maxFailures"),
    mode: conf.get("spark.scheduler.mode").toUpperCase() as SchedulingMode,
    pools: undefined,
    waits: { process: waitOf("process"), node: waitOf("node"), rack: waitOf("rack") },
    reviveIntervalMs: conf.getMillis("spark.scheduler.revive.interval"),
    speculation: conf.getBoolean("spark.speculation") && !isLocal ? speculationConf(conf) : undefined,
    exclusion: exclusionConf(conf),
    shuffleServiceEnabled: conf.getBoolean("spark.shuffle.service.enabled"),
  };
}

function speculationConf(conf: RuntimeConfig): SpeculationConf {
  const threshold = "spark.speculation.task.duration.threshold";
  return {
    intervalMs: conf.getMillis("spark.speculation.interval"),
    quantile: conf.getDouble("spark.speculation.quantile"),
    multiplier: conf.getDouble("spark.speculation.multiplier"),
    minTaskRuntimeMs: conf.getMillis("spark.speculation.minTaskRuntime"),
    taskDurationThresholdMs: conf.getOption(threshold) === undefined ? undefined : conf.getMillis(threshold),
    efficiencyEnabled: conf.getBoolean("spark.speculation.efficiency.enabled"),
    processRateMultiplier: conf.getDouble("spark.speculation.efficiency.processRateMultiplier"),
    longRunTaskFactor: conf.getDouble("spark.speculation.efficiency.longRunTaskFactor"),
  };
}

/** 4.x lets the two levels be switched on apart; the old key switches both (C9). */
function exclusionConf(conf: RuntimeConfig): ExclusionConf | undefined {
  const prefix = "spark.excludeOnFailure";
  const isOn = (level: string): boolean => {
    const key = `${prefix}.${level}.enabled`;
    return conf.getBoolean(conf.getOption(key) === undefined ? `${prefix}.enabled` : key);
  };
  const taskAndStage = isOn("taskAndStage");
  const application = isOn("application");
  if (!taskAndStage && !application) return undefined;
  return {
    taskAndStage,
    application,
    maxTaskAttemptsPerExecutor: conf.getInt(`${prefix}.task.maxTaskAttemptsPerExecutor`),
    maxTaskAttemptsPerNode: conf.getInt(`${prefix}.task.maxTaskAttemptsPerNode`),
    maxFailedTasksPerExecutorStage: conf.getInt(`${prefix}.stage.maxFailedTasksPerExecutor`),
    maxFailedExecutorsPerNodeStage: conf.getInt(`${prefix}.stage.maxFailedExecutorsPerNode`),
    maxFailedTasksPerExecutor: conf.getInt(`${prefix}.application.maxFailedTasksPerExecutor`),
    maxFailedExecutorsPerNode: conf.getInt(`${prefix}.application.maxFailedExecutorsPerNode`),
    timeoutMs: conf.getMillis(`${prefix}.timeout`),
    killExcludedExecutors: conf.getBoolean(`${prefix}.killExcludedExecutors`),
    unschedulableTimeoutMs: conf.getMillis("spark.scheduler.excludeOnFailure.unschedulableTaskSetTimeout"),
  };
}
