import type { Bytes } from "../../base/brand.js";
import type { CoalescedPartitionSpec, ShufflePartitionSpec } from "../../rdd/shuffle-partition-spec.js";

/** Sizes that decide how partitions are read together (H5). */
export interface CoalesceTargets {
  /** `advisoryPartitionSizeInBytes`. */
  readonly advisory: Bytes;
  /** `coalescePartitions.minPartitionSize`. */
  readonly minPartitionSize: Bytes;
  /** Partitions that there should be at least. */
  readonly minNumPartitions: number;
  /** `coalescePartitions.maxReducerPartitionsPerTask`: no range is longer. */
  readonly maxReducers?: number;
}

/** The size of a partition to aim at. */
function targetSize(sizes: readonly (readonly Bytes[])[], targets: CoalesceTargets): Bytes {
  const total = sizes.flat().reduce((sum, bytes) => sum + bytes, 0);
  const most = Math.ceil(total / targets.minNumPartitions);
  return Math.max(targets.minPartitionSize, Math.min(targets.advisory, most));
}

/**
 * Ranges of reducers that are read together, for shuffles that are read side by side (H5).
 *
 * @param sizes bytes by reducer, for each of the shuffles
 * @returns undefined when there is nothing to gain
 *
 * @example
 * coalescePartitions([[10, 20, 90, 10]], { advisory: 100, minPartitionSize: 5, minNumPartitions: 1 }); // [0, 2), [2, 4)
 */
export function coalescePartitions(
  sizes: readonly (readonly Bytes[])[],
  targets: CoalesceTargets,
): readonly CoalescedPartitionSpec[] | undefined {
  const [first] = sizes;
  if (first === undefined) return [range(0, 0)];
  if (sizes.some((one) => one.length !== first.length)) return undefined;
  const specs = coalesceRange(0, first.length, sizes, targetSize(sizes, targets), targets);
  if (specs.length === 0) return [range(0, first.length)];
  return specs.length < first.length ? specs : undefined;
}

/**
 * The same where some partitions are split because of skew: what is between them is read together, they stay as they are.
 *
 * @param specs the pieces that each shuffle is read in; pieces of one reducer are neighbours
 */
export function coalesceBetweenSkewed(
  sizes: readonly (readonly Bytes[])[],
  specs: readonly (readonly ShufflePartitionSpec[])[],
  targets: CoalesceTargets,
): readonly (readonly ShufflePartitionSpec[])[] | undefined {
  const reducers = specs[0]!.map(reducerOf);
  const count = reducers.length;
  const target = targetSize(sizes, targets);
  const result: ShufflePartitionSpec[][] = specs.map(() => []);
  const coalesce = (from: number, to: number): void => {
    const ranges = coalesceRange(from, to, sizes, target, targets);
    for (const list of result) list.push(...ranges);
  };
  let start = 0;
  let i = 1;
  while (i < count) {
    const reducer = reducers[i]!;
    if (reducers[i - 1] !== reducer) {
      i++;
      continue;
    }
    if (i - 1 > start) coalesce(reducers[start]!, reducer);
    let end = i + 1;
    while (end < count && reducers[end] === reducer) end++;
    for (const [shuffle, list] of result.entries()) list.push(...specs[shuffle]!.slice(i - 1, end));
    start = end;
    i = end + 1;
  }
  if (start < count) coalesce(reducers[start]!, reducers[count - 1]! + 1);
  return result[0]!.length < count ? result : undefined;
}

function reducerOf(spec: ShufflePartitionSpec): number {
  return spec.kind === "PartialReducerPartitionSpec" ? spec.reducer : (spec as CoalescedPartitionSpec).startReducer;
}

function range(startReducer: number, endReducer: number): CoalescedPartitionSpec {
  return { kind: "CoalescedPartitionSpec", startReducer, endReducer };
}

/** Ranges of reducers `start` … `end − 1`; ranges without a byte vanish. */
function coalesceRange(
  start: number,
  end: number,
  sizes: readonly (readonly Bytes[])[],
  target: Bytes,
  { minPartitionSize, maxReducers = Number.POSITIVE_INFINITY }: CoalesceTargets,
): CoalescedPartitionSpec[] {
  const specs: CoalescedPartitionSpec[] = [];
  let open = start;
  let openSize = 0;
  let lastSize = 0;
  const mayGrowLast = (to: number): boolean => to - specs.at(-1)!.startReducer <= maxReducers;
  const growLast = (to: number): void => {
    specs.push(range(specs.pop()!.startReducer, to));
  };
  for (let reducer = start; reducer < end; reducer++) {
    const size = sizes.reduce((sum, one) => sum + one[reducer]!, 0);
    const isFull = reducer - open >= maxReducers;
    if (reducer === open || (openSize + size <= target && !isFull)) {
      openSize += size;
    } else if (openSize >= minPartitionSize || isFull) {
      if (openSize > 0) specs.push(range(open, reducer));
      lastSize = openSize;
      open = reducer;
      openSize = size;
    } else if (lastSize > 0 && lastSize < size && mayGrowLast(reducer)) {
      // Too small to stand alone: with the smaller of its neighbours.
      growLast(reducer);
      lastSize += openSize;
      open = reducer;
      openSize = size;
    } else {
      openSize += size;
    }
  }
  if (openSize < minPartitionSize && specs.length > 0 && mayGrowLast(end)) growLast(end);
  else if (openSize > 0) specs.push(range(open, end));
  return specs;
}
