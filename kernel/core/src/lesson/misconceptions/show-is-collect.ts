import { READ } from "../run/field-values.js";
import { takesRows, topK } from "../run/shapes.js";
import type { Misconception } from "./misconception.js";
import { withLast } from "./numbers.js";

/** M6. All partitions computed where a few do (A9), or a shuffle for a top-k (G8). */
export const showIsCollect: Misconception = {
  id: "M6",
  name: "show-is-collect",
  wrong:
    "You let show or take compute everything, as collect does. They look at one partition first and stop when they have their rows; with a sort, each partition keeps only its first rows, and nothing is shuffled.",
  tryThis: "Run the same with collect(), and compare the tasks of the last stage.",
  solve(action) {
    const { stages } = action;
    const tasks = stages.map((stage) => stage.numTasks);
    if (topK(action) !== undefined) {
      const exchanges = READ.exchanges(action) + 1;
      return [{ stages: stages.length + 1, exchanges, tasks: [...tasks, action.shufflePartitions] }];
    }
    const all = stages.at(-1)?.rdds.at(-1)?.numPartitions;
    if (all === undefined || !takesRows(action)) return [];
    return [{ skipped: 0, tasks: withLast(tasks, all) }];
  },
};
