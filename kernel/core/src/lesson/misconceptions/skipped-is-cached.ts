import { READ } from "../run/field-values.js";
import type { Misconception } from "./misconception.js";

/** M7. Shuffle files of an earlier action count for nothing (B4, B8). */
export const skippedIsCached: Misconception = {
  id: "M7",
  name: "skipped-is-cached",
  wrong:
    "You let every stage run again, since nothing was cached. Shuffle files of an earlier action are still on the executors' disks, and a stage whose files are there is skipped.",
  tryThis: "Run the action twice, without any cache(), and look at what the second run skips.",
  solve(action) {
    const { stages, rdds } = action;
    if (rdds.some((rdd) => rdd.cached)) return [];
    const own = new Set(action.jobs.flatMap((job) => job.stageIds));
    const reused = stages.filter(
      ({ status, reusesStage }) => status === "skipped" && (reusesStage === undefined || !own.has(reusesStage)),
    );
    if (reused.length === 0) return [];
    const attempts = READ.attempts(action) + reused.reduce((sum, stage) => sum + stage.numTasks, 0);
    return [{ skipped: READ.skipped(action) - reused.length, attempts }];
  },
};
