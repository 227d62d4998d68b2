import type { RDDInfo } from "../../events/listener.js";
import type { ActionFacts } from "../run/action-facts.js";
import { unions } from "../run/shapes.js";
import type { Misconception, WrongValues } from "./misconception.js";

/** M12. A cut at a union, or the partitions of its larger input alone (A13). */
export const unionShuffles: Misconception = {
  id: "M12",
  name: "union-shuffles",
  wrong:
    "You let the union move rows, or keep the partitions of one input. A union takes the partitions of all its inputs as they are: no cut, and their counts add up.",
  tryThis: "Union tables of 40 and 30 partitions: the stage has 70 tasks.",
  solve(action) {
    const found = unions(action);
    if (found.length === 0) return [];
    const { stages } = action;
    const count = (more: number): WrongValues => ({ stages: stages.length + more });
    return [count(found.length), count(2 * found.length), ...withTasks(action, found)];
  },
};

function withTasks({ stages, rdds }: ActionFacts, found: readonly RDDInfo[]): readonly WrongValues[] {
  const partitions = new Map(rdds.map((rdd) => [rdd.id as number, rdd.numPartitions]));
  const inputsOf = (union: RDDInfo): readonly number[] => union.parentIds.flatMap((id) => partitions.get(id) ?? []);
  const sums = found.filter(({ name }) => name === "UnionRDD");
  const largest = stages.map(({ numTasks, rdds: own }) => {
    const lost = sums
      .filter((union) => own.some(({ id }) => id === union.id))
      .map((union) => union.numPartitions - Math.max(...inputsOf(union)));
    return lost.reduce((tasks, less) => tasks - less, numTasks);
  });
  const [only] = sums;
  if (stages.length > 1 || sums.length !== 1 || only === undefined) return [{ tasks: largest }];
  const inputs = inputsOf(only);
  return [
    { stages: 1, tasks: largest },
    { stages: inputs.length + 1, tasks: [...inputs, only.numPartitions] },
    { stages: inputs.length + 1, tasks: [...inputs, Math.max(...inputs)] },
  ];
}
