import type { Millis } from "../../base/brand.js";
import { parseMaster } from "../../conf/master.js";
import type { RuntimeConfig } from "../../conf/runtime-config.js";
import { shuffleStorage } from "../../conf/shuffle-storage.js";
import { SparkError } from "../../errors/spark-error.js";
import { isDynamicAllocationEnabled } from "../allocation/allocation-conf.js";
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
  /** `spark.locality.wait.legacyResetOnTaskLaunch` (C5). */
  readonly resetsWaitOnLaunch: boolean;
  readonly reviveIntervalMs: Millis;
  /** Undefined when off. */
  readonly speculation: SpeculationConf | undefined;
  /** Undefined when off. */
  readonly exclusion: ExclusionConf | undefined;
  /** A service keeps shuffle files when executors die (F7). */
  readonly outputsOutliveExecutors: boolean;
}

/** A local master forgives failures only as `local[n, m]` says (C7), and has no use for copies of tasks (C10). */
export function taskSchedulerConf(
  conf: RuntimeConfig,
  isLocal: boolean,
  pools: readonly PoolConf[] | undefined,
): TaskSchedulerConf {
  const wait = conf.getMillis("spark.locality.wait");
  const waitOf = (level: string): Millis => {
    const key = `spark.locality.wait.${level}`;
    return conf.getOption(key) === undefined ? wait : conf.getMillis(key);
  };
  return {
    maxTaskFailures: parseMaster(conf.get("spark.master")).localMaxFailures ?? conf.getInt("spark.task.maxFailures"),
    mode: conf.get("spark.scheduler.mode").toUpperCase() as SchedulingMode,
    pools,
    waits: { process: waitOf("process"), node: waitOf("node"), rack: waitOf("rack") },
    resetsWaitOnLaunch: conf.getBoolean("spark.locality.wait.legacyResetOnTaskLaunch"),
    reviveIntervalMs: conf.getMillis("spark.scheduler.revive.interval"),
    speculation: conf.getBoolean("spark.speculation") && !isLocal ? speculationConf(conf) : undefined,
    exclusion: exclusionConf(conf, isDynamicAllocationEnabled(conf, isLocal)),
    outputsOutliveExecutors: shuffleStorage(conf) !== "executor",
  };
}

function speculationConf(conf: RuntimeConfig): SpeculationConf {
  const threshold = "spark.speculation.task.duration.threshold";
  const thresholdMs = conf.getOption(threshold) === undefined ? 0 : conf.getMillis(threshold);
  return {
    intervalMs: conf.getMillis("spark.speculation.interval"),
    quantile: conf.getDouble("spark.speculation.quantile"),
    multiplier: conf.getDouble("spark.speculation.multiplier"),
    minTaskRuntimeMs: conf.getMillis("spark.speculation.minTaskRuntime"),
    taskDurationThresholdMs: thresholdMs > 0 ? thresholdMs : undefined,
    slotsPerExecutor: slotsPerExecutor(conf),
    efficiencyEnabled: conf.getBoolean("spark.speculation.efficiency.enabled"),
    processRateMultiplier: conf.getDouble("spark.speculation.efficiency.processRateMultiplier"),
    longRunTaskFactor: conf.getDouble("spark.speculation.efficiency.longRunTaskFactor"),
  };
}

/** Tasks that an executor runs at once, as far as the settings tell before there is one. */
function slotsPerExecutor(conf: RuntimeConfig): number {
  const cores = "spark.executor.cores";
  const { manager } = parseMaster(conf.get("spark.master"));
  if ((manager === "standalone" && !conf.isSet(cores)) || conf.getOption(cores) === undefined) return 1;
  return Math.floor(conf.getInt(cores) / conf.getInt("spark.task.cpus"));
}

const EXCLUDE = "spark.excludeOnFailure";
const OLD_TIMEOUT = "spark.scheduler.executorTaskExcludeOnFailureTime";

/** 4.x lets the two levels be switched on apart; the old key switches both, and so does a timeout by its oldest name (C9). */
function exclusionConf(conf: RuntimeConfig, mayGrow: boolean): ExclusionConf | undefined {
  const prefix = EXCLUDE;
  const oldTimeoutMs = conf.isSet(OLD_TIMEOUT) ? conf.getMillis(OLD_TIMEOUT) : undefined;
  const isOn = (level: string): boolean => {
    const key = `${prefix}.${level}.enabled`;
    if (conf.getOption(key) !== undefined) return conf.getBoolean(key);
    return conf.isSet(`${prefix}.enabled`) ? conf.getBoolean(`${prefix}.enabled`) : (oldTimeoutMs ?? 0) > 0;
  };
  const taskAndStage = isOn("taskAndStage");
  const application = isOn("application");
  if (!taskAndStage && !application) return undefined;
  checkNodeLimit(conf);
  const fetchFailures = !conf.getBoolean(`${prefix}.application.fetchFailure.enabled`)
    ? "ignored"
    : conf.getBoolean("spark.shuffle.service.enabled")
      ? "host"
      : "executor";
  return {
    taskAndStage,
    application,
    maxTaskAttemptsPerExecutor: conf.getInt(`${prefix}.task.maxTaskAttemptsPerExecutor`),
    maxTaskAttemptsPerNode: conf.getInt(`${prefix}.task.maxTaskAttemptsPerNode`),
    maxFailedTasksPerExecutorStage: conf.getInt(`${prefix}.stage.maxFailedTasksPerExecutor`),
    maxFailedExecutorsPerNodeStage: conf.getInt(`${prefix}.stage.maxFailedExecutorsPerNode`),
    maxFailedTasksPerExecutor: conf.getInt(`${prefix}.application.maxFailedTasksPerExecutor`),
    maxFailedExecutorsPerNode: conf.getInt(`${prefix}.application.maxFailedExecutorsPerNode`),
    timeoutMs: conf.isSet(`${prefix}.timeout`)
      ? conf.getMillis(`${prefix}.timeout`)
      : (oldTimeoutMs ?? conf.getMillis(`${prefix}.timeout`)),
    fetchFailures,
    killExcludedExecutors: conf.getBoolean(`${prefix}.killExcludedExecutors`),
    mayGrow,
    unschedulableTimeoutMs: conf.getMillis("spark.scheduler.excludeOnFailure.unschedulableTaskSetTimeout"),
  };
}

/** A task that may fail so often on one node is given up before another node has tried it. */
function checkNodeLimit(conf: RuntimeConfig): void {
  const key = `${EXCLUDE}.task.maxTaskAttemptsPerNode`;
  const perNode = conf.getInt(key);
  const maxFailures = conf.getInt("spark.task.maxFailures");
  if (perNode < maxFailures) return;
  throw new SparkError({
    condition: "INVALID_CONF_VALUE.REQUIREMENT",
    message:
      `${key} ( = ${perNode} ) was >= spark.task.maxFailures ( = ${maxFailures} ). Though excludeOnFailure is enabled, with this ` +
      "configuration, Spark will not be robust to one bad node.",
    nextStep: `Decrease ${key}, increase spark.task.maxFailures, or disable excludeOnFailure with ${EXCLUDE}.enabled.`,
  });
}
