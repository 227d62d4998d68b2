import { formatBytes, formatCount } from "../../base/format.js";
import { callSiteOf, percent } from "../advice-text.js";
import type { FindingRule } from "../finding-rule.js";

/** What a status update carries beside the result (modelled). */
const RESULT_OVERHEAD_BYTES = 1_000;

/** groupByKey sends every value over the network, and what follows keeps little of them: it was a fold. */
export const groupbykeyReduce: FindingRule = {
  id: "groupbykey-reduce",
  detect: (facts) =>
    facts.completed.flatMap((stage) => {
      const { rdds, callSite, jobId, numTasks } = stage.stage;
      const grouped = rdds.find(({ name, scope }) => name === "ShuffledRDD" && scope?.name === "groupByKey");
      if (grouped === undefined) return [];
      const folds = rdds.some(
        ({ id, scope }) => id > grouped.id && /^(?:mapValues|map|flatMap)$/.test(scope?.name ?? ""),
      );
      // What an action counts says nothing about what the values were made into.
      if (!folds || facts.job(jobId)?.callSite.method === "count" || stage.sum("cachedBlocksComputed") > 0) return [];
      const read = stage.sum("shuffleReadBytes");
      const results = Math.max(0, stage.sum("resultBytes") - numTasks * RESULT_OVERHEAD_BYTES);
      const left = results + stage.sum("shuffleWriteBytes") + stage.sum("outputBytes");
      if (read === 0 || left > read * facts.settings.threshold("groupbykey-reduce", "share")) return [];
      const writers = facts.completed.filter((one) => stage.stage.parentIds.includes(one.stage.stageId));
      const costMs =
        writers.reduce((total, writer) => total + writer.sum("shuffleWriteMs"), 0) +
        stage.sum("fetchWaitMs") +
        stage.sum("runMs") / 2;
      return [
        {
          severity: "warning",
          seen:
            `${stage.label} read ${formatCount(stage.sum("shuffleReadRecords"))} records (${formatBytes(read)}) that groupByKey had shuffled, ` +
            `and ${formatBytes(left)} of them were left afterwards (${percent(left / read)}).`,
          cause:
            "groupByKey has no map-side combine: every value crosses the network and all values of a key must fit in memory together.",
          fix: "Combine while the rows are still where they are: reduceByKey, aggregateByKey or foldByKey.",
          change: "rdd.reduceByKey((a, b) => a + b) // or aggregateByKey(zero, add, merge)",
          callSite: grouped.callSite === "" ? callSite : callSiteOf(grouped.callSite),
          places: [stage.place()],
          costMs,
        } as const,
      ];
    }),
};
