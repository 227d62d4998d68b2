import {
  numPartitionsOf,
  orderingSatisfies,
  outputOrdering,
  outputPartitioning,
  type PhysicalPlan,
  physicalTree,
  requiredChildDistribution,
  requiredChildOrdering,
  satisfies,
} from "../../plans/physical/index.js";

/** Whether every operator still gets its rows spread and ordered as it needs them (Spark's ValidateRequirements). */
export function meetsRequirements(plan: PhysicalPlan): boolean {
  const children = physicalTree.children(plan);
  if (!children.every(meetsRequirements)) return false;
  const [distributions, orderings] = [requiredChildDistribution(plan), requiredChildOrdering(plan)];
  const met = children.every((child, i) => {
    const required = distributions[i]!;
    const spread = required.kind === "Broadcast" ? isBroadcast(child) : satisfies(outputPartitioning(child), required);
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
