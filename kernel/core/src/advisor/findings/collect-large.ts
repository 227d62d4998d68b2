import { formatBytes, formatCount } from "../../base/format.js";
import { percent } from "../advice-text.js";
import type { FindingRule } from "../finding-rule.js";
import { sum } from "../numbers.js";

/** An action brought so much to the driver that it nearly, or really, was too much for it (C11, E9). */
export const collectLarge: FindingRule = {
  id: "collect-large",
  detect: (facts) =>
    facts.run.jobs.flatMap((job) => {
      const stages = facts.stages.filter(({ stage }) => stage.jobId === job.jobId && stage.kind === "ResultTask");
      if (job.cause === "broadcast" || stages.length === 0) return [];
      const bytes = stages.reduce((total, stage) => total + sum(stage.values("resultBytes")), 0);
      const most = facts.settings.number("spark.driver.maxResultSize");
      const heap = facts.driverHeapBytes;
      const isHeap = most === 0 || heap < most;
      const limit = isHeap ? heap : most;
      const isRefused = job.failure?.includes("maxResultSize") === true;
      if (!isRefused && bytes <= limit * facts.settings.threshold("collect-large", "share")) return [];
      const stage = stages.at(-1)!;
      const name = isHeap ? "the driver's heap" : "spark.driver.maxResultSize";
      return [
        {
          severity: isRefused || job.failure !== undefined ? "serious" : "warning",
          seen:
            `Job ${job.jobId} (${job.callSite.method}) brought ${formatBytes(bytes)} of results to the driver, ${percent(bytes / limit)} of ${name} (${formatBytes(limit)})` +
            `${isRefused ? ", and was aborted for it" : ""}; ${formatCount(stage.rows.length)} tasks had ${formatBytes(bytes / Math.max(1, stage.rows.length))} each.`,
          cause:
            "collect() and toPandas() make all rows objects in one process, the driver; the cluster's memory does not help there.",
          fix: "Write large results to files, aggregate them first, or take only what somebody will look at.",
          change:
            job.executionId === undefined
              ? "await rdd.take(1000)"
              : "await df.limit(1000).collect() // or df.write.parquet(path)",
          callSite: job.callSite,
          places: [stage.place()],
          costMs: stage.sum("gettingResultMs") + stage.sum("resultSerializeMs"),
        } as const,
      ];
    }),
};
