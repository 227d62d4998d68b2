import { type ConfigEntry, entry, flagEntry } from "../config-entry.js";

const MOST = "2147483647";

/** Executors' memory, cached blocks, and how shuffles are written and fetched. */
export const MEMORY_ENTRIES: readonly ConfigEntry[] = [
  entry("spark.memory.fraction", "double", "0.6", "Share of (heap − 300 MiB) for execution and storage (E1).", {
    min: 0.01,
    max: 0.99,
  }),
  entry("spark.memory.storageFraction", "double", "0.5", "Part of unified memory that cached blocks keep (E1).", {
    min: 0,
    max: 0.99,
  }),
  flagEntry("spark.memory.offHeap.enabled", false, "Use memory outside the heap as well (E1)."),
  entry("spark.memory.offHeap.size", "bytes", "0b", "Memory outside the heap, for each executor (E1).", { unit: "b" }),
  entry("spark.buffer.pageSize", "bytes", undefined, "Tungsten's pages; by heap and cores when unset (E6).", {
    unit: "b",
    min: 1,
  }),
  flagEntry("spark.storage.replication.proactive", true, "Copy what is left of a block when an executor is lost (E7)."),
  entry("spark.storage.unrollMemoryThreshold", "bytes", "1048576b", "First memory of a block being cached (E5).", {
    unit: "b",
    min: 0,
  }),
  entry("spark.shuffle.spill.initialMemoryThreshold", "bytes", "5242880b", "Size before a collection spills (E6).", {
    unit: "b",
    min: 0,
  }),
  entry(
    "spark.shuffle.minNumPartitionsToHighlyCompress",
    "int",
    "2000",
    "Above this many reducers a map task reports one average size for its blocks (F3).",
    { min: 1 },
  ),
  entry(
    "spark.shuffle.accurateBlockThreshold",
    "bytes",
    "104857600b",
    "Blocks whose size a map task reports even then (F3).",
    { unit: "b", min: 0 },
  ),
  entry(
    "spark.shuffle.accurateBlockSkewedFactor",
    "double",
    "-1.0",
    "Blocks so many times a map's median are reported as well; off unless above 0 (F3).",
  ),
  entry(
    "spark.shuffle.maxAccurateSkewedBlockNumber",
    "int",
    "100",
    "Most blocks of a map that are reported for being skewed (F3).",
    { min: 1 },
  ),
  entry(
    "spark.shuffle.spill.numElementsForceSpillThreshold",
    "int",
    MOST,
    "Rows after which a collection or a sorter spills in any case (E6).",
    { min: 1 },
  ),
  entry(
    "spark.serializer",
    "string",
    "org.apache.spark.serializer.JavaSerializer",
    "Serializer of RDDs' records (F1).",
  ),
  entry(
    "spark.shuffle.sort.bypassMergeThreshold",
    "int",
    "200",
    "Reducers up to which each has a file of its own (F1).",
    {
      min: 0,
    },
  ),
  entry("spark.shuffle.file.buffer", "bytes", "32k", "Buffer of each shuffle file that is open (F1).", {
    unit: "k",
    min: 1,
  }),
  entry("spark.reducer.maxSizeInFlight", "bytes", "48m", "Bytes of shuffle blocks that a task fetches at once (F4).", {
    unit: "m",
    min: 1,
  }),
  entry("spark.reducer.maxReqsInFlight", "int", MOST, "Requests for shuffle blocks at once (F4).", { min: 1 }),
  entry("spark.reducer.maxBlocksInFlightPerAddress", "int", MOST, "Blocks fetched from one executor at once (F4).", {
    min: 1,
  }),
  entry("spark.network.maxRemoteBlockSizeFetchToMem", "bytes", "200m", "Larger fetches go to disk (F4).", {
    unit: "b",
    min: 0,
  }),
  flagEntry(
    "spark.shuffle.readHostLocalDisk",
    true,
    "Read shuffle files of executors on the same host; once set (F5).",
  ),
  flagEntry(
    "spark.sql.adaptive.fetchShuffleBlocksInBatch",
    true,
    "Blocks of one map for neighbouring reducers are one (F4).",
  ),
];
