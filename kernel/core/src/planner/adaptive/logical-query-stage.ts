import type { Bytes } from "../../base/brand.js";
import {
  type LogicalPlan,
  outputOf,
  type PlannedStage,
  type RuntimeStatistics,
  rowSize,
} from "../../plans/logical/index.js";
import {
  exchangeOf,
  isAggregate,
  isQueryStage,
  type PhysicalPlan,
  physicalOutput,
  physicalTree,
  type QueryStageExec,
  simpleString,
} from "../../plans/physical/index.js";
import type { Strategy } from "../strategy.js";

/** The physical plan that stands for a part of the logical one while a query runs (Spark's LogicalQueryStage, H4). */
export class PlannedPhysical implements PlannedStage {
  readonly physical: PhysicalPlan;

  constructor(physical: PhysicalPlan) {
    this.physical = physical;
  }

  /** Of the first stage in it: what is above it is not known any better. A global aggregate gives one row. */
  get statistics(): RuntimeStatistics | undefined {
    const isGlobal = (node: PhysicalPlan): boolean => isAggregate(node) && node.groupingExpressions.length === 0;
    const [global] = physicalTree.collect(this.physical, isGlobal);
    if (global !== undefined) return { sizeInBytes: rowSize(physicalOutput(global)), rowCount: 1 };
    return this.stage?.result.statistics;
  }

  get simpleString(): string {
    return simpleString(this.physical, { ids: true, brief: true });
  }

  /** Of a stage, or of an aggregate by keys over one, which gives no more rows than it gets. */
  get rowCount(): number | undefined {
    const { physical } = this;
    if (isQueryStage(physical)) return physical.result.statistics?.rowCount;
    if (!isAggregate(physical) || physical.groupingExpressions.length === 0) return undefined;
    return isQueryStage(physical.child) ? physical.child.result.statistics?.rowCount : undefined;
  }

  get partitionBytes(): readonly Bytes[] | undefined {
    return this.physical.kind === "ShuffleQueryStageExec" ? this.physical.result.mapStats?.bytesByPartition : undefined;
  }

  get kind(): PlannedStage["kind"] {
    switch (this.physical.kind) {
      case "ShuffleQueryStageExec":
        return "shuffle";
      case "BroadcastQueryStageExec":
        return "broadcast";
      default:
        return this.physical.kind === "TableCacheQueryStageExec" ? "table" : "operators";
    }
  }

  get isUserRepartition(): boolean {
    if (this.physical.kind !== "ShuffleQueryStageExec") return false;
    return exchangeOf(this.physical.plan).origin.startsWith("REPARTITION_BY_");
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
  return plan.kind === "LogicalQueryStage" && plan.stage.kind === "broadcast";
}
