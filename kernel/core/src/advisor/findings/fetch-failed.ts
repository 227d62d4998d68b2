import { formatMillis, formatNoun } from "../../base/format.js";
import { TASK_STATUSES } from "../../events/task-table.js";
import { startWith } from "../advice-text.js";
import type { FindingRule } from "../finding-rule.js";

const SERVICE = "spark.shuffle.service.enabled";
const FETCH_FAILED = TASK_STATUSES.indexOf("FetchFailed");

const EXECUTOR_DIED = {
  cause: "The executor that had written the parent's shuffle files died, and its files with it.",
  fix: "Keep shuffle files outside executors (external or remote shuffle service), and see in the parent's first attempt why the executor died.",
  change: startWith({ [SERVICE]: true }),
};

/** The external shuffle service lost files nevertheless: it is as mortal as the machine that it runs on (F7). */
const MACHINE_DIED = {
  cause: "The machine that held the parent's shuffle files is gone, and its shuffle service with it.",
  fix: "Keep shuffle files on other machines (a remote shuffle service such as Celeborn), and see why the machine went.",
  change: startWith({ "spark.shuffle.manager": "org.apache.spark.shuffle.celeborn.SparkShuffleManager" }),
};

/** Tasks could not fetch shuffle files, because what held them was gone: the stage before ran again (B7, F5). */
export const fetchFailed: FindingRule = {
  id: "fetch-failed",
  detect: (facts) =>
    facts.stages.flatMap((stage) => {
      const { status } = facts.run.tasks.columns;
      const failed = stage.attempts.filter((row) => status[row] === FETCH_FAILED);
      if (failed.length < facts.settings.threshold("fetch-failed", "attempts")) return [];
      const again = facts.stages.filter(
        (one) =>
          one.stage.attempt > 0 &&
          (one.stage.stageId === stage.stage.stageId || stage.stage.parentIds.includes(one.stage.stageId)),
      );
      const lost = facts.run.executors.filter(
        ({ removedMs }) => removedMs !== undefined && removedMs >= facts.run.startMs,
      );
      const whose = lost.map(
        ({ executorId, removedReason }) => `executor ${executorId} (${firstLine(removedReason ?? "lost")})`,
      );
      const costMs = again.reduce((total, one) => total + one.coreMs, 0);
      const parent = again.find(({ stage: { stageId } }) => stage.stage.parentIds.includes(stageId));
      return [
        {
          severity: "serious",
          seen:
            `${formatNoun(failed.length, "task")} of ${stage.label.toLowerCase()} failed to fetch; ${formatNoun(again.length, "stage attempt")} ` +
            `ran again for ${formatMillis(costMs)} core time${whose.length === 0 ? "" : `. Lost: ${whose.join(", ")}`}.`,
          ...(facts.settings.isOn(SERVICE) ? MACHINE_DIED : EXECUTOR_DIED),
          callSite: stage.stage.callSite,
          places: [stage.place(failed[0]), ...(parent === undefined ? [] : [{ ...parent.place(), stageAttempt: 0 }])],
          costMs,
          savesMs: costMs / Math.max(1, facts.slotsOf(stage.stage)),
        } as const,
      ];
    }),
};

const firstLine = (text: string): string => text.split("\n", 1)[0]!.replace(/\.$/, "").slice(0, 100);
