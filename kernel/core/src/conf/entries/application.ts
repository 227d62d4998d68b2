import { type ConfigEntry, entry } from "../config-entry.js";
import { NOTEBOOK_MASTER } from "../master.js";

/** The application, its driver, and what RDDs take when nobody says how many. */
export const APPLICATION_ENTRIES: readonly ConfigEntry[] = [
  entry("spark.app.name", "string", "stageplay", "Name of the application."),
  entry(
    "spark.master",
    "string",
    NOTEBOOK_MASTER,
    "Cluster to run on: `local[n]`, `yarn`, `spark://host:port`, `k8s://url`; unset for the notebook's own.",
  ),
  entry("spark.submit.deployMode", "string", "client", "Where the driver runs: client or cluster.", {
    values: ["client", "cluster"],
  }),
  entry("spark.driver.memory", "bytes", "1g", "Heap of the driver.", { unit: "m", min: 1 }),
  entry("spark.driver.cores", "int", "1", "Cores of the driver, in cluster mode.", { min: 1 }),
  entry("spark.driver.memoryOverhead", "bytes", undefined, "Memory of the driver's container beside its heap (D5).", {
    unit: "m",
  }),
  entry(
    "spark.driver.memoryOverheadFactor",
    "double",
    "0.1",
    "Memory beside the driver's heap, as a share of it (D5).",
  ),
  entry("spark.driver.minMemoryOverhead", "bytes", "384m", "Least memory beside the driver's heap (D5).", {
    unit: "m",
  }),
  entry("spark.driver.maxResultSize", "bytes", "1g", "Most bytes of results of one job; 0 for any (C11).", {
    unit: "b",
  }),
  entry("spark.broadcast.blockSize", "bytes", "4m", "Size of the blocks in which broadcasts travel (E8).", {
    unit: "k",
    min: 1,
  }),
  entry("spark.default.parallelism", "int", undefined, "Partitions of parallelize and of RDD shuffles (A3, A4).", {
    min: 1,
  }),
  entry("spark.rdd.compress", "boolean", "true", "Compress serialized cached partitions (F6)."),
  entry("spark.rdd.limit.initialNumPartitions", "int", "1", "Partitions of take's first job (A9).", { min: 1 }),
  entry("spark.rdd.limit.scaleUpFactor", "int", "4", "Growth of take's next jobs (A9).", { min: 2 }),
  entry("spark.stageplay.seed", "int", "42", "Seed of the simulation's random streams."),
  entry("spark.stageplay.sparkVersion", "string", "4.3", "Version of Spark whose defaults hold.", {
    values: ["3.5", "4.3"],
  }),
];
