import type { Bytes } from "../base/brand.js";
import type { ExprId } from "../plans/expressions/index.js";
import type { Segment } from "./segment.js";

/** What an aggregate function has seen, for an average row of a segment: enough for every function that can be modelled. */
export interface AggregateState {
  /** Values that are not null. */
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  readonly min: unknown;
  readonly max: unknown;
  readonly first: unknown;
  /** Bytes of the values, for those that are kept. */
  readonly bytes: Bytes;
  /** Values that there may be, by how often they are expected. */
  readonly domain: readonly Pick<Segment, "n" | "share">[];
  /** Some of the values. */
  readonly some: readonly unknown[];
}

/** By the first column of each function's buffer. */
export type AggregateStates = ReadonlyMap<ExprId, AggregateState>;

export const NOTHING_SEEN: AggregateState = {
  count: 0,
  sum: 0,
  sumOfSquares: 0,
  min: null,
  max: null,
  first: null,
  bytes: 0,
  domain: [],
  some: [],
};

/** The state of an average row where rows of several states come together. */
export function mergedState(
  parts: readonly { readonly state: AggregateState; readonly rows: number }[],
): AggregateState {
  const [first] = parts;
  if (parts.length === 1) return first!.state;
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const mean = (of: (state: AggregateState) => number): number =>
    rows === 0 ? 0 : parts.reduce((sum, part) => sum + of(part.state) * part.rows, 0) / rows;
  const extreme = (values: readonly unknown[], sign: number): unknown =>
    values.reduce((best, value) =>
      value === null ? best : best === null || sign * compared(value, best) > 0 ? value : best,
    );
  return {
    count: mean((s) => s.count),
    sum: mean((s) => s.sum),
    sumOfSquares: mean((s) => s.sumOfSquares),
    min: extreme(
      parts.map(({ state }) => state.min),
      -1,
    ),
    max: extreme(
      parts.map(({ state }) => state.max),
      1,
    ),
    first: (parts.find(({ state }) => state.first !== null) ?? first!).state.first,
    bytes: mean((s) => s.bytes),
    domain: (parts.find(({ state }) => state.domain.length > 0) ?? first!).state.domain,
    some: (parts.find(({ state }) => state.some.length > 0) ?? first!).state.some,
  };
}

/** The state of `rows` such rows together. */
export function totalState(state: AggregateState, rows: number): AggregateState {
  return {
    ...state,
    count: state.count * rows,
    sum: state.sum * rows,
    sumOfSquares: state.sumOfSquares * rows,
    bytes: state.bytes * rows,
  };
}

function compared(a: unknown, b: unknown): number {
  return (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0;
}

/** The same for all functions at once. */
export function mergedStates(
  parts: readonly { readonly states: AggregateStates; readonly rows: number }[],
): AggregateStates {
  const ids = [...parts[0]!.states.keys()];
  return new Map(
    ids.map((id) => [id, mergedState(parts.map(({ states, rows }) => ({ state: states.get(id)!, rows })))]),
  );
}
