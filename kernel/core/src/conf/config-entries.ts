/** How a value is read and checked. `bytes` takes Spark's sizes (`10m`), `time` its durations (`3s`). */
export type ConfigType = "boolean" | "int" | "double" | "bytes" | "time" | "string" | "timeZone";

/** One spark.* key: its type, its default and what it means. */
export interface ConfigEntry {
  readonly key: string;
  readonly type: ConfigType;
  /** As a user would write it; undefined when unset by default. */
  readonly defaultValue?: string;
  /** Unit that a bare number has, for `bytes` and `time`. */
  readonly unit?: string;
  readonly doc: string;
  /** Smallest value allowed. */
  readonly min?: number;
  /** The one value that this version can simulate; another is refused rather than ignored. */
  readonly only?: string;
}

const entry = (
  key: string,
  type: ConfigType,
  defaultValue: string | undefined,
  doc: string,
  more: Partial<ConfigEntry> = {},
): ConfigEntry => ({
  key,
  type,
  ...(defaultValue === undefined ? {} : { defaultValue }),
  doc,
  ...more,
});

/** Every key that the simulation reads, with the default of Spark 4.x (L). */
export const CONFIG_ENTRIES: readonly ConfigEntry[] = [
  entry("spark.app.name", "string", "stageplay", "Name of the application."),
  entry(
    "spark.master",
    "string",
    "spark://stageplay:7077",
    "Cluster to run on: `local[n]`, or anything else for one with executors.",
  ),
  entry("spark.executor.instances", "int", "4", "Executors of the cluster.", { min: 1 }),
  entry("spark.executor.cores", "int", "2", "Cores of one executor.", { min: 1 }),
  entry("spark.executor.memory", "bytes", "1g", "Heap of one executor.", { unit: "m", min: 450 * 1024 * 1024 }),
  entry("spark.driver.memory", "bytes", "1g", "Heap of the driver.", { unit: "m" }),
  entry("spark.memory.fraction", "double", "0.6", "Share of (heap − 300 MiB) for execution and storage (E1)."),
  entry("spark.memory.storageFraction", "double", "0.5", "Part of it that cached blocks keep (E1)."),
  entry("spark.default.parallelism", "int", undefined, "Partitions of parallelize and of RDD shuffles (A3, A4).", {
    min: 1,
  }),
  entry("spark.task.cpus", "int", "1", "Cores that a task takes.", { only: "1" }),
  entry("spark.task.maxFailures", "int", "4", "Failures of one task that abort its job (C7).", { min: 1 }),
  entry("spark.scheduler.mode", "string", "FIFO", "FIFO or FAIR (C3).", { only: "FIFO" }),
  entry("spark.locality.wait", "time", "3s", "Time to wait for a better locality level (C5).", { unit: "ms" }),
  entry("spark.rdd.limit.initialNumPartitions", "int", "1", "Partitions of take's first job (A9).", { min: 1 }),
  entry("spark.rdd.limit.scaleUpFactor", "int", "4", "Growth of take's next jobs (A9).", { min: 2 }),
  entry("spark.sql.limit.initialNumPartitions", "int", "1", "As above, for SQL (A9).", { min: 1 }),
  entry("spark.sql.limit.scaleUpFactor", "int", "4", "As above, for SQL (A9).", { min: 2 }),
  entry("spark.sql.shuffle.partitions", "int", "200", "Partitions after a SQL shuffle (G5).", { min: 1 }),
  entry("spark.sql.adaptive.enabled", "boolean", "true", "Adaptive query execution (H)."),
  entry("spark.sql.adaptive.advisoryPartitionSizeInBytes", "bytes", "64m", "Size of a partition to aim at (H5).", {
    unit: "b",
    min: 1,
  }),
  entry("spark.sql.adaptive.coalescePartitions.enabled", "boolean", "true", "Read small partitions together (H5)."),
  entry(
    "spark.sql.adaptive.coalescePartitions.parallelismFirst",
    "boolean",
    "true",
    "Rather use all cores than reach the advisory size (H5).",
  ),
  entry("spark.sql.adaptive.coalescePartitions.minPartitionSize", "bytes", "1m", "Least size to aim at (H5).", {
    unit: "b",
    min: 1,
  }),
  entry("spark.sql.adaptive.coalescePartitions.minPartitionNum", "int", undefined, "Least partitions (H5).", {
    min: 1,
  }),
  entry(
    "spark.sql.adaptive.coalescePartitions.initialPartitionNum",
    "int",
    undefined,
    "Partitions before coalescing; spark.sql.shuffle.partitions when unset (G5).",
    { min: 1 },
  ),
  entry(
    "spark.sql.adaptive.coalescePartitions.maxReducerPartitionsPerTask",
    "int",
    "2147483647",
    "Most partitions that one task reads together (H5).",
    { min: 1 },
  ),
  entry(
    "spark.sql.adaptive.applyFinalStageShuffleOptimizations",
    "boolean",
    "true",
    "Whether the last stage, too, reads its shuffles in other pieces (H5, H8).",
  ),
  entry("spark.sql.adaptive.forceApply", "boolean", "false", "Adaptive execution for plans without an exchange (H1)."),
  entry(
    "spark.sql.adaptive.forceOptimizeSkewedJoin",
    "boolean",
    "false",
    "Split skewed joins even where another shuffle follows from it (H6).",
  ),
  entry(
    "spark.sql.adaptive.optimizeSkewsInRebalancePartitions.enabled",
    "boolean",
    "true",
    "Split partitions of a rebalance that are larger than the advisory size (H7).",
  ),
  entry(
    "spark.sql.adaptive.rebalancePartitionsSmallPartitionFactor",
    "double",
    "0.2",
    "Share of the advisory size below which no piece of a rebalance stands alone (H7).",
  ),
  entry(
    "spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold",
    "bytes",
    "0b",
    "Largest partition that makes a shuffled hash join of a sort-merge join; 0 for never (H8).",
    { unit: "b", min: 0 },
  ),
  entry(
    "spark.sql.adaptive.convertSortMergeJoinToShuffledHashJoin.enabled",
    "boolean",
    "true",
    "That conversion for joins right above their shuffles (H8).",
    { only: "true" },
  ),
  entry(
    "spark.sql.adaptive.convertSortMergeJoinToShuffledHashJoin.lookThroughOperators.enabled",
    "boolean",
    "false",
    "That conversion with other operators between a join and its shuffles.",
    { only: "false" },
  ),
  entry(
    "spark.sql.adaptive.convertSortMergeJoinToShuffledHashJoin.minWideningFactor",
    "double",
    "1.0",
    "How much those operators may widen the rows.",
    { only: "1.0" },
  ),
  entry(
    "spark.sql.adaptive.costEvaluator.countLocalSort.enabled",
    "boolean",
    "false",
    "Compare plans by their sorts, too.",
    { only: "false" },
  ),
  entry("spark.sql.adaptive.customCostEvaluatorClass", "string", undefined, "A class of the JVM.", { only: "" }),
  entry("spark.sql.adaptive.fetchShuffleBlocksInBatch", "boolean", "true", "One request for neighbouring blocks.", {
    only: "true",
  }),
  entry(
    "spark.sql.adaptive.shuffle.targetPostShuffleInputSize",
    "bytes",
    "64MB",
    "The old name of spark.sql.adaptive.advisoryPartitionSizeInBytes.",
    { unit: "b", only: "64MB" },
  ),
  entry("spark.sql.adaptive.streaming.stateless.enabled", "boolean", "true", "For streams.", { only: "true" }),
  entry(
    "spark.sql.adaptive.optimizer.excludedRules",
    "string",
    undefined,
    "Rules that do not run while a query runs, by name, separated by commas.",
  ),
  entry(
    "spark.sql.optimizer.excludedRules",
    "string",
    undefined,
    "Optimizer rules that do not run, by name, separated by commas; those that execution needs run all the same.",
  ),
  entry("spark.sql.adaptive.skewJoin.enabled", "boolean", "true", "Split skewed partitions of joins (H6)."),
  entry("spark.sql.adaptive.skewJoin.skewedPartitionFactor", "double", "5.0", "Times the median (H6)."),
  entry(
    "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes",
    "bytes",
    "256m",
    "Size that a skewed partition has at least (H6).",
    { unit: "b" },
  ),
  entry("spark.sql.adaptive.localShuffleReader.enabled", "boolean", "true", "Read shuffles where maps ran (H8)."),
  entry(
    "spark.sql.adaptive.nonEmptyPartitionRatioForBroadcastJoin",
    "double",
    "0.2",
    "Fewer partitions with rows forbid a broadcast while the query runs (H8).",
  ),
  entry(
    "spark.sql.adaptive.autoBroadcastJoinThreshold",
    "bytes",
    undefined,
    "As spark.sql.autoBroadcastJoinThreshold, for sides whose size is known while the query runs (G3).",
    { unit: "b", min: -1 },
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
  entry("spark.sql.join.preferSortMergeJoin", "boolean", "true", "Sort-merge rather than shuffled hash joins (G3)."),
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
  entry("spark.driver.maxResultSize", "bytes", "1g", "Most bytes of results of one job (C11).", { unit: "b", min: 0 }),
  entry("spark.stageplay.seed", "int", "42", "Seed of the simulation's random streams."),
];

export const CONFIG_BY_KEY: ReadonlyMap<string, ConfigEntry> = new Map(CONFIG_ENTRIES.map((e) => [e.key, e]));
