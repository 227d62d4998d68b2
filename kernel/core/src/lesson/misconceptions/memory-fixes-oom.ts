import { TASK_STATUSES } from "../../events/task-table.js";
import type { ActionFacts } from "../run/action-facts.js";
import { isOutOfMemory } from "../run/outcome.js";
import type { Misconception } from "./misconception.js";

const SUCCESS = TASK_STATUSES.indexOf("Success");

/** M17. More executor memory where the state of one key does not fit (E6). */
export const memoryFixesOom: Misconception = {
  id: "M17",
  name: "memory-fixes-oom",
  wrong:
    "You let more executor memory save the job. All rows of one key are held by one task, and that task fails on every executor that its state does not fit into; the other partitions never were the problem.",
  tryThis: "Spread the hot key, or use an aggregate that spills, and leave the memory as it is.",
  solve(action) {
    const isRaised = action.facts.settings.isSet("spark.executor.memory");
    const isFailed = action.outcome.conditions !== undefined;
    return isFailed && isRaised && oneKeepsFailing(action) ? [{ outcome: {} }] : [];
  },
};

/**
 * One partition ran out of memory again and again while others came through. An executor takes with it what else ran there, so several may have
 * failed with it; but only one each time.
 */
function oneKeepsFailing({ ran, run }: ActionFacts): boolean {
  const { status, partition } = run.tasks.columns;
  const failed = new Set(ran.flatMap(({ stage }) => (stage.status === "failed" ? [stage.stageId] : [])));
  const failures = new Map<number, number>();
  let succeeded = 0;
  for (const { stage, attempts } of ran) {
    if (!failed.has(stage.stageId)) continue;
    for (const row of attempts) {
      const index = partition[row]!;
      if (status[row] === SUCCESS) succeeded++;
      else if (isOutOfMemory(run.tasks.reasons.get(row) ?? "")) failures.set(index, (failures.get(index) ?? 0) + 1);
    }
  }
  const [most = 0, next = 0] = [...failures.values()].sort((a, b) => b - a);
  return succeeded > 0 && most > 1 && most > next;
}
