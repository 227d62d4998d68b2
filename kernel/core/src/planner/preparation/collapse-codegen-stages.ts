import type { RuntimeConfig } from "../../conf/runtime-config.js";
import { type AggregateExpression, aggregateSpec } from "../../plans/expressions/index.js";
import {
  type AggregateExec,
  type BroadcastNestedLoopJoinExec,
  outputPartitioning,
  type PhysicalPlan,
  physicalTree,
  type UnionExec,
} from "../../plans/physical/index.js";
import { hasFixedWidthBuffers } from "../strategies/aggregation.js";
import type { PreparationRule } from "./preparation-rule.js";

/** Puts operators that can be fused into numbered generated stages (G12): children first, left to right. */
export const collapseCodegenStages: PreparationRule = (plan, { conf }) => {
  let stages = 0;
  return collapseStages(plan, conf, () => ++stages);
};

/** As {@link collapseCodegenStages}, numbered by `nextId`: query stages of one plan share their numbers. */
export function collapseStages(plan: PhysicalPlan, conf: RuntimeConfig, nextId: () => number): PhysicalPlan {
  if (!conf.getBoolean("spark.sql.codegen.wholeStage")) return plan;

  const outside = (node: PhysicalPlan): PhysicalPlan => {
    // A lone local table has nothing to be fused with.
    if (!supportsCodegen(node) || node.kind === "LocalTableScanExec" || node.kind === "EmptyRelationExec")
      return physicalTree.mapChildren(node, outside);
    const child = inside(node);
    return { kind: "WholeStageCodegenExec", id: nextId(), child };
  };

  const inside = (node: PhysicalPlan): PhysicalPlan => {
    if (!supportsCodegen(node)) return { kind: "InputAdapter", child: outside(node) };
    // Each side of a merge join is sorted as a whole before the join starts.
    if (node.kind === "SortMergeJoinExec" || node.kind === "ShuffledHashJoinExec") {
      return physicalTree.mapChildren(node, (child): PhysicalPlan => ({ kind: "InputAdapter", child: outside(child) }));
    }
    return physicalTree.mapChildren(node, inside);
  };

  return outside(plan);
}

const FUSED: ReadonlySet<PhysicalPlan["kind"]> = new Set([
  "RangeExec",
  "LocalTableScanExec",
  "EmptyRelationExec",
  "RDDScanExec",
  "ColumnarToRowExec",
  "ProjectExec",
  "FilterExec",
  "SampleExec",
  "HashAggregateExec",
  "SortExec",
  "BroadcastHashJoinExec",
  "ShuffledHashJoinExec",
  "SortMergeJoinExec",
  "LocalLimitExec",
  "GlobalLimitExec",
  "GenerateExec",
  "ExpandExec",
]);

function supportsCodegen(plan: PhysicalPlan): boolean {
  // Spark has no code for the generator of INTERSECT ALL.
  if (plan.kind === "GenerateExec" && plan.generator.kind === "Generator" && plan.generator.name === "replicaterows") {
    return false;
  }
  if (plan.kind === "HashAggregateExec" && plan.aggregateExpressions.some(isImperative)) return false;
  if (plan.kind === "SortAggregateExec") return isFusedSortAggregate(plan);
  // Branches of a union run in one function, each over its own partitions (golden d13).
  if (plan.kind === "UnionExec") return isFusedUnion(plan);
  if (plan.kind === "BroadcastNestedLoopJoinExec") return isFusedNestedLoop(plan);
  return FUSED.has(plan.kind);
}

/** Whether a union's branches run in one function, as they will or, with the stages' borders drawn, as they do. */
export function isFusedUnion(plan: UnionExec): boolean {
  const isPlain = outputPartitioning(plan).kind === "Unknown";
  return (
    isPlain &&
    plan.children.every((child) => child.kind === "InputAdapter" || (supportsCodegen(child) && singleInput(child)))
  );
}

/** Functions that Spark has no code for: they update their buffers themselves. */
const isImperative = ({ name }: AggregateExpression): boolean => aggregateSpec(name).isImperative === true;

/** All but those that must know at the end which rows of the broadcast side met none (G12). */
function isFusedNestedLoop({ joinType, buildSide }: BroadcastNestedLoopJoinExec): boolean {
  if (joinType === "Inner" || joinType === "Cross") return true;
  return buildSide === "BuildRight"
    ? joinType === "LeftOuter" || joinType === "LeftSemi" || joinType === "LeftAnti"
    : joinType === "RightOuter";
}

/** Only over buffers that can be changed in place (G12). */
function isFusedSortAggregate(plan: AggregateExec): boolean {
  return hasFixedWidthBuffers(plan.bufferAttributes);
}

const NOT_IN_FUSED_UNION: readonly PhysicalPlan["kind"][] = ["SortMergeJoinExec", "ShuffledHashJoinExec", "UnionExec"];

/** Whether one RDD feeds the fused part of a branch. */
function singleInput(plan: PhysicalPlan): boolean {
  if (NOT_IN_FUSED_UNION.includes(plan.kind)) return false;
  if (!supportsCodegen(plan)) return true;
  if (plan.kind === "BroadcastHashJoinExec" || plan.kind === "BroadcastNestedLoopJoinExec") {
    return singleInput(plan.buildSide === "BuildLeft" ? plan.right : plan.left);
  }
  return physicalTree.children(plan).every(singleInput);
}
