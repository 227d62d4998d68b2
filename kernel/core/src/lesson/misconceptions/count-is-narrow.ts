import { READ } from "../run/field-values.js";
import type { Misconception } from "./misconception.js";

/** M10. `count()` of a DataFrame without the stage that adds up (G5). */
export const countIsNarrow: Misconception = {
  id: "M10",
  name: "count-is-narrow",
  wrong:
    "You left out the last stage. count() of a DataFrame is an aggregate without keys: the tasks count their rows, and one task more adds them up. Only rdd.count() is a single stage.",
  tryThis: "Look at df.groupBy().count().explain(): there is an Exchange SinglePartition in it.",
  solve(action) {
    const { stages, callSite, operators } = action;
    const addsUp = operators[0]?.name.endsWith("Aggregate") === true && operators[0].children[0]?.isExchange === true;
    if (callSite?.method !== "count" || !addsUp || stages.length < 2) return [];
    const tasks = stages.slice(0, -1).map((stage) => stage.numTasks);
    return [{ stages: stages.length - 1, tasks, exchanges: READ.exchanges(action) - 1 }];
  },
};
