import type { RuntimeConfig } from "../../conf/runtime-config.js";
import {
  type AttributeReference,
  conjunction,
  type Expression,
  isDeterministic,
  references,
  splitConjunctivePredicates,
} from "../../plans/expressions/index.js";
import { filter, type Join, type LogicalPlan, logicalTree, sizeInBytes } from "../../plans/logical/index.js";
import { outputSet } from "../attribute-set.js";
import type { Rule } from "../rule.js";
import { aliasMap, substitute } from "../substitute.js";

type Unary = Extract<LogicalPlan, { child: LogicalPlan }>;

/**
 * A semi or anti join goes below the operators of its left side: fewer rows for them (G1). Below an aggregate only where the right side
 * will be broadcast, so that no shuffle is added.
 */
export function PushDownLeftSemiAntiJoin(conf: RuntimeConfig): Rule {
  return {
    name: "PushDownLeftSemiAntiJoin",
    apply: (plan) =>
      logicalTree.transformUp(plan, (node) => {
        if (node.kind !== "Join" || (node.joinType !== "LeftSemi" && node.joinType !== "LeftAnti")) return node;
        return pushed(node, conf);
      }),
  };
}

function pushed(join: Join, conf: RuntimeConfig): LogicalPlan {
  const { left } = join;
  switch (left.kind) {
    case "Project": {
      if (!left.projectList.every(isDeterministic)) return join;
      const aliases = aliasMap(left.projectList);
      // Keys that are computed stay columns of their own.
      const isPlain = ({ exprId }: AttributeReference): boolean =>
        (aliases.get(exprId)?.kind ?? "AttributeReference") === "AttributeReference";
      const movable = (e: Expression): boolean => references(e).every(isPlain);
      return below(join, left, movable, (e) => substitute(e, aliases));
    }
    case "Aggregate": {
      const { aggregateExpressions, groupingExpressions } = left;
      if (groupingExpressions.length === 0 || !aggregateExpressions.every(isDeterministic)) return join;
      if (!isBroadcast(join, conf)) return join;
      const aliases = aliasMap(aggregateExpressions);
      // Aggregate functions are no columns of the child, so a condition on one stays.
      const known = new Set([
        ...groupingExpressions.flatMap(references).map((a) => a.exprId),
        ...outputSet(join.right),
      ]);
      const movable = (e: Expression): boolean => references(substitute(e, aliases)).every((a) => known.has(a.exprId));
      return below(join, left, movable, (e) => substitute(e, aliases));
    }
    case "Sort":
    case "Repartition":
    case "RepartitionByExpression":
    case "RebalancePartitions":
      return below(
        join,
        left,
        () => true,
        (e) => e,
      );
    default:
      return join;
  }
}

function isBroadcast({ right, hint }: Join, conf: RuntimeConfig): boolean {
  const threshold = conf.getBytes("spark.sql.autoBroadcastJoinThreshold");
  return hint.right === "broadcast" || (threshold >= 0 && sizeInBytes(right) <= threshold);
}

/** The join under the operator; conditions that cannot go there stay above it, as a filter. */
function below(
  join: Join,
  through: Unary,
  movable: (e: Expression) => boolean,
  rewrite: (e: Expression) => Expression,
): LogicalPlan {
  const all = join.condition === undefined ? [] : splitConjunctivePredicates(join.condition);
  const down = all.filter((e) => references(e).length > 0 && movable(e));
  const up = all.filter((e) => !down.includes(e));
  const ofRight = outputSet(join.right);
  const stays =
    up.length > 0 && (join.joinType === "LeftAnti" || up.flatMap(references).some((a) => ofRight.has(a.exprId)));
  if (stays || (all.length > 0 && down.length === 0)) return join;
  const moved: LogicalPlan = {
    ...through,
    child: { ...join, left: through.child, condition: conjunction(down.map(rewrite)) },
  };
  const rest = conjunction(up);
  return rest === undefined ? moved : filter(rest, moved);
}
