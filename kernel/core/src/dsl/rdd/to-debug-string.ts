import { formatBytes } from "../../base/format.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { StorageInfo } from "../../rdd/storage-info.js";

/** The lineage as a tree, as Spark prints it: each indentation is a shuffle, each number in parentheses a count of partitions. */
export function toDebugString(
  last: RDDLineage<unknown>,
  storageInfo: (rdd: RDDLineage<unknown>) => StorageInfo,
): string {
  // Spark prints the level of the last RDD behind each of its ancestors.
  const level = last.storageLevel.useMemory || last.storageLevel.useDisk ? last.storageLevel.description : "";

  const selfLines = (rdd: RDDLineage<unknown>): string[] => {
    const { partitions, memoryBytes, diskBytes } = storageInfo(rdd);
    const line = `${describeRDD(rdd)} [${level}]`;
    if (partitions.length === 0) return [line];
    const sizes = `MemorySize: ${formatBytes(memoryBytes)}; DiskSize: ${formatBytes(diskBytes)}`;
    return [line, `    CachedPartitions: ${partitions.length}; ${sizes}`];
  };

  const childLines = (rdd: RDDLineage<unknown>, prefix: string): string[] =>
    rdd.dependencies.flatMap((dependency, i) => {
      const isLast = i === rdd.dependencies.length - 1;
      if (dependency.kind === "shuffle") return shuffleLines(dependency.rdd, prefix, isLast);
      return [...selfLines(dependency.rdd).map((line) => prefix + line), ...childLines(dependency.rdd, prefix)];
    });

  const shuffleLines = (rdd: RDDLineage<unknown>, prefix: string, isLast: boolean): string[] => {
    const parent = prefix.replace(/\|\s+$/, "");
    const next = `${parent}${isLast ? "  " : "| "}${below(rdd)}`;
    const [first, ...others] = selfLines(rdd);
    const head = `${parent}+-(${rdd.numPartitions}) ${first}`;
    return [head, ...others.map((line) => next + line), ...childLines(rdd, next)];
  };

  const [first, ...others] = selfLines(last);
  const next = below(last);
  const head = `(${last.numPartitions}) ${first}`;
  return [head, ...others.map((line) => `${next} ${line}`), ...childLines(last, next)].join("\n");
}

/** `MapPartitionsRDD[3] at map at cell [1]:2`, after its name where it has one. */
export function describeRDD(rdd: RDDLineage<unknown>): string {
  const name = rdd.name === rdd.className ? "" : `${rdd.name} `;
  const site = rdd.callSite.short === "" ? "" : ` at ${rdd.callSite.short}`;
  return `${name}${rdd.className}[${rdd.id}]${site}`;
}

/** A bar under the middle of `(n)`. */
function below(rdd: RDDLineage<unknown>): string {
  const width = String(rdd.numPartitions).length + 2;
  const left = Math.floor((width - 1) / 2);
  return `${" ".repeat(left)}|${" ".repeat(width - left)}`;
}
