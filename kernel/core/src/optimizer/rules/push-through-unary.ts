import {
  conjunction,
  type Expression,
  type ExprId,
  isDeterministic,
  references,
  semanticKey,
  splitConjunctivePredicates,
} from "../../plans/expressions/index.js";
import { type Aggregate, type Filter, filter, type LogicalPlan, outputOf } from "../../plans/logical/index.js";
import { canEvaluate } from "../attribute-set.js";
import { aliasMap, correspondence, substitute } from "../substitute.js";

/** One step of a filter through the operator below it (Spark's CombineFilters, PushPredicateThroughNonJoin). */
export function pushThroughUnary(plan: Filter): LogicalPlan {
  const { condition, child } = plan;
  if (!isDeterministic(condition)) return plan;
  switch (child.kind) {
    case "Filter":
      return combine(plan, child);
    case "Project": {
      if (!child.projectList.every(isDeterministic)) return plan;
      const below = filter(substitute(condition, aliasMap(child.projectList)), child.child);
      return { ...child, child: below };
    }
    case "Aggregate":
      return throughAggregate(plan, child);
    case "Union":
      return {
        ...child,
        children: child.children.map((c) =>
          filter(substitute(condition, correspondence(outputOf(child), outputOf(c))), c),
        ),
      };
    case "Generate":
      return split(plan, child, (e) => canEvaluate(e, child.child));
    case "Window": {
      // Whole window partitions come or go, so only conditions on what they are made by may pass.
      const keys = new Set(child.partitionSpec.flatMap((e) => (e.kind === "AttributeReference" ? [e.exprId] : [])));
      return split(plan, child, (e) => references(e).length > 0 && references(e).every((a) => keys.has(a.exprId)));
    }
    case "Sort":
    case "Repartition":
    case "RepartitionByExpression":
    case "RebalancePartitions":
      return { ...child, child: filter(condition, child.child) };
    default:
      return plan;
  }
}

function combine({ condition }: Filter, below: Filter): LogicalPlan {
  const known = new Set(splitConjunctivePredicates(below.condition).map(semanticKey));
  const added = conjunction(splitConjunctivePredicates(condition).filter((e) => !known.has(semanticKey(e))));
  if (added === undefined) return below;
  return filter({ kind: "And", left: below.condition, right: added }, below.child);
}

/** Only conditions on the keys commute with grouping. */
function throughAggregate(plan: Filter, child: Aggregate): LogicalPlan {
  if (child.groupingExpressions.length === 0) return plan;
  const keys = new Set(child.groupingExpressions.map(semanticKey));
  const aliases = aliasMap(child.aggregateExpressions);
  const isKey = (id: ExprId, a: Expression): boolean => keys.has(semanticKey(aliases.get(id) ?? a));
  const movable = (e: Expression): boolean =>
    references(e).length > 0 && references(e).every((a) => isKey(a.exprId, a));
  return split(plan, child, movable, (e) => substitute(e, aliases));
}

/** Moves the conditions that may pass below the child and keeps the others above. */
function split(
  plan: Filter,
  through: Extract<LogicalPlan, { child: LogicalPlan }>,
  movable: (e: Expression) => boolean,
  rewrite: (e: Expression) => Expression = (e) => e,
): LogicalPlan {
  const all = splitConjunctivePredicates(plan.condition);
  const down = conjunction(all.filter(movable).map(rewrite));
  if (down === undefined) return plan;
  const pushed: LogicalPlan = { ...through, child: filter(down, through.child) };
  const up = conjunction(all.filter((e) => !movable(e)));
  return up === undefined ? pushed : filter(up, pushed);
}
