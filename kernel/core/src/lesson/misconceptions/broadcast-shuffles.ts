import { READ } from "../run/field-values.js";
import { broadcastJoins } from "../run/shapes.js";
import type { Misconception, WrongValues } from "./misconception.js";

/** M4. A cut for the join, or one on either side of it. */
export const broadcastShuffles: Misconception = {
  id: "M4",
  name: "broadcast-shuffles",
  wrong:
    "You cut a stage at the broadcast join, as at any other join. The small side goes to every executor, so the rows of the large side stay where they are.",
  tryThis: 'Join once more with the small side as small.hint("merge"), and compare the two stage graphs.',
  solve(action) {
    const joins = broadcastJoins(action).length;
    if (joins === 0) return [];
    const { stages } = action;
    const exchanges = READ.exchanges(action);
    const counts = (more: number): WrongValues => ({ stages: stages.length + more, exchanges: exchanges + more });
    const variants = [counts(joins), counts(2 * joins)];
    const collected = action.jobs.find((job) => job.cause === "broadcast");
    const small = collected === undefined ? undefined : action.stagesOf([collected]).at(-1)?.numTasks;
    if (joins > 1 || stages.length > 1 || small === undefined) return variants;
    const large = stages[0]!.numTasks;
    const after = action.shufflePartitions;
    return [
      { ...counts(1), tasks: [large, after] },
      { ...counts(2), tasks: [large, small, after] },
      { ...counts(2), tasks: [small, large, after] },
    ];
  },
};
