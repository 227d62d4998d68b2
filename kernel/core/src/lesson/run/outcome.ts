import { TASK_STATUSES } from "../../events/task-table.js";
import type { ActionOutcome } from "../fields/index.js";
import type { ActionFacts } from "./action-facts.js";

const OUT_OF_MEMORY = "OutOfMemoryError";
const SUCCESS = TASK_STATUSES.indexOf("Success");

/** Whether an attempt ended because memory ran out: its own error says so, or its executor's exit code (52, SparkExitCode.OOM). */
export function isOutOfMemory(reason: string): boolean {
  return /OutOfMemoryError|UNABLE_TO_ACQUIRE_MEMORY|[Nn]ot enough memory|exited with code 52\b/.test(reason);
}

/** How the action ended, with what its failed attempts say: the error that the program meets names only the last of them. */
export function outcomeOf({ outcome, ran, run }: ActionFacts): ActionOutcome {
  const { conditions, messages = [] } = outcome;
  if (conditions === undefined) return outcome;
  const { status } = run.tasks.columns;
  const reasons = new Set<string>();
  for (const { attempts } of ran) {
    for (const row of attempts) if (status[row] !== SUCCESS) reasons.add(run.tasks.reasons.get(row) ?? "");
  }
  const ranOut = [...messages, ...reasons].some(isOutOfMemory);
  return {
    conditions: ranOut ? [...conditions, OUT_OF_MEMORY] : conditions,
    messages: [...messages, ...reasons],
  };
}
