import type { AttributeReference } from "../../plans/expressions/index.js";
import type { WindowGroupLimitExec } from "../../plans/physical/index.js";
import type { InternalRow } from "../../types/data-type.js";
import { groupKey } from "./group-key.js";
import { keyProjection } from "./hash-join.js";
import { addToMetric, type Kernel, type KernelOptions } from "./kernel.js";
import { orderingOf } from "./sort.js";

/** Of rows sorted by partition and order those whose rank is at most the limit (G9). */
export function windowGroupLimitKernel(
  plan: WindowGroupLimitExec,
  input: readonly AttributeReference[],
  { ansi, outputRows }: KernelOptions,
): Kernel {
  const { limit, rankLikeFunction } = plan;
  const keysOf = keyProjection(plan.partitionSpec, input, ansi);
  const compare = orderingOf(plan.orderSpec, input, ansi);
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
          previous = undefined;
        }
        position++;
        const isPeer = previous !== undefined && compare(previous, row) === 0;
        if (rankLikeFunction.name === "row_number") rank = position;
        else if (!isPeer) rank = rankLikeFunction.name === "rank" ? position : rank + 1;
        previous = row;
        if (rank > limit) continue;
        kept++;
        yield row;
      }
    } finally {
      context.metrics.charge("pipelineRows", seen);
      addToMetric(context, outputRows, kept);
    }
  };
}
