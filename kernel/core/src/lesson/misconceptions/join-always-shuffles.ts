import { READ } from "../run/field-values.js";
import { plannedTasks } from "../run/planned-tasks.js";
import { coPartitionedInputs } from "../run/shapes.js";
import type { Misconception, WrongValues } from "./misconception.js";

/** M11. Rows that lie right already are shuffled again (A5, G5). */
export const joinAlwaysShuffles: Misconception = {
  id: "M11",
  name: "join-always-shuffles",
  wrong:
    "You shuffled rows that lie right already. Inputs that are partitioned alike by the same keys are joined, or aggregated, where they are.",
  tryThis: "Give one side another number of partitions, and run again: now there is a cut.",
  solve(action) {
    const inputs = coPartitionedInputs(action);
    if (inputs === 0) return [];
    const { stages } = action;
    const exchanges = READ.exchanges(action);
    const ran = stages.map((stage) => stage.numTasks);
    // Who forgets adaptive execution as well counts the partitions as they were planned.
    const planned = stages.map((stage) => plannedTasks(stage, action) ?? stage.numTasks);
    return [inputs, 1].flatMap((more) =>
      [ran, planned].map(
        (tasks): WrongValues => ({
          stages: stages.length + more,
          exchanges: exchanges + more,
          tasks: [...tasks, ...Array.from({ length: more }, () => tasks.at(-1)!)],
        }),
      ),
    );
  },
};
