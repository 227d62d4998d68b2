import { formatNoun } from "../../base/format.js";
import { TASK_STATUSES } from "../../events/task-table.js";
import { percent, startWith } from "../advice-text.js";
import type { FindingRule } from "../finding-rule.js";

const FAILURES = ["ExceptionFailure", "ExecutorLostFailure", "TaskResultLost"].map((name) =>
  TASK_STATUSES.indexOf(name as (typeof TASK_STATUSES)[number]),
);

const EXCLUSION = "spark.excludeOnFailure.enabled";

/** Tasks fail on one machine and not on the others, and nobody keeps them away from it (C9). */
export const retriesOneNode: FindingRule = {
  id: "retries-one-node",
  detect: (facts) => {
    if (facts.settings.isOn(EXCLUSION)) return [];
    const { columns, length } = facts.run.tasks;
    const hosts = new Set(facts.run.executors.map(({ host }) => host));
    const byHost = new Map<string, number[]>();
    let failures = 0;
    for (let row = 0; row < length; row++) {
      if (!FAILURES.includes(columns.status[row]!)) continue;
      failures++;
      const host = facts.hostOf(columns.executor[row]!);
      const rows = byHost.get(host);
      if (rows === undefined) byHost.set(host, [row]);
      else rows.push(row);
    }
    if (failures < facts.settings.threshold("retries-one-node", "failures") || hosts.size < 2) return [];
    return [...byHost].flatMap(([host, rows]) => {
      if (rows.length / failures < facts.settings.threshold("retries-one-node", "share")) return [];
      // A task that fails wherever it runs is not the machine's fault.
      const partitions = new Set(rows.map((row) => `${columns.stageId[row]}/${columns.partition[row]}`));
      if (partitions.size < Math.min(2, rows.length)) return [];
      const stage = facts.stages.find(({ attempts }) => attempts.includes(rows[0]!))!;
      return [
        {
          severity: "serious",
          seen: `${rows.length} of ${formatNoun(failures, "failed attempt")} (${percent(rows.length / failures)}) were on ${host}, of ${partitions.size} different tasks.`,
          cause: "The machine is sick: a full disk, bad memory, a wrong library. The tasks succeed elsewhere.",
          fix: "Let Spark stop giving it tasks (exclusion), and look at the machine.",
          change: startWith({ [EXCLUSION]: true }),
          callSite: stage.stage.callSite,
          places: rows.slice(0, 3).map((row) => stage.place(row)),
          costMs: rows.reduce(
            (total, row) => total + Math.max(0, (columns.finishMs[row] || 0) - columns.launchMs[row]!),
            0,
          ),
        } as const,
      ];
    });
  },
};
