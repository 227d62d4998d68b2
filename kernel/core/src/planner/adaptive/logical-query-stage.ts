import {
  type LogicalPlan,
  outputOf,
  type PlannedStage,
  type RuntimeStatistics,
  rowSize,
} from "../../plans/logical/index.js";
import {
  isAggregate,
  isQueryStage,
  type PhysicalPlan,
  physicalOutput,
  physicalTree,
  type QueryStageExec,
} from "../../plans/physical/index.js";
import type { Strategy } from "../strategy.js";

/** The physical plan that stands for a part of the logical one while a query runs (Spark's LogicalQueryStage, H4). */
export class PlannedPhysical implements PlannedStage {
  readonly physical: PhysicalPlan;
  private readonly ratio: number;

  /** @param ratio least share of partitions with rows, below which a broadcast does not pay (H8) */
  constructor(physical: PhysicalPlan, ratio: number) {
    this.physical = physical;
    this.ratio = ratio;
  }

  /** Of the first stage in it: what is above it is not known any better. A global aggregate gives one row. */
  get statistics(): RuntimeStatistics | undefined {
    const isGlobal = (node: PhysicalPlan): boolean => isAggregate(node) && node.groupingExpressions.length === 0;
    const [global] = physicalTree.collect(this.physical, isGlobal);
    if (global !== undefined) return { sizeInBytes: rowSize(physicalOutput(global)), rowCount: 1 };
    return this.stage?.result.statistics;
  }

  get isEmpty(): boolean {
    const { physical } = this;
    if (isQueryStage(physical)) return physical.result.statistics?.rowCount === 0;
    if (!isAggregate(physical) || physical.groupingExpressions.length === 0) return false;
    return isQueryStage(physical.child) && physical.child.result.statistics?.rowCount === 0;
  }

  get hasManyEmptyPartitions(): boolean {
    if (this.physical.kind !== "ShuffleQueryStageExec") return false;
    const bytes = this.physical.result.mapStats?.bytesByPartition ?? [];
    const nonEmpty = bytes.filter((b) => b > 0).length;
    return nonEmpty > 0 && nonEmpty / bytes.length < this.ratio;
  }

  private get stage(): QueryStageExec | undefined {
    return physicalTree.collect(this.physical, isQueryStage)[0] as QueryStageExec | undefined;
  }
}

/** A part of the plan that is planned, and runs, already. */
export const queryStages: Strategy = (plan, { nextPlanId }) => {
  if (plan.kind === "LogicalQueryStage") return (plan.stage as PlannedPhysical).physical;
  if (plan.kind !== "EmptyRelation") return undefined;
  return { kind: "EmptyRelationExec", output: outputOf(plan), logical: plan.logical, planId: nextPlanId() };
};

export function isBroadcastStage(plan: LogicalPlan): boolean {
  return (
    plan.kind === "LogicalQueryStage" && (plan.stage as PlannedPhysical).physical.kind === "BroadcastQueryStageExec"
  );
}
