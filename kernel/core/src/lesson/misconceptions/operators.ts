import { writtenOperators } from "../run/program.js";
import type { Misconception } from "./misconception.js";

/** M1. Counted with and without the source, and with the action. */
export const operators: Misconception = {
  id: "M1",
  name: "operators",
  wrong: "You counted a stage for every operator. A stage holds as many steps as fit between two shuffles.",
  tryThis: "Count only the steps that bring equal keys together or sort: the stages are those, and one more.",
  solve(action) {
    const written = writtenOperators(action);
    const steps = written.filter(({ isSource }) => !isSource).length;
    if (steps === 0) return [];
    return [{ stages: steps }, { stages: written.length }, { stages: written.length + 1 }];
  },
};
