import { formatBytes, formatCount } from "../../base/format.js";
import type { FindingRule } from "../finding-rule.js";
import { indexOfLargest } from "../numbers.js";

const DISK_BYTES_PER_MS = 150_000;

/**
 * Cached blocks took more than the part of memory that is theirs, and tasks had no room. It shows as evictions in a stage that spills: execution
 * evicts blocks only while storage is above its floor (E2).
 */
export const cacheCrowdsExecution: FindingRule = {
  id: "cache-crowds-execution",
  detect: ({ completed, settings }) =>
    completed.flatMap((stage) => {
      const [evicted, spilled] = [stage.sum("cachedBlocksEvicted"), stage.sum("diskSpillBytes")];
      if (evicted <= settings.threshold("cache-crowds-execution", "evicted") || spilled === 0) return [];
      return [
        {
          severity: "warning",
          seen: `${stage.label}: ${formatCount(evicted)} cached blocks had to leave memory for its tasks, and these spilled ${formatBytes(spilled)} to disk all the same.`,
          cause:
            "Cached blocks may fill all of unified memory; execution gets back what is above their floor only (spark.memory.storageFraction), block by block.",
          fix: "Cache less, unpersist what is done with, or let blocks go to disk rather than be computed again.",
          change: "rdd.persist(StorageLevel.MEMORY_AND_DISK) // and unpersist() what is done with",
          callSite: stage.stage.callSite,
          places: [stage.place(stage.rows[indexOfLargest(stage.values("cachedBlocksEvicted"))])],
          costMs: (2 * spilled) / DISK_BYTES_PER_MS,
        } as const,
      ];
    }),
};
