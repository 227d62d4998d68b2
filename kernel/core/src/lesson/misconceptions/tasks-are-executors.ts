import type { Misconception, WrongValues } from "./misconception.js";

/** M9. As many tasks as executors, or as cores, in all stages or in the first ones. */
export const tasksAreExecutors: Misconception = {
  id: "M9",
  name: "tasks-are-executors",
  wrong:
    "You gave a stage as many tasks as there are executors or cores. A stage has a task for each partition; executors and cores only say how many of them run at once.",
  tryThis: "Add an executor and run again: the tasks stay as they are, the waves change.",
  solve(action) {
    const { stages, facts } = action;
    const [first] = stages;
    if (first === undefined) return [];
    const numbers = [facts.executorsOf(first).length, action.slotsOf(first)];
    return numbers.flatMap((number): readonly WrongValues[] => [
      { tasks: stages.map(() => number) },
      { tasks: stages.map(({ parentIds, numTasks }) => (parentIds.length === 0 ? number : numTasks)) },
    ]);
  },
};
