import type { RunStage } from "../../events/run.js";
import type { ActionFacts } from "./action-facts.js";

/** More than any executor has. */
const MOST_CORES = 2 ** 20;

/**
 * Waves of a stage as it ran: the most tasks that a slot ran one after the other in one attempt of it. 0 for a stage that was skipped.
 */
export function wavesOf({ run, ran }: ActionFacts, { stageId }: RunStage): number {
  const { executor, core } = run.tasks.columns;
  let most = 0;
  for (const { stage, attempts } of ran) {
    if (stage.stageId !== stageId) continue;
    const bySlot = new Map<number, number>();
    for (const row of attempts) {
      const slot = executor[row]! * MOST_CORES + core[row]!;
      const tasks = (bySlot.get(slot) ?? 0) + 1;
      bySlot.set(slot, tasks);
      if (tasks > most) most = tasks;
    }
  }
  return most;
}
