import type { TaskContext } from "../../rdd/task-context.js";
import type { BufferLimits, HeldMemory, RecordVolume } from "../../rdd/task-memory.js";
import { addToMetric, type OperatorMetrics } from "./kernel.js";

/** Sizes are estimated from every n-th row. */
export const SAMPLE_STEP = 16;
/** What LZ4 leaves of rows on disk (modelled). */
const LZ4_SHARE = 0.5;
/** Buffers of fewer rows are not worth asking for. */
const SMALL_BUFFER_ROWS = 64;
const NOTHING: HeldMemory = { release: () => {} };

/** Rows that an operator keeps: how many, and the bytes of each as an UnsafeRow. */
export interface KeptRows {
  readonly count: number;
  /** Bytes of some of them, evenly spread. */
  readonly sample: readonly number[];
}

/** Rows as they are. */
export function keptRows<T>(rows: Iterable<T>, count: number, sizeOf: (row: T) => number): KeptRows {
  const sample: number[] = [];
  let i = 0;
  for (const row of rows) if (i++ % SAMPLE_STEP === 0) sample.push(sizeOf(row));
  return { count, sample };
}

/** Tells the executor's memory what a sort keeps in Tungsten's pages; what does not fit spills (E6). The caller gives it back after its last row. */
export function sortInPages(
  context: TaskContext,
  rows: KeptRows,
  radix: boolean,
  metrics: OperatorMetrics,
): HeldMemory {
  return counted(context, metrics, () => context.memory.fillPages(volume(rows), radix ? "radix" : "TimSort"));
}

/**
 * The same for the groups of a hash aggregation: rows are their keys.
 * @param bufferBytes of a group's buffer
 * @param twoLevel a partial aggregation, whose first groups go to a map of their own
 */
export function keepGroups(
  context: TaskContext,
  keys: KeptRows,
  bufferBytes: number,
  twoLevel: boolean,
  metrics: OperatorMetrics,
): HeldMemory {
  return counted(context, metrics, () => context.memory.fillMap(volume(keys, bufferBytes), twoLevel));
}

/** Rows that are sorted by group, because there are too many groups with objects for buffers. */
export function sortByGroup(context: TaskContext, rows: KeptRows, metrics: OperatorMetrics): HeldMemory {
  return counted(context, metrics, () =>
    context.memory.buffer(volume(rows), { inMemoryRows: 0, spillRows: Number.POSITIVE_INFINITY }),
  );
}

/** Rows that are gone through more than once: a window's partition, the rows of a key in a merge join. */
export function bufferRows(
  context: TaskContext,
  count: number,
  rows: () => KeptRows,
  limits: BufferLimits,
  metrics: OperatorMetrics,
): HeldMemory {
  if (count < SMALL_BUFFER_ROWS && count <= limits.inMemoryRows) return NOTHING;
  return counted(context, metrics, () => context.memory.buffer(volume(rows()), limits));
}

/**
 * Tells it what the build side of a shuffled hash join keeps (E6).
 * @param byLong the only key is a whole number
 * @throws SparkError when it does not fit: it cannot be spilled
 */
export function buildInMemory(context: TaskContext, rows: KeptRows, byLong: boolean, metrics: OperatorMetrics): void {
  const size = volume(rows);
  addToMetric(context, metrics.buildSize, size.memoryBytes);
  context.memory.buildRelation(size, byLong);
}

/** Counts what filling memory did as the operator's: pages at their peak, what was spilled, and the time that the disk takes for it. */
function counted(
  context: TaskContext,
  { peakMemory, spillSize, sortFallbacks, time }: OperatorMetrics,
  fill: () => HeldMemory,
): HeldMemory {
  const { metrics } = context;
  const [peakBefore, spilledBefore, onDiskBefore] = [
    metrics.peakMemoryBytes,
    metrics.memorySpillBytes,
    metrics.amount("diskBytes"),
  ];
  const held = fill();
  addToMetric(context, peakMemory, metrics.peakMemoryBytes - peakBefore);
  const spilled = metrics.memorySpillBytes - spilledBefore;
  addToMetric(context, spillSize, spilled);
  if (spilled > 0) addToMetric(context, sortFallbacks, 1);
  metrics.attribute(time, "diskBytes", metrics.amount("diskBytes") - onDiskBefore);
  return held;
}

function volume({ count, sample }: KeptRows, extraBytes = 0): RecordVolume {
  const average = sample.length === 0 ? 0 : sample.reduce((sum, bytes) => sum + bytes, 0) / sample.length + extraBytes;
  const rowBytes = average * count;
  return { records: count, memoryBytes: Math.round(rowBytes), diskBytes: Math.round(rowBytes * LZ4_SHARE) };
}
