import { normalizedPlan } from "./normalized-plan.js";

/** One recorded plan against ours; `difference` is the first line that differs, undefined when all are equal. */
export interface PlanComparison {
  readonly difference?: string;
}

type PlanText = string | readonly string[];

/**
 * The final plans of a program's SQL executions, in order, one comparison for each that Spark recorded. Operators, their order, stars
 * and whole lines count; only expression ids, plan ids and folders do not.
 */
export function comparePlans(recorded: readonly PlanText[], ours: readonly PlanText[]): readonly PlanComparison[] {
  return recorded.map((plan, i) => {
    const difference = firstDifference(linesOf(plan), ours[i] === undefined ? [] : linesOf(ours[i]));
    if (difference !== undefined) return { difference: `plan ${i + 1}, ${difference}` };
    const isLast = i === recorded.length - 1;
    return isLast && ours.length > recorded.length ? { difference: `${ours.length} plans, Spark had ${i + 1}` } : {};
  });
}

function linesOf(plan: PlanText): readonly string[] {
  return normalizedPlan(plan).split("\n");
}

function firstDifference(expected: readonly string[], actual: readonly string[]): string | undefined {
  const length = Math.max(expected.length, actual.length);
  for (let i = 0; i < length; i++) {
    if (expected[i] === actual[i]) continue;
    return `line ${i + 1}\n  Spark: ${expected[i] ?? "(no more lines)"}\n  here:  ${actual[i] ?? "(no more lines)"}`;
  }
  return undefined;
}
