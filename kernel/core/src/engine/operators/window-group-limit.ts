import type { AttributeReference } from "../../plans/expressions/index.js";
import type { WindowGroupLimitExec } from "../../plans/physical/index.js";
import type { InternalRow } from "../../types/data-type.js";
import { groupKey } from "./group-key.js";
import { keyProjection } from "./hash-join.js";
import { addToMetric, type Kernel, type KernelOptions } from "./kernel.js";
import { orderingOf } from "./sort.js";

/**
 * Of rows sorted by partition and order those that may have a rank up to the limit (G9). Spark looks at the rank of the row before: with
 * `rank` and `dense_rank` the first row beyond the limit comes along, and the filter above drops it.
 */
export function windowGroupLimitKernel(
  plan: WindowGroupLimitExec,
  input: readonly AttributeReference[],
  { ansi, outputRows, time }: KernelOptions,
): Kernel {
  const { limit, rankLikeFunction } = plan;
  const keysOf = keyProjection(plan.partitionSpec, input, ansi);
  const compare = orderingOf(plan.orderSpec, input, ansi);
  const rankAfter = (rank: number, position: number, isPeer: boolean): number => {
    if (rankLikeFunction.name === "row_number") return position + 1;
    if (isPeer) return rank;
    return rankLikeFunction.name === "rank" ? position : rank + 1;
  };
  return function* ([rows], context) {
    let seen = 0;
    let kept = 0;
    let key: unknown;
    let position = 0;
    let rank = 0;
    let previous: InternalRow | undefined;
    try {
      for (const row of rows!) {
        seen++;
        const rowKey = groupKey(keysOf(row));
        if (previous === undefined || rowKey !== key) {
          key = rowKey;
          position = 0;
          rank = 0;
        }
        if (rank >= limit) continue;
        rank = rankAfter(rank, position, position === 0 || compare(previous!, row) === 0);
        previous = row;
        position++;
        kept++;
        yield row;
      }
    } finally {
      context.metrics.chargeTo(time, "pipelineRows", seen);
      addToMetric(context, outputRows, kept);
    }
  };
}
