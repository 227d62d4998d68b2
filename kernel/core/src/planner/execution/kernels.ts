import { unsafeRowSize } from "../../engine/expressions/index.js";
import {
  aggregateKernel,
  buildHashedRelation,
  buildInMemory,
  buildsByLong,
  expandKernel,
  filterKernel,
  generateKernel,
  hashJoinRows,
  joinMatching,
  type Kernel,
  type KernelOptions,
  keptRows,
  limitKernel,
  nestedLoopJoinRows,
  projectKernel,
  sampleKernel,
  sortKernel,
  sortMergeJoinKernel,
  windowGroupLimitKernel,
  windowKernel,
} from "../../engine/operators/index.js";
import {
  type BroadcastHashJoinExec,
  type BroadcastNestedLoopJoinExec,
  type PhysicalPlan,
  physicalOutput,
  type ShuffledHashJoinExec,
} from "../../plans/physical/index.js";
import { allRows } from "../../types/batched-rows.js";
import { broadcastOf } from "./broadcast-of.js";
import { withModel } from "./modelled-kernel.js";
import type { PlanExecution } from "./plan-execution.js";

/**
 * The kernel of an operator that works partition by partition, over its children's rows. A broadcast join takes its streamed side
 * only: the other one is at hand already.
 */
export function kernelOf(plan: PhysicalPlan, execution: PlanExecution): Kernel {
  return withModel(plan, ofRealRows(plan, execution), execution);
}

function ofRealRows(plan: PhysicalPlan, execution: PlanExecution): Kernel {
  const options = execution.kernelOptions(plan);
  switch (plan.kind) {
    case "ProjectExec":
      return projectKernel(plan.projectList, physicalOutput(plan.child), options);
    case "FilterExec":
      return filterKernel(plan.condition, physicalOutput(plan.child), options);
    case "HashAggregateExec":
    case "ObjectHashAggregateExec":
    case "SortAggregateExec":
      return aggregateKernel(plan, physicalOutput(plan.child), options);
    case "SampleExec":
      return sampleKernel(plan, options);
    case "SortExec":
      return sortKernel(plan.order, physicalOutput(plan.child), options);
    case "LocalLimitExec":
      return limitKernel(plan.limit, options);
    case "GlobalLimitExec":
      return limitKernel(plan.limit, { ...options, offset: plan.offset, readsAll: plan.offset !== undefined });
    case "CollectLimitExec":
      return limitKernel(plan.limit, { ...options, offset: plan.offset });
    case "GenerateExec":
      return generateKernel(plan.generator, plan.requiredChildOutput, physicalOutput(plan.child), options);
    case "ExpandExec":
      return expandKernel(plan.projections, physicalOutput(plan.child), options);
    case "WindowExec":
      return windowKernel(plan, physicalOutput(plan.child), options);
    case "WindowGroupLimitExec":
      return windowGroupLimitKernel(plan, physicalOutput(plan.child), options);
    case "SortMergeJoinExec": {
      const [left, right] = [physicalOutput(plan.left), physicalOutput(plan.right)];
      return sortMergeJoinKernel({ ...options, ...plan, left, right, matching: matchingOf(plan, options) });
    }
    case "ShuffledHashJoinExec":
      return shuffledHashJoin(plan, options);
    case "BroadcastHashJoinExec":
      return broadcastHashJoin(plan, options, execution);
    case "BroadcastNestedLoopJoinExec":
      return nestedLoopJoin(plan, options, execution);
    case "ColumnarToRowExec":
    case "DeserializeToObjectExec":
    case "WholeStageCodegenExec":
    case "InputAdapter":
      return ([rows]) => rows!;
    default:
      throw new Error(`${plan.kind} has no kernel.`);
  }
}

type HashJoin = BroadcastHashJoinExec | ShuffledHashJoinExec;

function matchingOf(plan: Extract<PhysicalPlan, { joinType: unknown }>, { ansi }: KernelOptions) {
  const { joinType, condition } = plan;
  return joinMatching({
    joinType,
    condition,
    left: physicalOutput(plan.left),
    right: physicalOutput(plan.right),
    ansi,
  });
}

function streamJoin(plan: HashJoin, options: KernelOptions) {
  const buildRight = plan.buildSide === "BuildRight";
  const outerSide = buildRight ? "RightOuter" : "LeftOuter";
  return hashJoinRows({
    ...options,
    buildSide: plan.buildSide,
    streamKeys: buildRight ? plan.leftKeys : plan.rightKeys,
    streamInput: physicalOutput(buildRight ? plan.left : plan.right),
    keepsBuild: plan.joinType === "FullOuter" || plan.joinType === outerSide,
    matching: matchingOf(plan, options),
  });
}

function broadcastHashJoin(plan: BroadcastHashJoinExec, options: KernelOptions, execution: PlanExecution): Kernel {
  const join = streamJoin(plan, options);
  const relation = broadcastOf(plan, execution);
  return ([stream], context) => join(stream!, relation.readIn(context), context);
}

function shuffledHashJoin(plan: ShuffledHashJoinExec, options: KernelOptions): Kernel {
  const join = streamJoin(plan, options);
  const buildRight = plan.buildSide === "BuildRight";
  const keys = buildRight ? plan.rightKeys : plan.leftKeys;
  const input = physicalOutput(buildRight ? plan.right : plan.left);
  const sizeOf = unsafeRowSize(input.map((a) => a.dataType));
  const byLong = buildsByLong(plan);
  return ([left, right], context) => {
    const rows = allRows(buildRight ? right! : left!);
    buildInMemory(context, keptRows(rows, rows.length, sizeOf), byLong, options);
    const relation = buildHashedRelation(rows, keys, input, options.ansi);
    return join(buildRight ? left! : right!, relation, context);
  };
}

function nestedLoopJoin(plan: BroadcastNestedLoopJoinExec, options: KernelOptions, execution: PlanExecution): Kernel {
  const join = nestedLoopJoinRows(matchingOf(plan, options), plan.buildSide, options);
  const relation = broadcastOf(plan, execution);
  return ([stream], context) => join(stream!, relation.readIn(context).rows, context);
}
