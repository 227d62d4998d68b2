import type { RunStage } from "../../events/run.js";
import type { ActionFacts } from "./action-facts.js";

/** Partitions that the shuffle before a stage was cut into; undefined for a stage that reads none. */
export function plannedTasks({ parentIds }: RunStage, { run }: ActionFacts): number | undefined {
  return run.stages.find(({ stageId, numReducers }) => parentIds.includes(stageId) && numReducers !== undefined)
    ?.numReducers;
}
