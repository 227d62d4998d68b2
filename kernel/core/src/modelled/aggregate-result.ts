import type { AggregateExpression } from "../plans/expressions/index.js";
import type { DataType } from "../types/data-type.js";
import type { AggregateState } from "./aggregate-state.js";
import { modelledArray } from "./modelled-array.js";
import { notModelled } from "./modelled-errors.js";
import type { Component } from "./segment.js";

/** Bytes of an array beside its elements. */
const ARRAY_BYTES = 24;
/** One bit in 64 tells that an element is null. */
const BYTES_PER_NULL_BIT = 1 / 8;

/** The result of an aggregate function for a group, from what it saw. */
export function aggregateResult(e: AggregateExpression, state: AggregateState, type: DataType): Component {
  const { count, sum, sumOfSquares } = state;
  const mean = sum / count;
  const empty = count < 1e-9;
  const of = (number: number): Component => ({ kind: "value", value: empty ? null : held(number, type) });
  switch (e.name) {
    case "count":
      return { kind: "value", value: count };
    case "sum":
    case "try_sum":
      return of(sum);
    case "avg":
    case "try_avg":
      // The unscaled mean of a decimal has four more digits behind the point (G6).
      return of(type.kind === "decimal" ? mean * 10_000 : mean);
    case "min":
      return { kind: "value", value: state.min };
    case "max":
      return { kind: "value", value: state.max };
    case "first":
    case "last":
    case "mode":
      return { kind: "value", value: state.first };
    case "stddev":
    case "stddev_samp":
      return of(Math.sqrt(spread(state, 1)));
    case "stddev_pop":
      return of(Math.sqrt(spread(state, 0)));
    case "variance":
    case "var_samp":
      return of(spread(state, 1));
    case "var_pop":
      return of(Math.max(0, sumOfSquares / count - mean * mean));
    case "approx_count_distinct":
      return { kind: "value", value: occurring(state) };
    case "collect_list":
      return collected(state, count);
    case "collect_set":
      return collected(state, occurring(state));
    default:
      throw notModelled(
        `${e.name}(…)`,
        "Use count, sum, avg, min, max, stddev, variance, first, last, approx_count_distinct, collect_list or collect_set, or a small table of real rows.",
      );
  }
}

/** How many of the values that there may be are among those that were seen. */
export function occurring({ count, domain }: AggregateState): number {
  return domain.reduce((sum, { n, share }) => sum - n * Math.expm1((-count * share) / n), 0);
}

/** Bytes of the values that a function keeps for a group. */
export function keptBytes(e: AggregateExpression, state: AggregateState): number {
  if (e.name === "collect_list") return state.bytes;
  if (e.name === "collect_set") return state.count === 0 ? 0 : (state.bytes * occurring(state)) / state.count;
  return 0;
}

function collected(state: AggregateState, count: number): Component {
  const length = Math.round(count);
  const each = state.count === 0 ? 0 : state.bytes / state.count + BYTES_PER_NULL_BIT;
  return { kind: "value", value: modelledArray(state.some, length), bytes: ARRAY_BYTES + length * each };
}

function spread({ count, sum, sumOfSquares }: AggregateState, lost: number): number {
  const mean = sum / count;
  return Math.max(0, (sumOfSquares - count * mean * mean) / Math.max(1, count - lost));
}

/** A number as models hold it: an average may have a fraction where a row's value has none, which goes when rows are made. */
function held(number: number, type: DataType): unknown {
  return type.kind === "float" ? Math.fround(number) : number;
}
