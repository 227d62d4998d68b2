import { formatBytes } from "../base/format.js";
import type { ClusterManagerName } from "../conf/master.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { SparkError } from "../errors/spark-error.js";
import { checkDynamicAllocation } from "./check-dynamic-allocation.js";
import { checkShuffleStorage } from "./check-shuffle-storage.js";
import { executorContainer } from "./container-size.js";
import type { ClusterManager } from "./executor-plan.js";
import { initialExecutors } from "./executor-request.js";
import { invalidCluster as invalid } from "./invalid-cluster.js";
import { checkHeap } from "./unified-memory.js";

const DYNAMIC = "spark.dynamicAllocation";

/** Looks for settings that make no cluster, or contradict each other. @throws SparkError INVALID_EXECUTOR_MEMORY, INVALID_CLUSTER … */
export function checkCluster(conf: RuntimeConfig, manager: ClusterManagerName): void {
  checkHeap(conf.getBytes("spark.driver.memory"), "driver");
  checkTimeouts(conf);
  checkOffHeap(conf);
  if (manager === "local") return;
  checkHeap(conf.getBytes("spark.executor.memory"), "executor");
  checkCores(conf, manager);
  if (conf.getBoolean(`${DYNAMIC}.enabled`)) checkDynamicAllocation(conf);
  checkShuffleStorage(conf);
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

const MIB = 1024 * 1024;

/** Memory outside the heap must have a size where it is to be used (E1). */
function checkOffHeap(conf: RuntimeConfig): void {
  if (!conf.getBoolean("spark.memory.offHeap.enabled") || conf.getBytes("spark.memory.offHeap.size") >= MIB) return;
  throw invalid(
    "OFF_HEAP_SIZE",
    "spark.memory.offHeap.size must be at least 1MiB when spark.memory.offHeap.enabled == true",
    "Set spark.memory.offHeap.size, for example to 2g; a container grows by it.",
  );
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
