import type { Bytes } from "../../base/brand.js";
import type { JoinType } from "../../plans/logical/index.js";
import type { MapOutputStatistics } from "../../rdd/map-output-statistics.js";
import type { PartialReducerPartitionSpec, ShufflePartitionSpec } from "../../rdd/shuffle-partition-spec.js";

/** When a partition is skewed, and how large its pieces should be (H6). */
export interface SkewThresholds {
  readonly factor: number;
  readonly threshold: Bytes;
  readonly advisory: Bytes;
}

/** A cut that leaves both pieces together below this many targets is not made. */
const MERGED_PARTITION_FACTOR = 1.2;
/** Nor one beside a piece smaller than this part of the target. */
const SMALL_PARTITION_FACTOR = 0.2;

const SPLITS_LEFT: readonly JoinType[] = ["Inner", "Cross", "LeftSemi", "LeftAnti", "LeftOuter"];
const SPLITS_RIGHT: readonly JoinType[] = ["Inner", "Cross", "RightOuter"];

/**
 * The pieces in which the two sides of a join are read when some of their partitions are skewed (H6); undefined when none is. Each
 * piece of one side meets the whole, or each piece, of the other.
 */
export function splitSkewed(
  left: MapOutputStatistics,
  right: MapOutputStatistics,
  joinType: JoinType,
  thresholds: SkewThresholds,
): { readonly left: readonly ShufflePartitionSpec[]; readonly right: readonly ShufflePartitionSpec[] } | undefined {
  const piecesOfLeft = splitter(left, SPLITS_LEFT.includes(joinType), thresholds);
  const piecesOfRight = splitter(right, SPLITS_RIGHT.includes(joinType), thresholds);
  const result = { left: [] as ShufflePartitionSpec[], right: [] as ShufflePartitionSpec[] };
  let found = false;
  for (let reducer = 0; reducer < left.bytesByPartition.length; reducer++) {
    const [leftPieces, rightPieces] = [piecesOfLeft(reducer), piecesOfRight(reducer)];
    if (leftPieces.length > 1 || rightPieces.length > 1) found = true;
    for (const leftPiece of leftPieces) {
      for (const rightPiece of rightPieces) {
        result.left.push(leftPiece);
        result.right.push(rightPiece);
      }
    }
  }
  return found ? result : undefined;
}

function splitter(
  stats: MapOutputStatistics,
  mayBeSplit: boolean,
  { factor, threshold, advisory }: SkewThresholds,
): (reducer: number) => readonly ShufflePartitionSpec[] {
  const sizes = stats.bytesByPartition;
  const skewedAbove = Math.max(threshold, Math.floor(median(sizes) * factor));
  const usual = sizes.filter((bytes) => bytes <= skewedAbove);
  const mean = usual.length === 0 ? 0 : Math.floor(usual.reduce((sum, bytes) => sum + bytes, 0) / usual.length);
  const target = Math.max(advisory, mean);
  return (reducer) => {
    const isSkewed = mayBeSplit && sizes[reducer]! > skewedAbove;
    return splitReducer(stats, reducer, isSkewed ? { target, smallFactor: SMALL_PARTITION_FACTOR } : undefined);
  };
}

/** How large the pieces of a partition should be. */
export interface SplitTarget {
  readonly target: Bytes;
  /** No piece is smaller than this part of the target. */
  readonly smallFactor: number;
}

/** A partition whole, or, with a target, in ranges of maps where it has more than one. */
export function splitReducer(
  stats: MapOutputStatistics,
  reducer: number,
  split: SplitTarget | undefined,
): readonly ShufflePartitionSpec[] {
  const whole: ShufflePartitionSpec = {
    kind: "CoalescedPartitionSpec",
    startReducer: reducer,
    endReducer: reducer + 1,
  };
  if (split === undefined) return [whole];
  const byMap = stats.bytesByMap.map((blocks) => blocks[reducer]!);
  const pieces = mapRanges(byMap, split, reducer);
  return pieces.length > 1 ? pieces : [whole];
}

/** Spark's Utils.median: of an even count the mean of the two in the middle; at least 1. */
function median(sizes: readonly Bytes[]): Bytes {
  const sorted = [...sizes].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const value = sorted.length % 2 === 1 ? sorted[middle]! : Math.floor((sorted[middle]! + sorted[middle - 1]!) / 2);
  return Math.max(value, 1);
}

/** Ranges of maps whose blocks make about a target each. */
function mapRanges(byMap: readonly Bytes[], split: SplitTarget, reducer: number): PartialReducerPartitionSpec[] {
  const starts = splitByTarget(byMap, split.target, split.smallFactor);
  return starts.map((startMap, i) => ({
    kind: "PartialReducerPartitionSpec",
    reducer,
    startMap,
    endMap: starts[i + 1] ?? byMap.length,
  }));
}

/** Where a list of sizes is cut into pieces of about `target`: the index at which each piece starts. */
export function splitByTarget(
  sizes: readonly Bytes[],
  target: Bytes,
  smallFactor: number = SMALL_PARTITION_FACTOR,
): number[] {
  const starts = [0];
  let current = 0;
  let last = -1;
  const closePiece = (): void => {
    const merge =
      last > -1 &&
      (current + last < target * MERGED_PARTITION_FACTOR ||
        current < target * smallFactor ||
        last < target * smallFactor);
    if (merge) {
      starts.pop();
      last += current;
    } else last = current;
  };
  for (const [i, size] of sizes.entries()) {
    if (i > 0 && current + size > target) {
      closePiece();
      starts.push(i);
      current = size;
    } else current += size;
  }
  closePiece();
  return starts;
}
