import {
  type GlobalLimit,
  type LogicalPlan,
  type Offset,
  outputOf,
  type RebalancePartitions,
  type Repartition,
  type RepartitionByExpression,
  sortOrders,
} from "../../plans/logical/index.js";
import type { Partitioning, PhysicalPlan, ShuffleOrigin } from "../../plans/physical/index.js";
import { numShufflePartitions } from "../num-shuffle-partitions.js";
import type { Strategy, StrategyContext } from "../strategy.js";

/** Operators that have one way of being done. */
export const basicOperators: Strategy = (plan, context) => {
  const { planLater } = context;
  switch (plan.kind) {
    case "Project":
      return { kind: "ProjectExec", projectList: plan.projectList, child: planLater(plan.child) };
    case "Filter":
      return { kind: "FilterExec", condition: plan.condition, child: planLater(plan.child) };
    case "Sort":
      return { kind: "SortExec", order: sortOrders(plan.order), global: plan.global, child: planLater(plan.child) };
    case "GlobalLimit":
      return globalLimit(plan, context);
    case "Offset":
      return offset(plan, context);
    case "Tail":
      return { kind: "CollectTailExec", limit: plan.limit, child: planLater(plan.child) };
    case "LocalLimit":
      return { kind: "LocalLimitExec", limit: plan.limit, child: planLater(plan.child) };
    case "DeserializeToObject":
      return { kind: "DeserializeToObjectExec", child: planLater(plan.child) };
    case "Sample":
      return { ...plan, kind: "SampleExec", child: planLater(plan.child) };
    case "Range":
      return { ...plan, kind: "RangeExec" };
    case "LocalRelation":
      return { ...plan, kind: "LocalTableScanExec" };
    case "LogicalRDD":
      return { ...plan, kind: "RDDScanExec" };
    case "Union":
      return { kind: "UnionExec", output: outputOf(plan), children: plan.children.map(planLater) };
    case "Generate":
      return {
        kind: "GenerateExec",
        generator: plan.generator,
        requiredChildOutput: outputOf(plan.child).filter((a) => !plan.unrequired.includes(a.exprId)),
        generatorOutput: plan.generatorOutput,
        child: planLater(plan.child),
      };
    case "Expand":
      return { ...plan, kind: "ExpandExec", child: planLater(plan.child) };
    case "Window":
      return { ...plan, kind: "WindowExec", orderSpec: sortOrders(plan.orderSpec), child: planLater(plan.child) };
    case "WindowGroupLimit": {
      const { partitionSpec, rankLikeFunction, limit } = plan;
      const step = { kind: "WindowGroupLimitExec", partitionSpec, rankLikeFunction, limit } as const;
      const orderSpec = sortOrders(plan.orderSpec);
      const partial: PhysicalPlan = { ...step, orderSpec, mode: "Partial", child: planLater(plan.child) };
      return { ...step, orderSpec, mode: "Final", child: partial };
    }
    case "Repartition":
      return repartition(plan, context);
    case "RepartitionByExpression":
      return repartitionByExpression(plan, context);
    case "RebalancePartitions":
      return rebalance(plan, context);
    case "InsertIntoHadoopFsRelationCommand":
      return write(plan, context);
    default:
      return undefined;
  }
};

/** An offset below goes into the limit: `a` rows are left out of the first `a + b`. */
function globalLimit({ limit, child }: GlobalLimit, { planLater }: StrategyContext): PhysicalPlan {
  if (child.kind !== "Offset") return { kind: "GlobalLimitExec", limit, child: planLater(child) };
  const { offset } = child;
  return { kind: "GlobalLimitExec", limit: limit + offset, offset, child: planLater(child.child) };
}

function offset({ offset, child }: Offset, { planLater }: StrategyContext): PhysicalPlan {
  if (child.kind !== "GlobalLimit") return { kind: "GlobalLimitExec", limit: -1, offset, child: planLater(child) };
  return { kind: "GlobalLimitExec", limit: child.limit, offset, child: planLater(child.child) };
}

function repartition({ numPartitions, shuffle, child }: Repartition, context: StrategyContext): PhysicalPlan {
  if (!shuffle) return { kind: "CoalesceExec", numPartitions, child: context.planLater(child) };
  const partitioning: Partitioning = numPartitions === 1 ? { kind: "Single" } : { kind: "RoundRobin", numPartitions };
  return exchange(partitioning, "REPARTITION_BY_NUM", child, context);
}

function repartitionByExpression(plan: RepartitionByExpression, context: StrategyContext): PhysicalPlan {
  const origin = plan.numPartitions === undefined ? "REPARTITION_BY_COL" : "REPARTITION_BY_NUM";
  return exchange(byExpressions(plan, context), origin, plan.child, context);
}

function rebalance(plan: RebalancePartitions, context: StrategyContext): PhysicalPlan {
  const { partitionExpressions, numPartitions } = plan;
  const isEven = partitionExpressions.length === 0;
  const partitioning: Partitioning = isEven
    ? { kind: "RoundRobin", numPartitions: numPartitions ?? numShufflePartitions(context.conf) }
    : byExpressions(plan, context);
  const origin = isEven ? "REBALANCE_PARTITIONS_BY_NONE" : "REBALANCE_PARTITIONS_BY_COL";
  return exchange(partitioning, origin, plan.child, context);
}

function byExpressions(
  plan: Pick<RepartitionByExpression, "partitionExpressions" | "numPartitions">,
  { conf }: StrategyContext,
): Partitioning {
  const numPartitions = plan.numPartitions ?? numShufflePartitions(conf);
  const expressions = plan.partitionExpressions;
  const byRange = expressions.length > 0 && expressions.every((e) => e.kind === "SortOrder");
  if (numPartitions === 1) return { kind: "Single" };
  return byRange
    ? { kind: "Range", ordering: sortOrders(expressions), numPartitions }
    : { kind: "Hash", expressions, numPartitions };
}

function exchange(
  outputPartitioning: Partitioning,
  origin: ShuffleOrigin,
  child: LogicalPlan,
  context: StrategyContext,
): PhysicalPlan {
  const below = context.planLater(child);
  return { kind: "ShuffleExchangeExec", outputPartitioning, origin, planId: context.nextPlanId(), child: below };
}

function write(
  { target, child }: Extract<LogicalPlan, { kind: "InsertIntoHadoopFsRelationCommand" }>,
  context: StrategyContext,
): PhysicalPlan {
  return {
    kind: "DataWritingCommandExec",
    target,
    columns: outputOf(child),
    child: { kind: "WriteFilesExec", target, child: context.planLater(child) },
  };
}
