import { writtenOperators } from "../run/program.js";
import type { Misconception } from "./misconception.js";

/** M2. Jobs counted as transformations, with and without the action, or as lines. */
export const lines: Misconception = {
  id: "M2",
  name: "lines",
  wrong:
    "You counted a job for every line or transformation. Transformations only write down a plan; actions run jobs.",
  tryThis: "Run the cell without its action: no job appears.",
  solve(action) {
    const written = writtenOperators(action);
    const steps = written.filter(({ isSource }) => !isSource).length;
    if (steps === 0) return [];
    const { file, line } = action.callSite ?? {};
    const places = new Set(written.flatMap((operator) => operator.line ?? []));
    if (places.size > 0 && file !== undefined) places.add(`${file}:${line}`);
    const counts = [steps, steps + 1, written.length + 1, ...(places.size > 1 ? [places.size] : [])];
    return counts.map((jobs) => ({ jobs }));
  },
};
