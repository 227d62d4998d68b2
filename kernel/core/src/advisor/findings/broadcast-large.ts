import { formatBytes } from "../../base/format.js";
import { percent, setConf } from "../advice-text.js";
import type { FindingRule } from "../finding-rule.js";
import { broadcastsOf } from "../joins.js";

/** The side of a join that was broadcast is large: the driver collects it, and every executor keeps a copy (G7). */
export const broadcastLarge: FindingRule = {
  id: "broadcast-large",
  detect: (facts) =>
    broadcastsOf(facts).flatMap(({ job, bytes, stage }) => {
      const ofHeap = bytes / facts.driverHeapBytes;
      const isLarge =
        bytes > facts.settings.threshold("broadcast-large", "bytes") ||
        ofHeap > facts.settings.threshold("broadcast-large", "share");
      if (!isLarge) return [];
      const executors = facts.executorsOf(stage.stage).length;
      return [
        {
          severity: ofHeap > 0.8 ? "serious" : "warning",
          seen:
            `Job ${job.jobId} collected ${formatBytes(bytes)} to broadcast them: ${percent(ofHeap)} of the driver's heap, and ` +
            `${formatBytes(bytes * executors)} on ${executors} executors together.`,
          cause:
            "A broadcast goes through the driver as a whole, and each executor holds all of it as a hash table, larger than its rows.",
          fix: "Join by shuffle: leave the hint out or ask for a merge join, and lower the threshold below this size.",
          change: `a.join(b.hint("merge"), key) // and ${setConf("spark.sql.autoBroadcastJoinThreshold", "10m")}`,
          callSite: job.callSite,
          places: [{ ...stage.place(), ...(job.executionId === undefined ? {} : { executionId: job.executionId }) }],
          costMs: stage.sum("gettingResultMs") + stage.coreMs,
        } as const,
      ];
    }),
};
