import { READ } from "../run/field-values.js";
import type { Misconception } from "./misconception.js";

/** M18. The work spread over slots that have no task (C2). */
export const moreSlotsAlwaysFaster: Misconception = {
  id: "M18",
  name: "more-slots-always-faster",
  wrong:
    "You spread the work over all slots. A slot runs whole tasks, so slots beyond the number of tasks stand idle and nothing gets faster.",
  tryThis: "Repartition the input into as many tasks as there are slots, and run again.",
  solve(action) {
    const saved = action.ran.reduce((sum, stage) => {
      const slots = action.slotsOf(stage.stage);
      const { numTasks } = stage.stage;
      return numTasks >= slots ? sum : sum + stage.wallMs * (1 - numTasks / slots);
    }, 0);
    return saved > 0 ? [{ makespan: READ.makespan(action) - saved }] : [];
  },
};
