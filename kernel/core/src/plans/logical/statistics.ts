import type { Bytes } from "../../base/brand.js";
import { defaultSize } from "../../types/default-size.js";
import type { AttributeReference } from "../expressions/index.js";
import { hasDistinctKey } from "./distinct-keys.js";
import type { Join, LogicalPlan, Offset, Sample } from "./logical-plan.js";
import { rangeCount } from "./max-rows.js";
import { outputOf } from "./output.js";
import { logicalTree } from "./tree.js";

/** What the optimizer takes a plan's result to be, without statistics of columns (G2). */
export interface Statistics {
  readonly sizeInBytes: Bytes;
  /** Only where it is known, not where it could be guessed. */
  readonly rowCount?: number;
}

/** What the optimizer takes an RDD's rows to weigh: too much to broadcast (G2). */
const UNKNOWN_SIZE: Bytes = 2 ** 63;
const ROW_OVERHEAD: Bytes = 8;

/** Bytes that the optimizer takes a row to have. */
export function rowSize(output: readonly AttributeReference[]): Bytes {
  return output.reduce((sum, { dataType }) => sum + defaultSize(dataType), ROW_OVERHEAD);
}

/** The estimated size of a plan's result (G2). */
export function sizeInBytes(plan: LogicalPlan): Bytes {
  return statisticsOf(plan).sizeInBytes;
}

/** Size and, where it is certain, number of rows of a plan's result (Spark's SizeInBytesOnlyStatsPlanVisitor). */
export function statisticsOf(plan: LogicalPlan): Statistics {
  switch (plan.kind) {
    case "LogicalQueryStage":
      return plan.stage.statistics ?? statisticsOf(plan.logical);
    case "EmptyRelation":
      return { sizeInBytes: 0, rowCount: 0 };
    case "LocalRelation":
      return { sizeInBytes: rowSize(plan.output) * plan.rows.length };
    case "Range": {
      const rowCount = rangeCount(plan);
      return { sizeInBytes: 8 * rowCount, rowCount };
    }
    case "LogicalRelation":
      return { sizeInBytes: plan.relation.files.reduce((sum, { size }) => sum + size, 0) };
    case "LogicalRDD":
      return { sizeInBytes: UNKNOWN_SIZE };
    case "InMemoryRelation":
      return plan.cached.statistics;
    case "Aggregate":
      return plan.groupingExpressions.length === 0 ? rowsOf(plan, 1) : scaled(plan, plan.child);
    case "GlobalLimit": {
      if (plan.limit === 0) return { sizeInBytes: 1, rowCount: 0 };
      return rowsOf(plan, Math.min(plan.limit, statisticsOf(plan.child).rowCount ?? plan.limit));
    }
    case "Sample":
      return sampled(plan);
    case "Offset":
      return rowsAfter(plan);
    case "Tail":
    case "LocalLimit":
      return plan.limit === 0 ? { sizeInBytes: 1, rowCount: 0 } : statisticsOf(plan.child);
    case "Expand": {
      const { sizeInBytes: one } = scaled(plan, plan.child);
      return { sizeInBytes: one * plan.projections.length };
    }
    case "Union":
      return sumOf(plan.children.map(statisticsOf));
    case "Join":
      return joinStatistics(plan);
    case "Intersect":
    case "Except":
      return statisticsOf(plan.left);
    case "Sort":
    case "Repartition":
    case "RepartitionByExpression":
    case "RebalancePartitions":
    case "SubqueryAlias":
    case "ResolvedHint":
      return statisticsOf(plan.child);
    case "InsertIntoHadoopFsRelationCommand":
      return { sizeInBytes: 1 };
    default: {
      const [child] = logicalTree.children(plan);
      return child === undefined ? { sizeInBytes: UNKNOWN_SIZE } : scaled(plan, child);
    }
  }
}

function rowsOf(plan: LogicalPlan, rowCount: number): Statistics {
  return { sizeInBytes: Math.max(1, rowCount * rowSize(outputOf(plan))), rowCount };
}

function sampled({ lowerBound, upperBound, child }: Sample): Statistics {
  const ratio = upperBound - lowerBound;
  const { sizeInBytes, rowCount } = statisticsOf(child);
  return {
    sizeInBytes: Math.max(1, Math.ceil(sizeInBytes * ratio)),
    ...(rowCount !== undefined && { rowCount: Math.ceil(rowCount * ratio) }),
  };
}

/** What an offset leaves, where it is known how many rows there are. */
function rowsAfter(plan: Offset): Statistics {
  const below = statisticsOf(plan.child);
  return below.rowCount === undefined ? below : rowsOf(plan, Math.max(0, below.rowCount - plan.offset));
}

function scaled(plan: LogicalPlan, child: LogicalPlan): Statistics {
  const size = Math.floor((sizeInBytes(child) * rowSize(outputOf(plan))) / rowSize(outputOf(child)));
  return { sizeInBytes: Math.max(size, 1) };
}

function sumOf(all: readonly Statistics[]): Statistics {
  const total = all.reduce((sum, one) => sum + one.sizeInBytes, 0);
  const rowCount = all.reduce<number | undefined>(
    (sum, one) => (sum === undefined || one.rowCount === undefined ? undefined : sum + one.rowCount),
    0,
  );
  return { sizeInBytes: total, ...(rowCount !== undefined && { rowCount }) };
}

/** A side whose keys are unique adds to the other one; without that, each row may meet each. */
function joinStatistics(plan: Join): Statistics {
  const { left, right, joinType } = plan;
  if (joinType === "LeftSemi" || joinType === "LeftAnti") return statisticsOf(left);
  const sizes = [sizeInBytes(left), sizeInBytes(right)] as const;
  if (hasDistinctKey(plan)) return { sizeInBytes: sizes[0] + sizes[1] };
  return { sizeInBytes: sizes.filter((size) => size > 0).reduce((product, size) => product * size, 1) };
}
