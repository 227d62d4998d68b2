import type { StageFacts } from "../../advisor/stage-facts.js";
import type { ActionFacts } from "./action-facts.js";

/** A task that ran so much longer than the others of its stage that they all wait for it. */
export interface StragglerTask {
  readonly partition: number;
  /** Row of the run's task table. */
  readonly row: number;
  readonly stage: StageFacts;
  readonly runMs: number;
  readonly medianMs: number;
}

/** Times the median of its stage, and milliseconds above it, from which on a task stands out; Spark looks at nothing shorter either (C10). */
const RATIO = 2;
const LEAST_MS = 100;

/** The straggler of the stages that count: where several have one, that which costs most. Undefined when no task stands out. */
export function stragglerOf({ run, ran }: ActionFacts): StragglerTask | undefined {
  let worst: StragglerTask | undefined;
  for (const stage of ran) {
    if (stage.rows.length < 2) continue;
    const times = stage.values("runMs");
    const medianMs = stage.quantile("runMs", 0.5);
    const slowest = times.indexOf(stage.max("runMs"));
    const runMs = times[slowest]!;
    if (runMs <= RATIO * medianMs || runMs - medianMs < LEAST_MS) continue;
    if (worst !== undefined && runMs - medianMs <= worst.runMs - worst.medianMs) continue;
    const row = stage.rows[slowest]!;
    worst = { partition: run.tasks.columns.partition[row]!, row, stage, runMs, medianMs };
  }
  return worst;
}
