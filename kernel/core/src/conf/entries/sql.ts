import { type ConfigEntry, entry } from "../config-entry.js";

/** Elements of the longest array that Java has. */
const MOST_ROWS = 2147483632;

function bufferEntries(operator: string, inMemoryRows: number, what: string): readonly ConfigEntry[] {
  const key = `spark.sql.${operator}.buffer`;
  return [
    entry(
      `${key}.in.memory.threshold`,
      "int",
      String(inMemoryRows),
      `Rows of ${what} on the heap; more go to pages (E6).`,
      {
        min: 0,
      },
    ),
    entry(`${key}.spill.threshold`, "int", "2147483647", `Rows of ${what} in pages before they spill (E6).`, {
      min: 1,
    }),
  ];
}

/** Planning and running of queries. */
export const SQL_ENTRIES: readonly ConfigEntry[] = [
  entry("spark.sql.limit.initialNumPartitions", "int", "1", "Partitions of the first job of a SQL limit (A9).", {
    min: 1,
  }),
  entry("spark.sql.limit.scaleUpFactor", "int", "4", "Growth of the next jobs of a SQL limit (A9).", { min: 2 }),
  entry("spark.sql.shuffle.partitions", "int", "200", "Partitions after a SQL shuffle (G5).", { min: 1 }),
  entry(
    "spark.sql.optimizer.excludedRules",
    "string",
    undefined,
    "Optimizer rules that do not run, by name, separated by commas; those that execution needs run all the same.",
  ),
  entry(
    "spark.sql.optimizer.canChangeCachedPlanOutputPartitioning",
    "boolean",
    "false",
    "Whether a cached plan's last partitions may be coalesced (G10).",
  ),
  entry(
    "spark.sql.autoBroadcastJoinThreshold",
    "bytes",
    "10m",
    "Largest side that is broadcast on its own; −1 for never (G3).",
    { unit: "b", min: -1 },
  ),
  entry("spark.sql.maxBroadcastTableSize", "bytes", "8589934592b", "Largest relation that is broadcast (E8).", {
    unit: "b",
  }),
  entry("spark.sql.broadcastTimeout", "time", "300", "Longest time that a broadcast may take (E8).", { unit: "s" }),
  entry("spark.sql.join.preferSortMergeJoin", "boolean", "true", "Sort-merge rather than shuffled hash joins (G3)."),
  ...bufferEntries("windowExec", 4096, "a window's partition"),
  ...bufferEntries("sortMergeJoinExec", MOST_ROWS, "a merge join's rows of one key"),
  ...bufferEntries("cartesianProductExec", 4096, "the right side of a product"),
  entry(
    "spark.sql.objectHashAggregate.sortBased.fallbackThreshold",
    "int",
    "128",
    "Groups of collect_list and the like in a hash map; with more, rows are sorted by group (E6).",
    { min: 1 },
  ),
  entry("spark.sql.sort.enableRadixSort", "boolean", "true", "Radix sort where one key of a fixed width decides (E6)."),
  entry("spark.sql.exchange.reuse", "boolean", "true", "Run equal exchanges of a plan once (G5)."),
  entry("spark.sql.files.maxPartitionBytes", "bytes", "128m", "Largest piece of files for one task (G14).", {
    unit: "b",
    min: 1,
  }),
  entry("spark.sql.files.openCostInBytes", "bytes", "4m", "Cost of opening a file, in bytes (G14).", {
    unit: "b",
    min: 0,
  }),
  entry("spark.sql.files.minPartitionNum", "int", undefined, "Suggested least number of scan partitions (G14).", {
    min: 1,
  }),
  entry("spark.sql.files.maxPartitionNum", "int", undefined, "Suggested greatest number of scan partitions (G14).", {
    min: 1,
  }),
  entry(
    "spark.sql.leafNodeDefaultParallelism",
    "int",
    undefined,
    "Partitions of SQL leaves; default parallelism when unset.",
    { min: 1 },
  ),
  entry(
    "spark.sql.execution.rangeExchange.sampleSizePerPartition",
    "int",
    "100",
    "Sample for range partitioning (A7).",
    { min: 1 },
  ),
  entry(
    "spark.sql.execution.topKSortFallbackThreshold",
    "int",
    "2147483632",
    "Largest limit that runs as top-k (G8).",
    { min: 0 },
  ),
  entry(
    "spark.sql.optimizer.windowGroupLimitThreshold",
    "int",
    "1000",
    "Largest rank that cuts window partitions before the shuffle; −1 for never (G9).",
    { min: -1 },
  ),
  entry(
    "spark.sql.execution.sortBeforeRepartition",
    "boolean",
    "true",
    "Sort before round robin, for determinism (G9).",
  ),
  entry(
    "spark.sql.execution.replaceHashWithSortAgg",
    "boolean",
    "true",
    "Sort aggregate where the child is sorted (G6).",
  ),
  entry("spark.sql.requireAllClusterKeysForCoPartition", "boolean", "true", "Joins need all keys partitioned (G5)."),
  entry("spark.sql.maxSinglePartitionBytes", "bytes", "128m", "Single-partition joins without exchange (G5).", {
    unit: "b",
  }),
  entry("spark.sql.sources.default", "string", "parquet", "Format of load() and save()."),
  entry("spark.sql.inMemoryColumnarStorage.batchSize", "int", "10000", "Rows of a cached batch (E7).", { min: 1 }),
  entry("spark.sql.codegen.wholeStage", "boolean", "true", "Whole-stage code generation (G12)."),
  entry("spark.sql.codegen.maxFields", "int", "100", "Most fields of a generated stage (G12).", { min: 1 }),
  entry("spark.sql.ansi.enabled", "boolean", "true", "ANSI errors instead of nulls."),
  entry("spark.sql.caseSensitive", "boolean", "false", "Whether column names differ by case."),
  entry("spark.sql.session.timeZone", "timeZone", "UTC", "Time zone of timestamps, as a region or an offset."),
  entry(
    "spark.sql.objectHashAggregate.sortBased.fallbackThreshold",
    "int",
    "128",
    "Keys before falling back to sort (G6).",
    { min: 1 },
  ),
];
