import { unsafeRowSize } from "../engine/expressions/index.js";
import type { AggregateExpression, AttributeReference } from "../plans/expressions/index.js";
import { type AggregateState, NOTHING_SEEN } from "./aggregate-state.js";

/** What a real row's buffer of an aggregate function says that was seen: where few real rows meet modelled ones. */
export function bufferState(
  e: AggregateExpression,
  buffer: readonly AttributeReference[],
  values: readonly unknown[],
): AggregateState {
  const [first, second, third] = values;
  if (first === null || first === undefined) return NOTHING_SEEN;
  const number = Number(first);
  switch (e.name) {
    case "count":
      return { ...NOTHING_SEEN, count: number };
    case "sum":
    case "try_sum":
      return { ...NOTHING_SEEN, count: 1, sum: number };
    case "avg":
    case "try_avg":
      return { ...NOTHING_SEEN, count: Number(second), sum: number };
    case "collect_list":
    case "collect_set": {
      const list = first as readonly unknown[];
      const bytes = unsafeRowSize([buffer[0]!.dataType])([list]) - 16;
      return {
        ...NOTHING_SEEN,
        count: list.length,
        domain: [{ n: list.length, share: 1 }],
        bytes,
        some: list.slice(0, 8),
      };
    }
    case "stddev":
    case "stddev_samp":
    case "stddev_pop":
    case "variance":
    case "var_samp":
    case "var_pop": {
      const mean = Number(second);
      return { ...NOTHING_SEEN, count: number, sum: number * mean, sumOfSquares: Number(third) + number * mean * mean };
    }
    default:
      return { ...NOTHING_SEEN, count: 1, min: first, max: first, first, some: [first], domain: [{ n: 1, share: 1 }] };
  }
}
