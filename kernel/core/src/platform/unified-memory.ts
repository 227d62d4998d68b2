import type { Bytes } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { SparkError } from "../errors/spark-error.js";

const MIB = 1024 * 1024;
/** What Spark keeps for itself of every heap (E1). */
export const RESERVED_BYTES: Bytes = 300 * MIB;
/** Smallest heap that Spark starts with: one and a half times that. */
export const MIN_HEAP_BYTES: Bytes = 450 * MIB;

/** How a heap is shared out (E1). */
export interface UnifiedMemory {
  /** Execution and storage together, M. */
  readonly maxBytes: Bytes;
  /** What cached blocks keep when execution needs memory, R. */
  readonly storageRegionBytes: Bytes;
  /** Outside the heap; 0 unless `spark.memory.offHeap.enabled`. */
  readonly offHeapBytes: Bytes;
}

/**
 * M and R of a heap: (heap − 300 MiB) · `spark.memory.fraction`, and `spark.memory.storageFraction` of that (E1).
 *
 * @example
 * unifiedMemory(1024 ** 3, new RuntimeConfig()).maxBytes; // 455501414
 */
export function unifiedMemory(heapBytes: Bytes, conf: RuntimeConfig): UnifiedMemory {
  const maxBytes = Math.trunc((heapBytes - RESERVED_BYTES) * conf.getDouble("spark.memory.fraction"));
  return {
    maxBytes,
    storageRegionBytes: Math.trunc(maxBytes * conf.getDouble("spark.memory.storageFraction")),
    offHeapBytes: offHeapBytes(conf),
  };
}

/** Unified memory outside the heap: `spark.memory.offHeap.size` where that is enabled (E1). */
export function offHeapBytes(conf: RuntimeConfig): Bytes {
  return conf.getBoolean("spark.memory.offHeap.enabled") ? conf.getBytes("spark.memory.offHeap.size") : 0;
}

const MAX_PAGE_BYTES = 64 * MIB;
/** Beginning of an array of longs: G1 gives a page one whole region less this. */
const ARRAY_HEADER_BYTES = 16;

/**
 * Bytes of a page of Tungsten memory on the heap: the next power of two of a sixteenth of the execution pool's share of a core, from 1 to
 * 64 MiB, less the header of its array (E6).
 */
export function pageSize({ maxBytes, storageRegionBytes }: UnifiedMemory, cores: number): Bytes {
  return pageOf(maxBytes - storageRegionBytes, cores) - ARRAY_HEADER_BYTES;
}

function pageOf(executionBytes: Bytes, cores: number): Bytes {
  const share = Math.floor(executionBytes / cores / 16);
  const power = 2 ** Math.ceil(Math.log2(Math.max(share, 1)));
  return Math.min(Math.max(power, MIB), MAX_PAGE_BYTES);
}

/** The same from the settings: `spark.buffer.pageSize` wins when it is set; pages outside the heap go by the memory there, and have no header. */
export function pageBytes(conf: RuntimeConfig, heapBytes: Bytes, cores: number): Bytes {
  const set = conf.getOptionalBytes("spark.buffer.pageSize");
  if (set !== undefined) return set;
  const unified = unifiedMemory(heapBytes, conf);
  if (unified.offHeapBytes === 0) return pageSize(unified, cores);
  const storageBytes = Math.trunc(unified.offHeapBytes * conf.getDouble("spark.memory.storageFraction"));
  return pageOf(unified.offHeapBytes - storageBytes, cores);
}

/** @throws SparkError INVALID_EXECUTOR_MEMORY or INVALID_DRIVER_MEMORY for a heap that Spark refuses (E1) */
export function checkHeap(heapBytes: Bytes, role: "driver" | "executor"): void {
  if (heapBytes >= MIN_HEAP_BYTES) return;
  const isExecutor = role === "executor";
  throw new SparkError({
    condition: isExecutor ? "INVALID_EXECUTOR_MEMORY.CONFIG_MEMORY" : "INVALID_DRIVER_MEMORY.SYSTEM_MEMORY",
    message: `Insufficient ${role} memory: ${isExecutor ? "Executor" : "System"} memory ${heapBytes} must be at least ${MIN_HEAP_BYTES}.`,
    nextStep: `Give at least 450m: --${role}-memory or spark.${role}.memory.`,
    parameters: { minSystemMemory: String(MIN_HEAP_BYTES), config: `spark.${role}.memory` },
  });
}
