import { semanticEquals } from "../../plans/expressions/index.js";
import { type Distribution, exchangeOf, type PhysicalPlan, UNSPECIFIED } from "../../plans/physical/index.js";

/**
 * How a `repartition` by columns at the top of a query, or under projections, filters and local sorts, asks for the rows to be spread
 * (Spark's AQEUtils.getRequiredDistribution). Undefined when that cannot be said of the columns that are left.
 */
export function requiredDistributionOf(plan: PhysicalPlan): Distribution | undefined {
  switch (plan.kind) {
    case "ShuffleExchangeExec": {
      const { origin, outputPartitioning: p } = exchangeOf(plan);
      if (p.kind !== "Hash" || !origin.startsWith("REPARTITION_BY_")) return UNSPECIFIED;
      const numPartitions = origin === "REPARTITION_BY_NUM" ? { numPartitions: p.numPartitions } : {};
      return { kind: "Clustered", expressions: p.expressions, ...numPartitions };
    }
    case "FilterExec":
      return requiredDistributionOf(plan.child);
    case "SortExec":
      return plan.global ? UNSPECIFIED : requiredDistributionOf(plan.child);
    case "ProjectExec": {
      const below = requiredDistributionOf(plan.child);
      if (below?.kind !== "Clustered") return below;
      const kept = below.expressions.every((e) =>
        plan.projectList.some((item) => item.kind !== "Alias" && semanticEquals(item, e)),
      );
      return kept ? below : undefined;
    }
    default:
      return UNSPECIFIED;
  }
}
