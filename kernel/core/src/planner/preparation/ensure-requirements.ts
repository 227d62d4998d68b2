import { type Expression, type SortOrder, semanticEquals } from "../../plans/expressions/index.js";
import {
  type Distribution,
  numPartitionsOf,
  orderingSatisfies,
  outputOrdering,
  outputPartitioning,
  type Partitioning,
  type PhysicalPlan,
  physicalTree,
  requiredChildDistribution,
  requiredChildOrdering,
  type ShuffleExchangeExec,
  type ShuffleOrigin,
  satisfies,
} from "../../plans/physical/index.js";
import { numShufflePartitions } from "../num-shuffle-partitions.js";
import type { PlanningContext } from "../planning-context.js";
import type { PreparationRule } from "./preparation-rule.js";

/** Puts the exchanges and sorts in that operators need below them (G5). */
export const ensureRequirements: PreparationRule = (plan, context) => {
  const { requiredDistribution: required, keepsRepartition = false } = context;
  const whole = physicalTree.transformUp(plan, (node) =>
    !keepsRepartition && isSpreadAlready(node) ? node.child : withRequirements(node, context),
  );
  if (required === undefined) return whole;
  const isByNumber = required.kind === "Clustered" && required.numPartitions !== undefined;
  return distributed(whole, required, [], context, isByNumber ? "REPARTITION_BY_NUM" : "REPARTITION_BY_COL");
};

/** A `repartition` by columns of rows that are spread just so. */
function isSpreadAlready(plan: PhysicalPlan): plan is ShuffleExchangeExec {
  if (plan.kind !== "ShuffleExchangeExec" || plan.outputPartitioning.kind !== "Hash") return false;
  if (!plan.origin.startsWith("REPARTITION_BY_")) return false;
  const { expressions, numPartitions } = plan.outputPartitioning;
  return placement(outputPartitioning(plan.child), expressions) === numPartitions;
}

function withRequirements(plan: PhysicalPlan, context: PlanningContext): PhysicalPlan {
  const distributions = requiredChildDistribution(plan);
  let children = physicalTree
    .children(plan)
    .map((child, i) => distributed(child, distributions[i]!, buildKeys(plan, i), context));
  if ((plan.kind === "SortMergeJoinExec" || plan.kind === "ShuffledHashJoinExec") && plan.isSkewJoin !== true) {
    children = coPartitioned(children as [PhysicalPlan, PhysicalPlan], [plan.leftKeys, plan.rightKeys], context);
  }
  const orderings = requiredChildOrdering(plan);
  children = children.map((child, i) => ordered(child, orderings[i]!));
  let next = 0;
  return physicalTree.mapChildren(plan, () => children[next++]!);
}

/** @param keys of the hash table, where the rows are to be broadcast */
function distributed(
  child: PhysicalPlan,
  required: Distribution,
  keys: readonly Expression[],
  context: PlanningContext,
  origin: ShuffleOrigin = "ENSURE_REQUIREMENTS",
): PhysicalPlan {
  if (child.kind === "BroadcastQueryStageExec" && required.kind === "Broadcast") return child;
  if (satisfies(outputPartitioning(child), required)) return child;
  const shuffles = numShufflePartitions(context.conf);
  switch (required.kind) {
    case "Broadcast":
      return { kind: "BroadcastExchangeExec", keys, planId: context.nextPlanId(), child };
    case "AllTuples":
      return exchange({ kind: "Single" }, child, context);
    case "Clustered":
      return exchange(hash(required.expressions, required.numPartitions ?? shuffles), child, context, origin);
    case "Ordered":
      return exchange(
        shuffles === 1 ? { kind: "Single" } : { kind: "Range", ordering: required.ordering, numPartitions: shuffles },
        child,
        context,
      );
    default:
      return child;
  }
}

function hash(expressions: readonly Expression[], numPartitions: number): Partitioning {
  return numPartitions === 1 ? { kind: "Single" } : { kind: "Hash", expressions, numPartitions };
}

function buildKeys(parent: PhysicalPlan, index: number): readonly Expression[] {
  if (parent.kind !== "BroadcastHashJoinExec") return [];
  return index === 0 ? parent.leftKeys : parent.rightKeys;
}

function exchange(
  outputPartitioning: Partitioning,
  child: PhysicalPlan,
  context: PlanningContext,
  origin: ShuffleOrigin = "ENSURE_REQUIREMENTS",
): PhysicalPlan {
  return { kind: "ShuffleExchangeExec", outputPartitioning, origin, planId: context.nextPlanId(), child };
}

function ordered(child: PhysicalPlan, required: readonly SortOrder[]): PhysicalPlan {
  if (orderingSatisfies(outputOrdering(child), required)) return child;
  return { kind: "SortExec", order: required, global: false, child };
}

type Pair<T> = readonly [T, T];

/** Makes both sides of a join partitioned alike, moving as few of them as possible. */
function coPartitioned(
  children: Pair<PhysicalPlan>,
  keys: Pair<readonly Expression[]>,
  context: PlanningContext,
): PhysicalPlan[] {
  const [left, right] = [0, 1].map((i) => placement(outputPartitioning(children[i]!), keys[i]!));
  if (left !== undefined && left === right) return [...children];
  const shuffles = numShufflePartitions(context.conf);
  const usable = [left, right].flatMap((n, i) =>
    n === undefined || n === "single" ? [] : [{ n, isShuffle: isExchange(children[i]!) }],
  );
  // When each usable side is a shuffle itself, one with few partitions is no reason to keep the other small.
  const candidates = usable.every((u) => u.isShuffle) ? usable.filter((u) => u.n >= shuffles) : usable;
  const best = candidates.sort((a, b) => b.n - a.n)[0]?.n ?? shuffles;
  return children.map((child, i) => {
    if ([left, right][i] === best) return child;
    const below = child.kind === "ShuffleExchangeExec" && child.origin === "ENSURE_REQUIREMENTS" ? child.child : child;
    return exchange(hash(keys[i]!, best), below, context);
  });
}

/** The number of hash partitions when exactly the keys place the rows, `single` for one partition, undefined for neither. */
function placement(p: Partitioning, keys: readonly Expression[]): number | "single" | undefined {
  if (p.kind === "Collection") return p.partitionings.map((one) => placement(one, keys)).find((n) => n !== undefined);
  if (numPartitionsOf(p) === 1) return "single";
  const matches =
    p.kind === "Hash" &&
    p.expressions.length === keys.length &&
    p.expressions.every((e, i) => semanticEquals(e, keys[i]!));
  return matches ? numPartitionsOf(p) : undefined;
}

function isExchange(plan: PhysicalPlan): boolean {
  return plan.kind === "ShuffleExchangeExec";
}
