import { formatMillis, formatNoun } from "../../base/format.js";
import { percent, shuffleReaders, startWith } from "../advice-text.js";
import type { FindingRule } from "../finding-rule.js";

/** Half of the executors have nothing to do, and dynamic allocation is off (D7). */
export const executorsIdle: FindingRule = {
  id: "executors-idle",
  detect: (facts) => {
    if (facts.settings.isOn("spark.dynamicAllocation.enabled")) return [];
    return facts.completed.flatMap((stage) => {
      if (stage.wallMs < facts.settings.threshold("executors-idle", "time") || shuffleReaders(stage.stage).length > 0)
        return [];
      const executors = facts.executorsOf(stage.stage);
      const { executor } = facts.run.tasks.columns;
      const busy = new Set([...stage.attempts].map((row) => executor[row]!));
      const idle = executors.filter(({ executorId }) => !busy.has(executorId));
      const share = idle.length / Math.max(1, executors.length);
      if (executors.length < 2 || share < facts.settings.threshold("executors-idle", "share")) return [];
      return [
        {
          severity: "warning",
          seen: `${stage.label}: ${idle.length} of ${formatNoun(executors.length, "executor")} (${percent(share)}) had no task for ${formatMillis(stage.wallMs)}; it had ${formatNoun(stage.stage.numTasks, "task")}.`,
          cause: "The number of executors is fixed: they are held, and paid for, while a narrow stage cannot use them.",
          fix: "Let the number follow the work (dynamic allocation), or ask for fewer executors.",
          change: startWith({
            "spark.dynamicAllocation.enabled": true,
            "spark.dynamicAllocation.shuffleTracking.enabled": true,
            "spark.dynamicAllocation.maxExecutors": executors.length,
          }),
          callSite: stage.stage.callSite,
          places: [stage.place()],
          costMs: stage.wallMs * idle.reduce((cores, one) => cores + one.cores, 0),
        } as const,
      ];
    });
  },
};
