import type { RuntimeConfig } from "../conf/runtime-config.js";
import { shuffleStorage } from "../conf/shuffle-storage.js";
import type { SparkError } from "../errors/spark-error.js";
import { initialExecutors } from "./executor-request.js";
import { invalidCluster } from "./invalid-cluster.js";

const DYNAMIC = "spark.dynamicAllocation";
/** Timeouts that Spark reads in whole seconds, and must be longer than none. */
const TIMEOUTS = ["schedulerBacklogTimeout", "sustainedSchedulerBacklogTimeout"] as const;
const DECOMMISSIONS_SHUFFLES = [
  "spark.decommission.enabled",
  "spark.storage.decommission.shuffleBlocks.enabled",
] as const;

/** Spark's own checks of dynamic allocation (D2, D3). @throws SparkError INVALID_CLUSTER.DYNAMIC_ALLOCATION */
export function checkDynamicAllocation(conf: RuntimeConfig): void {
  checkBounds(conf);
  const ratio = conf.getDouble(`${DYNAMIC}.executorAllocationRatio`);
  if (!(ratio > 0 && ratio <= 1)) {
    throw invalid(
      `${DYNAMIC}.executorAllocationRatio must be > 0 and <= 1.0`,
      "1.0 is an executor for every full load.",
    );
  }
  for (const name of TIMEOUTS) {
    if (conf.getOption(`${DYNAMIC}.${name}`) === undefined || conf.getMillis(`${DYNAMIC}.${name}`) >= 1000) continue;
    throw invalid(`${DYNAMIC}.${name} must be > 0!`, "Spark reads it in whole seconds: give at least 1s.");
  }
  checkShufflesOutlive(conf);
}

function checkBounds(conf: RuntimeConfig): void {
  const min = conf.getInt(`${DYNAMIC}.minExecutors`);
  const max = conf.getInt(`${DYNAMIC}.maxExecutors`);
  const first = initialExecutors(conf);
  if (max === 0) throw invalid(`${DYNAMIC}.maxExecutors must be > 0!`, "Set it to at least 1.");
  if (min > max) {
    throw invalid(
      `${DYNAMIC}.minExecutors (${min}) must be less than or equal to ${DYNAMIC}.maxExecutors (${max})!`,
      "Lower the one or raise the other.",
    );
  }
  if (first > max) {
    throw invalid(
      `The ${first} executors at start (--num-executors or ${DYNAMIC}.initialExecutors) are more than ${DYNAMIC}.maxExecutors (${max}).`,
      `Leave out --num-executors, or raise ${DYNAMIC}.maxExecutors to at least ${first}.`,
    );
  }
}

/** Executors may only go when their shuffle files are somewhere else, or when they are kept for them (D3). */
function checkShufflesOutlive(conf: RuntimeConfig): void {
  if (conf.getBoolean("spark.shuffle.service.enabled")) return;
  if (conf.getBoolean(`${DYNAMIC}.shuffleTracking.enabled`)) return;
  if (DECOMMISSIONS_SHUFFLES.every((key) => conf.getBoolean(key)) || shuffleStorage(conf) === "remote") return;
  throw invalid(
    "Dynamic allocation of executors requires one of the following conditions: 1) enabling external shuffle service " +
      `through spark.shuffle.service.enabled. 2) enabling shuffle tracking through ${DYNAMIC}.shuffleTracking.enabled. ` +
      `3) enabling shuffle blocks decommission through ${DECOMMISSIONS_SHUFFLES.join(" and ")}. 4) (Experimental) ` +
      "configuring spark.shuffle.sort.io.plugin.class to use a custom ShuffleDataIO who's ShuffleDriverComponents " +
      "supports reliable storage.",
    `Leave ${DYNAMIC}.shuffleTracking.enabled at true, or set spark.shuffle.service.enabled.`,
  );
}

function invalid(message: string, nextStep: string): SparkError {
  return invalidCluster("DYNAMIC_ALLOCATION", message, nextStep);
}
