import type { LogicalPlan } from "../plans/logical/index.js";
import type { Batch } from "./rule.js";

/** One change that a rule made; lessons show the list. */
export interface RuleApplication {
  readonly batch: string;
  readonly rule: string;
  readonly iteration: number;
  readonly before: LogicalPlan;
  readonly after: LogicalPlan;
}

export interface Optimized {
  readonly plan: LogicalPlan;
  readonly trace: readonly RuleApplication[];
}

/** Runs batches over a plan (Spark's RuleExecutor), keeping a trace of what changed it. */
export function executeBatches(batches: readonly Batch[], plan: LogicalPlan): Optimized {
  const trace: RuleApplication[] = [];
  let current = plan;
  for (const batch of batches) {
    for (let iteration = 1; iteration <= batch.maxIterations; iteration++) {
      const start = current;
      for (const rule of batch.rules) {
        const after = rule.apply(current);
        if (after !== current) trace.push({ batch: batch.name, rule: rule.name, iteration, before: current, after });
        current = after;
      }
      if (current === start) break;
    }
  }
  return { plan: current, trace };
}
