import { formatMillis } from "../../base/format.js";
import { percent, sizeText, startWith } from "../advice-text.js";
import type { FindingRule } from "../finding-rule.js";
import { indexOfLargest } from "../numbers.js";

/** Garbage collection takes a good part of the tasks' time: the heap is full of objects. */
export const gc: FindingRule = {
  id: "gc",
  detect: ({ completed, settings }) =>
    completed.flatMap((stage) => {
      const [gcMs, runMs] = [stage.sum("gcMs"), stage.sum("runMs")];
      const share = runMs === 0 ? 0 : gcMs / runMs;
      if (share <= settings.threshold("gc", "share") || gcMs < settings.threshold("gc", "time")) return [];
      const keepsCache = stage.stage.rdds.some(({ cached }) => cached);
      const heap = settings.number("spark.executor.memory");
      const isSerious = share > settings.threshold("gc", "serious");
      return [
        {
          severity: isSerious ? "serious" : "warning",
          seen: `${stage.label}: ${formatMillis(gcMs)} of ${formatMillis(runMs)} run time (${percent(share)}) was garbage collection.`,
          cause: keepsCache
            ? "The heap is nearly full, of cached rows kept as objects among other things: each collection has to look at all of them."
            : "The heap is nearly full of the objects that the tasks at work hold: each collection has to look at all of them.",
          fix: "Smaller partitions, fewer tasks at once, or a cache that is serialized.",
          change: keepsCache
            ? "rdd.persist(StorageLevel.MEMORY_ONLY_SER)"
            : startWith({ "spark.executor.memory": sizeText(2 * heap) }),
          callSite: stage.stage.callSite,
          places: [stage.place(stage.rows[indexOfLargest(stage.values("gcMs"))])],
          costMs: gcMs,
        } as const,
      ];
    }),
};
