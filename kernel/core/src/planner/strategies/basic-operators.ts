import {
  type LogicalPlan,
  outputOf,
  type Repartition,
  type RepartitionByExpression,
  sortOrders,
} from "../../plans/logical/index.js";
import type { Partitioning, PhysicalPlan } from "../../plans/physical/index.js";
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
      return { kind: "GlobalLimitExec", limit: plan.limit, child: planLater(plan.child) };
    case "LocalLimit":
      return { kind: "LocalLimitExec", limit: plan.limit, child: planLater(plan.child) };
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
    case "InsertIntoHadoopFsRelationCommand":
      return write(plan, context);
    default:
      return undefined;
  }
};

function repartition({ numPartitions, shuffle, child }: Repartition, context: StrategyContext): PhysicalPlan {
  if (!shuffle) return { kind: "CoalesceExec", numPartitions, child: context.planLater(child) };
  const partitioning: Partitioning = numPartitions === 1 ? { kind: "Single" } : { kind: "RoundRobin", numPartitions };
  return exchange(partitioning, "REPARTITION_BY_NUM", child, context);
}

function repartitionByExpression(plan: RepartitionByExpression, context: StrategyContext): PhysicalPlan {
  const numPartitions = plan.numPartitions ?? context.conf.getInt("spark.sql.shuffle.partitions");
  const expressions = plan.partitionExpressions;
  const byRange = expressions.length > 0 && expressions.every((e) => e.kind === "SortOrder");
  const partitioning: Partitioning =
    numPartitions === 1
      ? { kind: "Single" }
      : byRange
        ? { kind: "Range", ordering: sortOrders(expressions), numPartitions }
        : { kind: "Hash", expressions, numPartitions };
  const origin = plan.numPartitions === undefined ? "REPARTITION_BY_COL" : "REPARTITION_BY_NUM";
  return exchange(partitioning, origin, plan.child, context);
}

function exchange(
  outputPartitioning: Partitioning,
  origin: "REPARTITION_BY_NUM" | "REPARTITION_BY_COL",
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
