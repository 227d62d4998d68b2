import type { Bytes } from "../base/brand.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { offHeapBytes } from "./unified-memory.js";

const MIB = 1024 * 1024;

/** What a container is made of (D5). */
export interface ContainerSize {
  readonly heapBytes: Bytes;
  readonly overheadBytes: Bytes;
  readonly offHeapBytes: Bytes;
  readonly pysparkBytes: Bytes;
  /** All of it, before the manager rounds up. */
  readonly totalBytes: Bytes;
}

/**
 * The container of an executor: heap, overhead, off-heap when that is on, Python when that is limited (D5). Everything in whole MiB.
 *
 * @example
 * executorContainer(new RuntimeConfig({ "spark.executor.memory": "8g" })).overheadBytes; // 858783744
 */
export function executorContainer(conf: RuntimeConfig): ContainerSize {
  return container(conf, "executor", offHeapBytes(conf), conf.getOptionalBytes("spark.executor.pyspark.memory") ?? 0);
}

/** The container of a driver in cluster deploy mode. */
export function driverContainer(conf: RuntimeConfig): ContainerSize {
  return container(conf, "driver", 0, 0);
}

function container(conf: RuntimeConfig, role: string, offHeap: Bytes, pysparkBytes: Bytes): ContainerSize {
  const heapBytes = conf.getBytes(`spark.${role}.memory`);
  const overheadBytes =
    conf.getOptionalBytes(`spark.${role}.memoryOverhead`) ??
    overhead(heapBytes, overheadFactor(conf, role), conf.getBytes(`spark.${role}.minMemoryOverhead`));
  const totalBytes = heapBytes + overheadBytes + offHeap + pysparkBytes;
  return { heapBytes, overheadBytes, offHeapBytes: offHeap, pysparkBytes, totalBytes };
}

/** Kubernetes has an older key of its own, which counts where the newer one is not set. */
function overheadFactor(conf: RuntimeConfig, role: string): number {
  const key = `spark.${role}.memoryOverheadFactor`;
  const isKubernetes = conf.get("spark.master").startsWith("k8s://");
  return conf.getDouble(isKubernetes && !conf.isSet(key) ? "spark.kubernetes.memoryOverheadFactor" : key);
}

/** max(⌊factor · heap⌋, least), in whole MiB. */
export function overhead(heapBytes: Bytes, factor: number, leastBytes: Bytes): Bytes {
  return Math.max(Math.floor((heapBytes / MIB) * factor) * MIB, leastBytes);
}

/** A size rounded up to a whole multiple, as YARN does. */
export function roundedUp(bytes: Bytes, step: Bytes): Bytes {
  return Math.ceil(bytes / step) * step;
}
