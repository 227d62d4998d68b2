import { type ConfigEntry, entry } from "../config-entry.js";

const mebibytes = { unit: "m" };

/** Executors, their memory and containers, and the cluster managers that give them. */
export const CLUSTER_ENTRIES: readonly ConfigEntry[] = [
  entry("spark.executor.instances", "int", undefined, "Executors of the application.", { min: 1 }),
  entry("spark.executor.cores", "int", "1", "Cores of one executor.", { min: 1 }),
  entry("spark.executor.memory", "bytes", "1g", "Heap of one executor.", { unit: "m", min: 1 }),
  entry("spark.executor.memoryOverhead", "bytes", undefined, "Memory of a container beside the heap (D5).", mebibytes),
  entry(
    "spark.executor.memoryOverheadFactor",
    "double",
    "0.1",
    "Memory of a container beside the heap, as a share of the heap (D5).",
  ),
  entry(
    "spark.executor.minMemoryOverhead",
    "bytes",
    "384m",
    "Least memory of a container beside the heap (D5).",
    mebibytes,
  ),
  entry("spark.executor.pyspark.memory", "bytes", undefined, "Memory of Python workers, part of the container (D5).", {
    unit: "m",
  }),
  entry("spark.executor.maxNumFailures", "int", undefined, "Executor failures that end the application (D5).", {
    min: 0,
  }),
  entry(
    "spark.executor.failuresValidityInterval",
    "time",
    undefined,
    "How long a failed executor counts; for ever unless set (D5).",
    { unit: "ms" },
  ),
  entry(
    "spark.deploy.maxExecutorRetries",
    "int",
    "10",
    "Executor failures in a row after which a standalone master removes an application without executors (D5); -1: never.",
  ),
  entry("spark.cores.max", "int", undefined, "Cores of all executors together, on a standalone cluster.", { min: 1 }),
  entry("spark.scheduler.minRegisteredResourcesRatio", "double", undefined, "Executors to wait for at start (D4).", {
    min: 0,
    max: 1,
  }),
  entry(
    "spark.scheduler.maxRegisteredResourcesWaitingTime",
    "time",
    "30s",
    "Longest wait for executors at start (D4).",
    {
      unit: "ms",
    },
  ),
  entry("spark.yarn.queue", "string", "default", "YARN queue of the application."),
  entry("spark.yarn.am.memory", "bytes", "512m", "Heap of YARN's application master, in client mode.", mebibytes),
  entry("spark.yarn.am.cores", "int", "1", "Cores of YARN's application master, in client mode.", { min: 1 }),
  entry(
    "spark.yarn.am.memoryOverhead",
    "bytes",
    undefined,
    "Memory of the application master's container beside the heap.",
    mebibytes,
  ),
  entry("spark.yarn.scheduler.heartbeat.interval-ms", "time", "3s", "Rhythm of asking YARN for containers (D4).", {
    unit: "ms",
  }),
  entry(
    "spark.yarn.scheduler.initial-allocation.interval",
    "time",
    "200ms",
    "Rhythm of asking while executors are missing (D4).",
    {
      unit: "ms",
    },
  ),
  entry("spark.kubernetes.allocation.batch.size", "int", "20", "Pods asked for in one round (D4).", { min: 1 }),
  entry("spark.kubernetes.allocation.batch.delay", "time", "1s", "Time between two rounds of asking for pods (D4).", {
    unit: "ms",
  }),
  entry("spark.kubernetes.memoryOverheadFactor", "double", "0.1", "Memory beside the heap, where no newer key is set."),
  entry("spark.kubernetes.executor.request.cores", "string", undefined, "CPU that a pod asks for, 500m or 2."),
  entry("spark.stageplay.cluster.hosts", "int", undefined, "Machines of the cluster; as many as needed when unset.", {
    min: 1,
  }),
  entry("spark.stageplay.cluster.hostCores", "int", "16", "Cores of a machine.", { min: 1 }),
  entry("spark.stageplay.cluster.hostMemory", "bytes", "64g", "Memory of a machine.", { unit: "m", min: 1 }),
  entry("spark.stageplay.cluster.hostsPerRack", "int", "20", "Machines of a rack.", { min: 1 }),
  entry("spark.stageplay.yarn.minimumAllocation", "bytes", "1g", "YARN gives memory in multiples of this.", {
    unit: "m",
    min: 1,
  }),
  entry(
    "spark.stageplay.yarn.queues",
    "string",
    "default:100",
    "Queues and their capacity in percent; after a slash the most a queue may borrow: `etl:60/100,default:40`.",
  ),
  entry(
    "spark.stageplay.yarn.busy",
    "string",
    undefined,
    "What other applications hold of each queue, in percent of the cluster: `etl:50,default:10`.",
  ),
];
