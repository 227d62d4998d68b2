import { SparkError } from "../errors/spark-error.js";

/**
 * Who gives an application its executors. `notebook` is the cluster that stands ready beside a notebook (the default master): its
 * executors are there at time 0.
 */
export type ClusterManagerName = "local" | "notebook" | "standalone" | "yarn" | "kubernetes";

/** The master of a notebook that sets none. */
export const NOTEBOOK_MASTER = "spark://stageplay:7077";

/** A value of `spark.master`, understood. */
export interface Master {
  readonly manager: ClusterManagerName;
  readonly url: string;
  /** Cores of `local[n]`. */
  readonly localCores?: number;
  /** Failures of a task that `local[n, m]` forgives, plus one; 1 for `local[n]` (C7). */
  readonly localMaxFailures?: number;
}

/** Cores that `local[*]` finds on the machine of the notebook: results must not depend on the machine. */
const LOCAL_MACHINE_CORES = 2;

/**
 * Reads a master as SparkContext does: `local`, `local[4]`, `local[*]`, `local[4, 3]`, `spark://host:port`, `yarn`,
 * `k8s://https://host:port`.
 *
 * @throws SparkError INVALID_MASTER
 * @example
 * parseMaster("yarn").manager; // "yarn"
 * parseMaster("local[4]").localCores; // 4
 */
export function parseMaster(url: string): Master {
  if (url === NOTEBOOK_MASTER) return { manager: "notebook", url };
  if (/^spark:\/\/[^\s,]+(,[^\s,]+)*$/.test(url)) return { manager: "standalone", url };
  if (url === "yarn") return { manager: "yarn", url };
  if (/^k8s:\/\/\S+$/.test(url)) return { manager: "kubernetes", url };
  const local = /^local(?:\[\s*(\d+|\*)\s*(?:,\s*(\d+)\s*)?\])?$/.exec(url);
  if (local === null) throw invalidMaster(url);
  const cores = local[1] === undefined ? 1 : local[1] === "*" ? LOCAL_MACHINE_CORES : Number(local[1]);
  const maxFailures = local[2] === undefined ? 1 : Number(local[2]);
  if (cores < 1 || maxFailures < 1) throw invalidMaster(url);
  return { manager: "local", url, localCores: cores, localMaxFailures: maxFailures };
}

function invalidMaster(url: string): SparkError {
  const old = /^(yarn-(client|cluster)|mesos:\/\/|local-cluster)/.test(url);
  return new SparkError({
    condition: "INVALID_MASTER",
    message: `'${url}' is not a master${old ? " of this version of Spark" : ""}.`,
    nextStep:
      'Use "local[4]" for four cores in one process, "yarn", "spark://host:7077" or "k8s://https://host:443"; without spark.master ' +
      "the notebook's own cluster is used.",
    parameters: { confName: "spark.master", confValue: url },
  });
}
