import type { Misconception } from "./misconception.js";

/** M8. The number of partitions goes on through a shuffle. */
export const shuffleOfFiles: Misconception = {
  id: "M8",
  name: "shuffle-of-files",
  wrong:
    "You gave the stage after a shuffle as many tasks as the one before it. A shuffle deals the rows out anew, into as many partitions as spark.sql.shuffle.partitions says, or as the call asks for.",
  tryThis: "Change spark.sql.shuffle.partitions and run again: only the stages behind a shuffle change.",
  solve({ stages }) {
    const tasks = new Map<number, number>();
    for (const { stageId, parentIds, numTasks } of stages) {
      const before = parentIds.flatMap((id) => tasks.get(id) ?? []);
      tasks.set(stageId, before.length === 0 ? numTasks : Math.max(...before));
    }
    return tasks.size > 1 ? [{ tasks: [...tasks.values()] }] : [];
  },
};
