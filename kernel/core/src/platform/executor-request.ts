import type { Bytes, Millis } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { unifiedMemory } from "./unified-memory.js";

/** What an application asks of its cluster manager, the same for every executor. */
export interface ExecutorRequest {
  readonly cores: number;
  readonly heapBytes: Bytes;
  /** Unified memory, off-heap included: "Maximum Memory" of the event log. */
  readonly memoryBytes: Bytes;
  /** Executors at start: as many as set, or dynamic allocation's first target (D2). */
  readonly initialCount: number;
}

/** Reads it from the settings. */
export function executorRequest(conf: RuntimeConfig): ExecutorRequest {
  const heapBytes = conf.getBytes("spark.executor.memory");
  const { maxBytes, offHeapBytes } = unifiedMemory(heapBytes, conf);
  return {
    cores: conf.getInt("spark.executor.cores"),
    heapBytes,
    memoryBytes: maxBytes + offHeapBytes,
    initialCount: initialExecutors(conf),
  };
}

/** Executors at start: with dynamic allocation max(initial, min, instances), else instances (D2). */
export function initialExecutors(conf: RuntimeConfig): number {
  const instances = conf.getOptionalInt("spark.executor.instances") ?? 0;
  if (!conf.getBoolean("spark.dynamicAllocation.enabled")) return instances;
  // What the platform gives by itself is no wish of the user's: Spark counts instances that were set.
  const wished = conf.isSet("spark.executor.instances") ? instances : 0;
  const min = conf.getInt("spark.dynamicAllocation.minExecutors");
  const initial = conf.getOptionalInt("spark.dynamicAllocation.initialExecutors") ?? min;
  return Math.max(initial, min, wished);
}

/**
 * When the driver goes on: as soon as the wanted share of executors has registered, or when the longest wait is over (D4).
 * @param registered times of registration, in order
 * @param wanted executors asked for
 */
export function readyAt(registered: readonly Millis[], wanted: number, conf: RuntimeConfig): Millis {
  const enough = Math.ceil(wanted * conf.getDouble("spark.scheduler.minRegisteredResourcesRatio"));
  const longest = conf.getMillis("spark.scheduler.maxRegisteredResourcesWaitingTime");
  if (enough <= 0) return 0;
  return Math.min(registered[enough - 1] ?? longest, longest);
}
