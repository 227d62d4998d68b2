import { formatBytes } from "../base/format.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import { equiJoinKeys, type Join, type LogicalPlan, sizeInBytes } from "../plans/logical/index.js";
import type { PhysicalPlan } from "../plans/physical/index.js";

/** Why a strategy chose these operators, as a text to be made when it is read; undefined where there was nothing to choose. */
export function choiceReason(
  logical: LogicalPlan,
  physical: PhysicalPlan,
  conf: RuntimeConfig,
): (() => string) | undefined {
  if (logical.kind === "Join") {
    const threshold = conf.getBytes("spark.sql.autoBroadcastJoinThreshold");
    return () => joinReason(logical, physical, threshold);
  }
  if (logical.kind === "Aggregate") return () => AGGREGATES[physical.kind] ?? "";
  if (physical.kind === "TakeOrderedAndProjectExec") {
    return () => "a limit over a sort keeps the first rows of each partition: nothing is sorted as a whole";
  }
  if (physical.kind === "CollectLimitExec") {
    return () => "a limit at the top is taken partition by partition, until there are enough rows";
  }
  return undefined;
}

const AGGREGATES: Readonly<Record<string, string>> = {
  HashAggregateExec: "every buffer has a fixed width, so groups are kept in a hash table",
  ObjectHashAggregateExec: "a function keeps objects, so its buffers are kept in a hash table of objects",
  SortAggregateExec: "a buffer has no fixed width (a string, say), so rows are sorted by the keys",
};

function joinReason(plan: Join, physical: PhysicalPlan, threshold: number): string {
  const sizes = `left side ${formatBytes(sizeInBytes(plan.left))}, right side ${formatBytes(sizeInBytes(plan.right))}`;
  const limit = threshold < 0 ? "broadcasting is switched off" : `threshold ${formatBytes(threshold)}`;
  const estimates = `${sizes}, ${limit} (spark.sql.autoBroadcastJoinThreshold)`;
  const hints = [plan.hint.left, plan.hint.right].filter((hint) => hint !== undefined);
  const hinted = hints.length === 0 ? "" : `hint ${hints.join(" and ")}; `;
  const hasKeys = equiJoinKeys(plan).leftKeys.length > 0;
  switch (physical.kind) {
    case "BroadcastHashJoinExec": {
      const side = physical.buildSide === "BuildLeft" ? "left" : "right";
      if (plan.hint[side] === "broadcast") return `the hint says to broadcast the ${side} side; ${sizes}`;
      return `${hinted}the ${side} side is small enough to be broadcast: ${estimates}`;
    }
    case "ShuffledHashJoinExec":
      return `${hinted}the ${physical.buildSide === "BuildLeft" ? "left" : "right"} side is hashed: ${estimates}`;
    case "SortMergeJoinExec":
      if (hints.includes("merge")) return `the hint says merge; ${sizes}`;
      return `${hinted}no side that may be broadcast is small enough: ${estimates}`;
    case "CartesianProductExec":
      return `${hinted}${hasKeys ? "" : "there are no equal keys, and "}no side is small enough: ${estimates}`;
    default:
      return `${hinted}there are no equal keys: each row is compared with each of the broadcast side; ${estimates}`;
  }
}
