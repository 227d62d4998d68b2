import { formatMillis, formatNoun } from "../../base/format.js";
import type { RunJob } from "../../events/run.js";
import type { FindingRule } from "../finding-rule.js";

/** A line of the program runs an action again and again, each a small job: the driver's round trips are most of the time. */
export const manySmallJobs: FindingRule = {
  id: "many-small-jobs",
  detect: (facts) => {
    const most = facts.settings.threshold("many-small-jobs", "time");
    const byLine = new Map<string, RunJob[]>();
    for (const job of facts.run.jobs) {
      if (job.cause !== "action" || job.endMs === undefined || job.endMs - job.startMs >= most) continue;
      byLine.set(job.callSite.short, [...(byLine.get(job.callSite.short) ?? []), job]);
    }
    return [...byLine.values()].flatMap((jobs) => {
      if (jobs.length < facts.settings.threshold("many-small-jobs", "jobs")) return [];
      const wallMs = jobs.reduce((total, job) => total + job.endMs! - job.startMs, 0);
      const ids = new Set(jobs.map(({ jobId }) => jobId));
      const stages = facts.stages.filter(({ stage }) => ids.has(stage.jobId));
      const slots = Math.max(1, ...stages.map(({ stage }) => facts.slotsOf(stage)));
      const runMs = stages.reduce((total, stage) => total + stage.sum("runMs"), 0);
      const costMs = Math.max(0, wallMs * slots - runMs);
      return [
        {
          severity: "warning",
          seen:
            `${formatNoun(jobs.length, "job")} at ${jobs[0]!.callSite.short}, ${formatMillis(wallMs / jobs.length)} each: ` +
            `${formatMillis(wallMs)} together, of which tasks ran ${formatMillis(runMs / slots)}.`,
          cause:
            "An action in a loop: each one is planned, submitted, sent out and awaited by itself, and the cluster waits meanwhile.",
          fix: "Ask once: group by what the loop goes over, or start the actions together and await them all.",
          change: "df.groupBy(key).agg(…) // instead of one action a key; or await Promise.all(keys.map(…))",
          callSite: jobs[0]!.callSite,
          places: jobs.slice(0, 3).map(({ jobId }) => ({ jobId })),
          costMs,
          savesMs: Math.max(0, wallMs - runMs / slots - wallMs / jobs.length),
        } as const,
      ];
    });
  },
};
