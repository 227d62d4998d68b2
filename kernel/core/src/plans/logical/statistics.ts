import type { Bytes } from "../../base/brand.js";
import { defaultSize } from "../../types/default-size.js";
import type { AttributeReference } from "../expressions/index.js";
import type { Join, LogicalPlan } from "./logical-plan.js";
import { rangeCount } from "./max-rows.js";
import { outputOf } from "./output.js";

/** What the optimizer takes an RDD's rows to weigh: too much to broadcast (G2). */
const UNKNOWN_SIZE: Bytes = 2 ** 63;
const ROW_OVERHEAD: Bytes = 8;

/** Bytes that the optimizer takes a row to have. */
export function rowSize(output: readonly AttributeReference[]): Bytes {
  return output.reduce((sum, { dataType }) => sum + defaultSize(dataType), ROW_OVERHEAD);
}

/** The estimated size of a plan's result, without statistics of columns (G2). */
export function sizeInBytes(plan: LogicalPlan): Bytes {
  switch (plan.kind) {
    case "LogicalQueryStage":
      return plan.stage.statistics?.sizeInBytes ?? sizeInBytes(plan.logical);
    case "EmptyRelation":
      return 1;
    case "LocalRelation":
      return rowSize(plan.output) * plan.rows.length;
    case "Range":
      return 8 * rangeCount(plan);
    case "LogicalRelation":
      return plan.relation.files.reduce((sum, { size }) => sum + size, 0);
    case "LogicalRDD":
      return UNKNOWN_SIZE;
    case "InMemoryRelation":
      return plan.cached.sizeInBytes;
    case "Project":
    case "Generate":
    case "Window":
      return scaled(plan, plan.child);
    case "Aggregate":
      return plan.groupingExpressions.length === 0 ? rowSize(outputOf(plan)) : scaled(plan, plan.child);
    case "GlobalLimit":
    case "LocalLimit":
      return plan.limit === 0 ? 1 : plan.limit * rowSize(outputOf(plan));
    case "Union":
      return plan.children.reduce((sum, child) => sum + sizeInBytes(child), 0);
    case "Join":
      return joinSize(plan);
    case "Intersect":
    case "Except":
      return sizeInBytes(plan.left);
    case "InsertIntoHadoopFsRelationCommand":
      return 1;
    default:
      return sizeInBytes(plan.child);
  }
}

function scaled(plan: LogicalPlan, child: LogicalPlan): Bytes {
  const size = Math.floor((sizeInBytes(child) * rowSize(outputOf(plan))) / rowSize(outputOf(child)));
  return Math.max(size, 1);
}

function joinSize({ left, right, joinType }: Join): Bytes {
  if (joinType === "LeftSemi" || joinType === "LeftAnti") return sizeInBytes(left);
  return sizeInBytes(left) * sizeInBytes(right);
}
