import { formatNoun } from "../../base/format.js";
import type { FindingRule } from "../finding-rule.js";

/** Actions whose tasks do something outside Spark. Writers of files are not among them: they commit each task once. */
const SIDE_EFFECTS = /^(?:foreach|foreachPartition|foreachAsync|foreachPartitionAsync)$/;

/** A task with side effects ran more than once: what it did outside happened again. */
export const sideEffectRetry: FindingRule = {
  id: "side-effect-retry",
  detect: (facts) =>
    facts.stages.flatMap((stage) => {
      const job = facts.job(stage.stage.jobId);
      if (stage.stage.kind !== "ResultTask" || job === undefined || !SIDE_EFFECTS.test(job.callSite.method)) return [];
      const { partition, launchMs, finishMs } = facts.run.tasks.columns;
      const byPartition = new Map<number, number[]>();
      for (const row of stage.attempts)
        byPartition.set(partition[row]!, [...(byPartition.get(partition[row]!) ?? []), row]);
      const least = facts.settings.threshold("side-effect-retry", "attempts");
      const twice = [...byPartition.values()].filter((rows) => rows.length >= least);
      if (twice.length === 0) return [];
      const again = twice.flatMap((rows) => rows.slice(1));
      return [
        {
          severity: "serious",
          seen: `${formatNoun(twice.length, "task")} of ${job.callSite.method} in ${stage.label.toLowerCase()} ran ${formatNoun(Math.max(...twice.map(({ length }) => length)), "time")}, by a retry or as a speculative copy.`,
          cause:
            "Spark runs a task again when it failed or was slow, and cannot take back what the first attempt did outside.",
          fix: "Make it idempotent: write under a key of the partition, or stage the output and commit it once.",
          change: "rdd.foreachPartition((rows) => upsert(rows, TaskContext.get().partitionId()))",
          callSite: job.callSite,
          places: twice.slice(0, 3).map((rows) => stage.place(rows.at(-1))),
          costMs: again.reduce(
            (total, row) => total + Math.max(0, (finishMs[row] || launchMs[row]!) - launchMs[row]!),
            0,
          ),
        } as const,
      ];
    }),
};
