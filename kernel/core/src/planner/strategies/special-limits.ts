import type { Expression } from "../../plans/expressions/index.js";
import { type LogicalPlan, outputOf, type Sort, sortOrders } from "../../plans/logical/index.js";
import type { PhysicalPlan } from "../../plans/physical/index.js";
import type { Strategy, StrategyContext } from "../strategy.js";

/** Limits over sorts keep the best rows of each partition; a limit at the top is taken partition by partition (G8). */
export const specialLimits: Strategy = (plan, context) => {
  if (plan.kind === "Project") {
    const sorted = limitedSort(plan.child, context);
    return sorted === undefined ? undefined : takeOrdered(sorted, plan.projectList, context);
  }
  const limit = limitOf(plan);
  if (limit === undefined) return undefined;
  const sorted = limitedSort(plan, context);
  if (sorted !== undefined) return takeOrdered(sorted, outputOf(sorted.sort), context);
  const { child } = limit;
  if (child.kind === "Project" && child.child.kind === "Sort" && fits(child.child, limit.limit, context)) {
    return takeOrdered({ ...limit, sort: child.child }, child.projectList, context);
  }
  if (!context.isRoot) return undefined;
  return { kind: "CollectLimitExec", limit: limit.limit, ...offsetOf(limit), child: context.planLater(child) };
};

/** The first `limit` rows, -1 for all of them, without the first `offset` of these. */
interface Cut {
  readonly limit: number;
  readonly offset: number;
}

interface LimitedSort extends Cut {
  readonly sort: Sort;
}

/** A limit, an offset, or both, in either order. */
function limitOf(plan: LogicalPlan): (Cut & { readonly child: LogicalPlan }) | undefined {
  if (plan.kind === "Offset") {
    const below = plan.child.kind === "Offset" ? undefined : limitOf(plan.child);
    if (below?.offset === 0) return { ...below, offset: plan.offset };
    return { limit: -1, offset: plan.offset, child: plan.child };
  }
  if (plan.kind !== "GlobalLimit") return undefined;
  const { limit, child } = plan;
  if (child.kind === "LocalLimit") return { limit: Math.min(limit, child.limit), offset: 0, child: child.child };
  if (child.kind !== "Offset" || child.child.kind !== "LocalLimit") return undefined;
  const { offset, child: local } = child;
  return local.limit === limit + offset ? { limit: local.limit, offset, child: local.child } : undefined;
}

const offsetOf = ({ offset }: Cut): { readonly offset?: number } => (offset === 0 ? {} : { offset });

function limitedSort(plan: LogicalPlan, context: StrategyContext): LimitedSort | undefined {
  const limit = limitOf(plan);
  if (limit?.child.kind !== "Sort" || !fits(limit.child, limit.limit, context)) return undefined;
  return { ...limit, sort: limit.child };
}

function fits(sort: Sort, limit: number, { conf }: StrategyContext): boolean {
  return sort.global && limit >= 0 && limit < conf.getInt("spark.sql.execution.topKSortFallbackThreshold");
}

function takeOrdered(
  { limit, offset, sort }: LimitedSort,
  projectList: readonly Expression[],
  context: StrategyContext,
): PhysicalPlan {
  return {
    kind: "TakeOrderedAndProjectExec",
    limit,
    ...offsetOf({ limit, offset }),
    order: sortOrders(sort.order),
    projectList,
    child: context.planLater(sort.child),
  };
}
