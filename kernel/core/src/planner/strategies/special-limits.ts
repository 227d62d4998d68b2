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
    return takeOrdered({ limit: limit.limit, sort: child.child }, child.projectList, context);
  }
  return context.isRoot ? { kind: "CollectLimitExec", limit: limit.limit, child: context.planLater(child) } : undefined;
};

interface LimitedSort {
  readonly limit: number;
  readonly sort: Sort;
}

function limitOf(plan: LogicalPlan): { limit: number; child: LogicalPlan } | undefined {
  if (plan.kind !== "GlobalLimit" || plan.child.kind !== "LocalLimit") return undefined;
  return { limit: Math.min(plan.limit, plan.child.limit), child: plan.child.child };
}

function limitedSort(plan: LogicalPlan, context: StrategyContext): LimitedSort | undefined {
  const limit = limitOf(plan);
  if (limit?.child.kind !== "Sort" || !fits(limit.child, limit.limit, context)) return undefined;
  return { limit: limit.limit, sort: limit.child };
}

function fits(sort: Sort, limit: number, { conf }: StrategyContext): boolean {
  return sort.global && limit < conf.getInt("spark.sql.execution.topKSortFallbackThreshold");
}

function takeOrdered(
  { limit, sort }: LimitedSort,
  projectList: readonly Expression[],
  context: StrategyContext,
): PhysicalPlan {
  return {
    kind: "TakeOrderedAndProjectExec",
    limit,
    order: sortOrders(sort.order),
    projectList,
    child: context.planLater(sort.child),
  };
}
