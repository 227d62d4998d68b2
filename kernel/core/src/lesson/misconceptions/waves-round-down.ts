import { READ } from "../run/field-values.js";
import type { Misconception, WrongValues } from "./misconception.js";

/** M14. The last, half-empty wave forgotten (C2). */
export const wavesRoundDown: Misconception = {
  id: "M14",
  name: "waves-round-down",
  wrong:
    "You did not round up. One task more than fits into whole waves needs a wave of its own, which takes as long as a full one.",
  tryThis: "Run with one task less, and see a whole wave go.",
  solve(action) {
    const ran = action.stages.filter((stage) => stage.status !== "skipped" && action.slotsOf(stage) > 0);
    const exact = ran.map((stage) => stage.numTasks / action.slotsOf(stage));
    if (exact.every(Number.isInteger)) return [];
    const down = exact.map((waves) => Math.max(1, Math.floor(waves)));
    const variants: WrongValues[] = [{ waves: down }, { waves: exact }];
    const [only] = exact;
    if (exact.length > 1 || only === undefined || only < 1) return variants;
    const makespan = READ.makespan(action);
    return [
      { waves: down, makespan: (makespan * down[0]!) / Math.ceil(only) },
      { waves: exact, makespan: (makespan * only) / Math.ceil(only) },
    ];
  },
};
