import { formatBytes } from "../base/format.js";
import type { ClusterManagerName } from "../conf/master.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { SparkError } from "../errors/spark-error.js";
import { executorContainer } from "./container-size.js";
import type { ClusterManager } from "./executor-plan.js";
import { initialExecutors } from "./executor-request.js";
import { checkHeap } from "./unified-memory.js";

const DYNAMIC = "spark.dynamicAllocation";

/** Looks for settings that make no cluster, or contradict each other. @throws SparkError INVALID_EXECUTOR_MEMORY, INVALID_CLUSTER … */
export function checkCluster(conf: RuntimeConfig, manager: ClusterManagerName): void {
  checkHeap(conf.getBytes("spark.driver.memory"), "driver");
  checkTimeouts(conf);
  if (manager === "local") return;
  checkHeap(conf.getBytes("spark.executor.memory"), "executor");
  checkCores(conf, manager);
  if (conf.getBoolean(`${DYNAMIC}.enabled`)) checkDynamicAllocation(conf);
  if (manager !== "notebook") checkHosts(conf, manager);
  if (manager === "yarn") checkQueues(conf);
}

/** An application that gets no executor at all would wait for ever. @throws SparkError INVALID_CLUSTER.NO_RESOURCES */
export function checkInitial(manager: ClusterManager, conf: RuntimeConfig): void {
  if (manager.initial.length > 0 || (conf.getBoolean(`${DYNAMIC}.enabled`) && initialExecutors(conf) === 0)) return;
  throw invalid(
    "NO_RESOURCES",
    "Initial job has not accepted any resources: the cluster, or the queue, has no room for a single executor.",
    "Ask for smaller executors, for more machines (spark.stageplay.cluster.hosts), or for another queue.",
  );
}

function checkCores(conf: RuntimeConfig, manager: ClusterManagerName): void {
  const cores = conf.getInt("spark.executor.cores");
  const taskCpus = conf.getInt("spark.task.cpus");
  // A standalone worker's executor has all its cores when no number is set.
  if (cores < taskCpus && (manager !== "standalone" || conf.isSet("spark.executor.cores"))) {
    throw invalid(
      "TASK_CPUS",
      `The number of cores per executor (=${cores}) has to be >= the number of cpus per task = ${taskCpus}.`,
      "Raise spark.executor.cores (--executor-cores) or lower spark.task.cpus.",
    );
  }
  const most = conf.getOptionalInt("spark.cores.max");
  if (manager === "standalone" && most !== undefined && conf.isSet("spark.executor.cores") && most < cores) {
    throw invalid(
      "CORES_MAX",
      `spark.cores.max (=${most}) is less than the ${cores} cores of one executor: none would ever start.`,
      "Raise --total-executor-cores to a multiple of --executor-cores.",
    );
  }
}

function checkDynamicAllocation(conf: RuntimeConfig): void {
  const min = conf.getInt(`${DYNAMIC}.minExecutors`);
  const max = conf.getInt(`${DYNAMIC}.maxExecutors`);
  const first = initialExecutors(conf);
  if (max === 0) {
    throw invalid("DYNAMIC_ALLOCATION", `${DYNAMIC}.maxExecutors must be > 0!`, "Set it to at least 1.");
  }
  if (min > max) {
    throw invalid(
      "DYNAMIC_ALLOCATION",
      `${DYNAMIC}.minExecutors (${min}) must be less than or equal to ${DYNAMIC}.maxExecutors (${max})!`,
      "Lower the one or raise the other.",
    );
  }
  if (first > max) {
    throw invalid(
      "DYNAMIC_ALLOCATION",
      `The ${first} executors at start (--num-executors or ${DYNAMIC}.initialExecutors) are more than ${DYNAMIC}.maxExecutors (${max}).`,
      `Leave out --num-executors, or raise ${DYNAMIC}.maxExecutors to at least ${first}.`,
    );
  }
  const keepsShuffles = [
    "spark.shuffle.service.enabled",
    `${DYNAMIC}.shuffleTracking.enabled`,
    "spark.storage.decommission.shuffleBlocks.enabled",
  ];
  const decommission = conf.getBoolean("spark.decommission.enabled") && conf.getBoolean(keepsShuffles[2]!);
  if (!conf.getBoolean(keepsShuffles[0]!) && !conf.getBoolean(keepsShuffles[1]!) && !decommission) {
    throw invalid(
      "DYNAMIC_ALLOCATION",
      "Dynamic allocation of executors requires that shuffle files outlive their executor.",
      `Set one of ${keepsShuffles[0]}, ${keepsShuffles[1]}, or spark.decommission.enabled with ${keepsShuffles[2]}.`,
    );
  }
}

/** Spark's own check of the two clocks of C14. */
function checkTimeouts(conf: RuntimeConfig): void {
  const timeout = conf.getMillis("spark.network.timeout");
  const heartbeat = conf.getMillis("spark.executor.heartbeatInterval");
  if (timeout > heartbeat) return;
  throw new SparkError({
    condition: "INVALID_SPARK_CONFIG.INVALID_EXECUTOR_HEARTBEAT_INTERVAL",
    message: `The value of spark.network.timeout=${timeout}ms must be greater than the value of spark.executor.heartbeatInterval=${heartbeat}ms.`,
    nextStep: "Raise spark.network.timeout; ten heartbeats are usual.",
  });
}

function checkHosts(conf: RuntimeConfig, manager: ClusterManagerName): void {
  const hostMemory = conf.getBytes("spark.stageplay.cluster.hostMemory");
  const hostCores = conf.getInt("spark.stageplay.cluster.hostCores");
  const { totalBytes, heapBytes, overheadBytes, offHeapBytes, pysparkBytes } = executorContainer(conf);
  const needed = manager === "standalone" ? heapBytes : totalBytes;
  if (needed > hostMemory) {
    const mib = (bytes: number): number => Math.round(bytes / 1024 / 1024);
    const parts = `Required executor memory (${mib(heapBytes)} MB), offHeap memory (${mib(offHeapBytes)}) MB, overhead (${mib(overheadBytes)} MB), and PySpark memory (${mib(pysparkBytes)} MB)`;
    throw invalid(
      "EXECUTOR_TOO_LARGE",
      `${parts} is above the max threshold (${mib(hostMemory)} MB) of this cluster!`,
      `Ask for less memory, or for larger machines: spark.stageplay.cluster.hostMemory is ${formatBytes(hostMemory)}.`,
    );
  }
  const cores = conf.getInt("spark.executor.cores");
  if (cores > hostCores && conf.isSet("spark.executor.cores")) {
    throw invalid(
      "EXECUTOR_TOO_LARGE",
      `An executor of ${cores} cores fits on no machine of ${hostCores} cores.`,
      `Ask for fewer cores, or for larger machines: spark.stageplay.cluster.hostCores.`,
    );
  }
}

/** Shares of a cluster that grows as needed mean nothing. */
function checkQueues(conf: RuntimeConfig): void {
  const shared = ["spark.stageplay.yarn.queues", "spark.stageplay.yarn.busy"].find((key) => conf.isSet(key));
  if (shared === undefined || conf.isSet("spark.stageplay.cluster.hosts")) return;
  throw invalid(
    "QUEUES_WITHOUT_HOSTS",
    `${shared} shares out a cluster whose size is not said.`,
    "Set spark.stageplay.cluster.hosts to its machines.",
  );
}

function invalid(kind: string, message: string, nextStep: string): SparkError {
  return new SparkError({ condition: `INVALID_CLUSTER.${kind}`, message, nextStep });
}
