import { type AttributeReference, type ExprId, splitConjunctivePredicates } from "../expressions/index.js";
import { toAttribute } from "../logical/index.js";
import type { BroadcastNestedLoopJoinExec, FilterExec, PhysicalPlan, SortMergeJoinExec } from "./physical-plan.js";

const cache = new WeakMap<PhysicalPlan, readonly AttributeReference[]>();

/** The columns of an operator's rows, in order. */
export function physicalOutput(plan: PhysicalPlan): readonly AttributeReference[] {
  const known = cache.get(plan);
  if (known !== undefined) return known;
  const output = computeOutput(plan);
  cache.set(plan, output);
  return output;
}

function computeOutput(plan: PhysicalPlan): readonly AttributeReference[] {
  switch (plan.kind) {
    case "FileSourceScanExec":
    case "RangeExec":
    case "LocalTableScanExec":
    case "RDDScanExec":
    case "InMemoryTableScanExec":
    case "ReusedExchangeExec":
    case "EmptyRelationExec":
    case "UnionExec":
    case "ExpandExec":
      return plan.output;
    case "AdaptiveSparkPlanExec":
      return physicalOutput(plan.adaptive.currentPlan);
    case "ShuffleQueryStageExec":
    case "BroadcastQueryStageExec":
    case "TableCacheQueryStageExec":
    case "ResultQueryStageExec":
      return physicalOutput(plan.plan);
    case "ProjectExec":
    case "TakeOrderedAndProjectExec":
      return plan.projectList.map(toAttribute);
    case "HashAggregateExec":
    case "ObjectHashAggregateExec":
    case "SortAggregateExec":
      return plan.resultExpressions.map(toAttribute);
    case "FilterExec":
      return filterOutput(plan);
    case "WindowExec":
      return [...physicalOutput(plan.child), ...plan.windowExpressions.map(toAttribute)];
    case "GenerateExec":
      return [...plan.requiredChildOutput, ...plan.generatorOutput];
    case "BroadcastHashJoinExec":
    case "ShuffledHashJoinExec":
    case "SortMergeJoinExec":
    case "BroadcastNestedLoopJoinExec":
    case "CartesianProductExec":
      return joinOutput(plan);
    case "WriteFilesExec":
    case "DataWritingCommandExec":
      return [];
    default:
      return physicalOutput(plan.child);
  }
}

/** What a filter has found not to be null is not nullable above it. */
function filterOutput({ condition, child }: FilterExec): readonly AttributeReference[] {
  const notNull = new Set<ExprId>(
    splitConjunctivePredicates(condition).flatMap((e) =>
      e.kind === "IsNotNull" && e.child.kind === "AttributeReference" ? [e.child.exprId] : [],
    ),
  );
  return physicalOutput(child).map((a) => (notNull.has(a.exprId) ? { ...a, nullable: false } : a));
}

function joinOutput(
  plan: Pick<SortMergeJoinExec | BroadcastNestedLoopJoinExec, "left" | "right" | "joinType">,
): readonly AttributeReference[] {
  const nullable = (side: readonly AttributeReference[]) =>
    side.map((a) => (a.nullable ? a : { ...a, nullable: true }));
  const [left, right] = [physicalOutput(plan.left), physicalOutput(plan.right)];
  switch (plan.joinType) {
    case "LeftSemi":
    case "LeftAnti":
      return left;
    case "LeftOuter":
      return [...left, ...nullable(right)];
    case "RightOuter":
      return [...nullable(left), ...right];
    case "FullOuter":
      return [...nullable(left), ...nullable(right)];
    default:
      return [...left, ...right];
  }
}
