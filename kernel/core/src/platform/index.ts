import type { Millis } from "../base/brand.js";
import { type Master, parseMaster } from "../conf/master.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { checkCluster, checkInitial } from "./check-cluster.js";
import type { ClusterManager } from "./executor-plan.js";
import { KubernetesManager } from "./kubernetes-manager.js";
import { LatencyDraw } from "./latencies.js";
import { LocalManager } from "./local-manager.js";
import { NotebookManager } from "./notebook-manager.js";
import { StandaloneManager } from "./standalone-manager.js";
import { YarnManager } from "./yarn-manager.js";

export { type DriverPlan, driverPlan } from "./driver-plan.js";
export type { GivenUp } from "./executor-failures.js";
export type { ClusterManager, ExecutorLoss, HeldContainer, PlannedExecutor } from "./executor-plan.js";
export { initialExecutors } from "./executor-request.js";
export { offHeapBytes, pageBytes, pageSize, type UnifiedMemory, unifiedMemory } from "./unified-memory.js";

/**
 * The cluster manager that the settings name, with the executors that it gives at start.
 * @param replacementMs time after which the notebook's own cluster has put another executor in the place of a lost one (N4)
 * @throws SparkError for settings that make no cluster: INVALID_EXECUTOR_MEMORY, INVALID_CLUSTER, UNKNOWN_YARN_QUEUE …
 */
export function createClusterManager(conf: RuntimeConfig, replacementMs: Millis = 4000): ClusterManager {
  const master = parseMaster(conf.get("spark.master"));
  checkCluster(conf, master.manager);
  const manager = managerOf(master, conf, replacementMs);
  checkInitial(manager, conf);
  return manager;
}

function managerOf(master: Master, conf: RuntimeConfig, replacementMs: Millis): ClusterManager {
  const draw = new LatencyDraw(conf.getInt("spark.stageplay.seed"));
  switch (master.manager) {
    case "local":
      return new LocalManager(conf, master);
    case "notebook":
      return new NotebookManager(conf, replacementMs);
    case "standalone":
      return new StandaloneManager(conf, draw);
    case "yarn":
      return new YarnManager(conf, draw);
    case "kubernetes":
      return new KubernetesManager(conf, draw);
  }
}
