import type { Expression, ExprId } from "../expressions/index.js";
import { equiJoinKeys } from "./equi-join-keys.js";
import type { Join, LogicalPlan } from "./logical-plan.js";
import { outputOf, type toAttribute } from "./output.js";

/** Columns of which no two rows have the same values. */
type Key = ReadonlySet<ExprId>;

/** Whether the rows of one side of a join each have keys of their own: then it multiplies no row of the other side (G2). */
export function hasDistinctKey(plan: Join): boolean {
  return isKeyOf(plan, "left") || isKeyOf(plan, "right");
}

/** Whether no two rows of the side have the same join keys. */
export function isKeyOf(plan: Join, side: "left" | "right"): boolean {
  const { leftKeys, rightKeys } = equiJoinKeys(plan);
  const keys = side === "left" ? leftKeys : rightKeys;
  return keys.length > 0 && coversKey(keys, plan[side]);
}

/** Whether the expressions hold all columns of a key of the plan. */
export function coversKey(expressions: readonly Expression[], plan: LogicalPlan): boolean {
  const known = new Set(expressions.flatMap((e) => (e.kind === "AttributeReference" ? [e.exprId] : [])));
  return distinctKeys(plan).some((key) => [...key].every((id) => known.has(id)));
}

/** The sets of columns by which a plan's rows differ, as far as its operators tell (Spark's DistinctKeyVisitor). */
function distinctKeys(plan: LogicalPlan): readonly Key[] {
  switch (plan.kind) {
    case "Aggregate":
      return visible([new Set(idsOf(plan.groupingExpressions))], plan.aggregateExpressions).filter(
        (key) => key.size > 0 || plan.groupingExpressions.length === 0,
      );
    case "Distinct":
    case "Intersect":
    case "Except":
      return [new Set(idsOf(outputOf(plan)))];
    case "Project":
      return visible(distinctKeys(plan.child), plan.projectList);
    case "Filter":
    case "Sort":
    case "Offset":
    case "Tail":
    case "GlobalLimit":
    case "LocalLimit":
    case "Repartition":
    case "RepartitionByExpression":
    case "RebalancePartitions":
    case "SubqueryAlias":
    case "ResolvedHint":
      return distinctKeys(plan.child);
    case "Join":
      return plan.joinType === "LeftSemi" || plan.joinType === "LeftAnti" ? distinctKeys(plan.left) : [];
    default:
      return [];
  }
}

type Items = readonly Parameters<typeof toAttribute>[0][];

function idsOf(list: Items): readonly ExprId[] {
  return list.map((e) => (e.kind === "AttributeReference" ? e.exprId : -1));
}

/** The keys whose columns are all in a select list, under the names that they have there. */
function visible(keys: readonly Key[], list: Items): readonly Key[] {
  const names = new Map<ExprId, ExprId>();
  for (const e of list) {
    if (e.kind === "AttributeReference") names.set(e.exprId, e.exprId);
    else if (e.kind === "Alias" && e.child.kind === "AttributeReference") names.set(e.child.exprId, e.exprId);
  }
  return keys
    .filter((key) => [...key].every((id) => names.has(id)))
    .map((key) => new Set([...key].map((id) => names.get(id)!)));
}
