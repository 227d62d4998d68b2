import { type PhysicalPlan, physicalTree } from "../../plans/physical/index.js";
import type { AdaptiveExecution } from "../adaptive/adaptive-execution.js";
import { broadcastRelation } from "./broadcast.js";
import { buildBatches, type CachedTable } from "./cached-table.js";
import type { PlanExecution } from "./plan-execution.js";
import { sampleRange } from "./range-sampling.js";
import { type Steps, step, together } from "./steps.js";

/** Gives the execution of another plan (that of a cached table) in the same run. */
export type WithState = (state: PlanExecution["state"]) => PlanExecution;

/**
 * Runs the jobs that Spark runs before a plan's own: first all broadcasts, at the same time, then, on the way to the top, the
 * sampling of range exchanges. Afterwards `execute` gives the lineage at once.
 */
export function* preparePlan(plan: PhysicalPlan, execution: PlanExecution, withState: WithState): Steps<void> {
  yield* prepareBroadcasts(plan, execution, withState);
  yield* prepareExchanges(plan, execution, withState);
}

/** A plan with everything done that comes before its own jobs: of an adaptive one the final plan. */
export function* runnablePlan(
  plan: PhysicalPlan,
  execution: PlanExecution,
  withState: WithState,
  onUpdate?: () => void,
): Steps<PhysicalPlan> {
  if (plan.kind === "AdaptiveSparkPlanExec") {
    const adaptive = plan.adaptive as AdaptiveExecution;
    return yield* step(
      () => adaptive.finalPlan(execution, withState, onUpdate),
      () => adaptive.finalPlanNow(execution, withState, onUpdate),
    );
  }
  yield* preparePlan(plan, execution, withState);
  return plan;
}

/** A broadcast below another one starts first. */
function* prepareBroadcasts(plan: PhysicalPlan, execution: PlanExecution, withState: WithState): Steps<void> {
  yield* together(physicalTree.children(plan).map((child) => () => prepareBroadcasts(child, execution, withState)));
  if (plan.kind !== "BroadcastExchangeExec" || execution.state.broadcasts.has(plan)) return;
  yield* prepareExchanges(plan.child, execution, withState);
  execution.state.broadcasts.set(plan, yield* broadcastRelation(plan, execution));
}

function* prepareExchanges(plan: PhysicalPlan, execution: PlanExecution, withState: WithState): Steps<void> {
  if (plan.kind === "BroadcastExchangeExec" || execution.state.exchanges.has(plan)) return;
  for (const child of physicalTree.children(plan)) yield* prepareExchanges(child, execution, withState);
  if (plan.kind === "InMemoryTableScanExec") yield* prepareCache(plan, execution, withState);
  if (plan.kind !== "ShuffleExchangeExec" || plan.outputPartitioning.kind !== "Range") return;
  const { ordering, numPartitions } = plan.outputPartitioning;
  execution.state.ranges.set(plan, yield* sampleRange(plan, ordering, numPartitions, execution));
}

/** Makes the RDD of a cached table's batches; a plan that is adaptive runs its stages for that. */
export function* prepareCache(
  plan: Extract<PhysicalPlan, { kind: "InMemoryTableScanExec" }>,
  execution: PlanExecution,
  withState: WithState,
): Steps<void> {
  const table = plan.cached as CachedTable;
  if (table.batches !== undefined) return;
  const inner = withState(table.state);
  const runnable = yield* runnablePlan(table.plan, inner, withState);
  table.batches ??= buildBatches(table, plan, inner.execute(runnable), execution);
}
