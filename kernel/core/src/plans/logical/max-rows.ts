import type { LogicalPlan, Range } from "./logical-plan.js";

/** Rows of a range. */
export function rangeCount({ start, end, step }: Pick<Range, "start" | "end" | "step">): number {
  return Math.max(0, Math.ceil((end - start) / step));
}

/** The most rows that a plan can give, when that is known without running it (G1). */
export function maxRows(plan: LogicalPlan): number | undefined {
  switch (plan.kind) {
    case "LocalRelation":
      return plan.rows.length;
    case "EmptyRelation":
      return 0;
    case "LogicalQueryStage":
      return plan.stage.statistics?.rowCount ?? maxRows(plan.logical);
    case "Range":
      return rangeCount(plan);
    case "Aggregate":
      return plan.groupingExpressions.length === 0 ? 1 : maxRows(plan.child);
    case "GlobalLimit":
      return Math.min(plan.limit, maxRows(plan.child) ?? plan.limit);
    case "Tail":
      return Math.min(plan.limit, maxRows(plan.child) ?? plan.limit);
    case "Offset": {
      const below = maxRows(plan.child);
      return below === undefined ? undefined : Math.max(0, below - plan.offset);
    }
    case "Sample":
      return plan.withReplacement ? undefined : maxRows(plan.child);
    case "Union": {
      const counts = plan.children.map(maxRows);
      return counts.every((n) => n !== undefined) ? counts.reduce((sum, n) => sum + n, 0) : undefined;
    }
    case "Join":
      return plan.joinType === "LeftSemi" || plan.joinType === "LeftAnti" ? maxRows(plan.left) : undefined;
    case "Project":
    case "Window":
    case "WindowGroupLimit":
    case "Filter":
    case "Sort":
    case "SubqueryAlias":
    case "ResolvedHint":
    case "Repartition":
    case "LocalLimit":
    case "RepartitionByExpression":
    case "RebalancePartitions":
    case "Distinct":
    case "Deduplicate":
      return maxRows(plan.child);
    default:
      return undefined;
  }
}
