import type { Expression, SortOrder, WindowFunction, WindowFunctionName } from "../../../plans/expressions/index.js";
import type { InternalRow } from "../../../types/data-type.js";
import { compile } from "../compile.js";
import type { EvaluatorOptions } from "../evaluator.js";
import { rowOrdering } from "../row-ordering.js";
import type { FrameBounds } from "./frame-bounds.js";
import type { WindowColumn } from "./index.js";

/** Functions of a row's place in the order of its window partition. */
const RANKS: Readonly<Partial<Record<WindowFunctionName, (place: Place, argument: number) => number>>> = {
  row_number: ({ position }) => position + 1,
  rank: ({ firstPeer }) => firstPeer + 1,
  dense_rank: ({ group }) => group + 1,
  percent_rank: ({ firstPeer, size }) => (size === 1 ? 0 : firstPeer / (size - 1)),
  cume_dist: ({ afterPeers, size }) => afterPeers / size,
  ntile: ({ position, size }, buckets) => bucketOf(position, size, buckets),
};

interface Place {
  readonly position: number;
  /** Rows of equal order: the first one's position, and the one after the last. */
  readonly firstPeer: number;
  readonly afterPeers: number;
  /** Groups of peers before this one. */
  readonly group: number;
  readonly size: number;
}

export function isRankFunction(name: WindowFunctionName): boolean {
  return RANKS[name] !== undefined;
}

export function rankFunction(
  f: WindowFunction,
  orderSpec: readonly Expression[],
  options: EvaluatorOptions,
): WindowColumn {
  const rank = RANKS[f.name]!;
  const argument = f.args[0] === undefined ? 0 : Number(compile(f.args[0], options)([]));
  const compare = rowOrdering(orderSpec as readonly SortOrder[], options);
  return (rows) => places(rows, compare).map((place) => rank(place, argument));
}

function places(rows: readonly InternalRow[], compare: (a: InternalRow, b: InternalRow) => number): Place[] {
  const result: Place[] = [];
  let group = 0;
  for (let firstPeer = 0; firstPeer < rows.length; group++) {
    let afterPeers = firstPeer + 1;
    while (afterPeers < rows.length && compare(rows[firstPeer]!, rows[afterPeers]!) === 0) afterPeers++;
    for (let position = firstPeer; position < afterPeers; position++) {
      result.push({ position, firstPeer, afterPeers, group, size: rows.length });
    }
    firstPeer = afterPeers;
  }
  return result;
}

/** Buckets of nearly equal size, the larger ones first. */
function bucketOf(position: number, size: number, buckets: number): number {
  const small = Math.floor(size / buckets);
  const large = size % buckets;
  const inLarge = large * (small + 1);
  if (position < inLarge) return Math.floor(position / (small + 1)) + 1;
  return large + Math.floor((position - inLarge) / small) + 1;
}

/** lag and lead: the input at the row that far away, else the default; nth_value: at the n-th row of the frame. */
export function offsetFunction(
  { name, args }: WindowFunction,
  boundsOf: (rows: readonly InternalRow[]) => FrameBounds,
  options: EvaluatorOptions,
): WindowColumn {
  const [input, offset, standIn] = args.map((arg) => compile(arg, options));
  const distance = Number(offset!([]));
  if (name === "nth_value") {
    return (rows) => {
      const { lower, upper } = boundsOf(rows);
      return rows.map((_, i) => {
        const at = lower[i]! + distance - 1;
        return at < upper[i]! ? input!(rows[at]!) : null;
      });
    };
  }
  const step = name === "lag" ? -distance : distance;
  return (rows) =>
    rows.map((row, i) => {
      const other = rows[i + step];
      return other === undefined ? standIn!(row) : input!(other);
    });
}
