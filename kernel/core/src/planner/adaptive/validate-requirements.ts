import {
  type Distribution,
  numPartitionsOf,
  orderingSatisfies,
  outputOrdering,
  outputPartitioning,
  type PhysicalPlan,
  physicalTree,
  requiredChildDistribution,
  requiredChildOrdering,
  satisfies,
  UNSPECIFIED,
} from "../../plans/physical/index.js";

/**
 * Whether every operator still gets its rows spread and ordered as it needs them (Spark's ValidateRequirements).
 *
 * @param required how the rows of the plan itself must be spread
 */
export function meetsRequirements(plan: PhysicalPlan, required: Distribution = UNSPECIFIED): boolean {
  if (!satisfies(outputPartitioning(plan), required)) return false;
  const children = physicalTree.children(plan);
  if (!children.every((child) => meetsRequirements(child))) return false;
  const [distributions, orderings] = [requiredChildDistribution(plan), requiredChildOrdering(plan)];
  const met = children.every((child, i) => {
    const needed = distributions[i]!;
    const spread = needed.kind === "Broadcast" ? isBroadcast(child) : satisfies(outputPartitioning(child), needed);
    return spread && orderingSatisfies(outputOrdering(child), orderings[i]!);
  });
  if (!met) return false;
  if ((plan.kind !== "SortMergeJoinExec" && plan.kind !== "ShuffledHashJoinExec") || plan.isSkewJoin === true)
    return true;
  const counts = children.map((child) => numPartitionsOf(outputPartitioning(child)));
  return counts[0] === counts[1];
}

function isBroadcast(plan: PhysicalPlan): boolean {
  return plan.kind === "BroadcastQueryStageExec" || plan.kind === "BroadcastExchangeExec";
}
