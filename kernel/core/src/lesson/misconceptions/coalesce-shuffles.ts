import type { ActionFacts } from "../run/action-facts.js";
import { READ } from "../run/field-values.js";
import { coalesces, repartitions } from "../run/shapes.js";
import type { Misconception, WrongValues } from "./misconception.js";

/** M13. coalesce and repartition taken for one another (A12, G9). */
export const coalesceShuffles: Misconception = {
  id: "M13",
  name: "coalesce-shuffles",
  wrong:
    "You took coalesce and repartition for one another. coalesce puts partitions together inside the stage, which then has fewer tasks from its beginning; repartition shuffles, and cuts a stage.",
  tryThis: "Write repartition(n) in place of coalesce(n), or the other way round, and compare the graphs.",
  solve: (action) => [...cutAtCoalesce(action), ...uncutAtRepartition(action)],
};

function cutAtCoalesce(action: ActionFacts): readonly WrongValues[] {
  const found = coalesces(action);
  if (found.length === 0) return [];
  const { stages, rdds } = action;
  const tasks = stages.flatMap((stage): readonly number[] => {
    const inside = found.find((rdd) => stage.rdds.some(({ id }) => id === rdd.id));
    const input = rdds.find((rdd) => inside?.parentIds.includes(rdd.id));
    return input === undefined ? [stage.numTasks] : [input.numPartitions, stage.numTasks];
  });
  const more = found.length;
  return [{ stages: stages.length + more, exchanges: READ.exchanges(action) + more, tasks }];
}

function uncutAtRepartition(action: ActionFacts): readonly WrongValues[] {
  const { stages } = action;
  const cuts = repartitions(action);
  if (cuts === 0 || stages.length <= cuts) return [];
  const counts = { stages: stages.length - cuts, exchanges: READ.exchanges(action) - cuts };
  const isAll = stages.length === cuts + 1;
  return [isAll ? { ...counts, tasks: [stages.at(-1)!.numTasks] } : counts];
}
