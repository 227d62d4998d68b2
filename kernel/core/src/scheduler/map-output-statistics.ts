import type { Bytes } from "../base/brand.js";
import type { ShuffleDependency } from "../rdd/dependency.js";
import type { MapOutputStatistics } from "../rdd/map-output-statistics.js";
import type { MapOutput } from "../rdd/shuffle-write.js";
import type { MapStatus } from "./map-output-tracker.js";
import type { SizePrecision } from "./size-precision.js";

const LOG_BASE = 1.1;

/**
 * The size of a block as its map task reports it: a power of 1.1 in one byte, rounded up (F3).
 *
 * @example
 * reportedSize(55); // 60
 */
export function reportedSize(bytes: Bytes): Bytes {
  if (bytes === 0) return 0;
  if (bytes <= 1) return 1;
  const exponent = Math.min(255, Math.ceil(Math.log(bytes) / Math.log(LOG_BASE)));
  return Math.floor(LOG_BASE ** exponent);
}

/** The sizes of one map's blocks, by reducer, as the driver sees them (F3). */
export function reportedSizes(blocks: MapStatus["blocks"], numPartitions: number, precision: SizePrecision): Bytes[] {
  const sizes = new Array<Bytes>(numPartitions).fill(0);
  const exact = numPartitions <= precision.averagedAbove;
  for (const [reducer, { bytes }] of blocks) sizes[reducer] = exact ? reportedSize(bytes) : bytes;
  if (exact) return sizes;
  const threshold = accurateFrom(sizes, precision);
  const averaged = sizes.filter((bytes) => bytes > 0 && bytes < threshold);
  const average = Math.floor(averaged.reduce((sum, bytes) => sum + bytes, 0) / Math.max(1, averaged.length));
  return sizes.map((bytes) => (bytes === 0 ? 0 : bytes >= threshold ? reportedSize(bytes) : average));
}

/** Blocks of this size on are exact: a fixed one, or what is skewed among the blocks of this map. */
function accurateFrom(sizes: readonly Bytes[], { accurateBytes, skewedFactor, mostSkewed }: SizePrecision): Bytes {
  if (skewedFactor <= 0) return accurateBytes;
  const sorted = Float64Array.from(sizes).sort();
  const { length } = sorted;
  const middle = Math.floor(length / 2);
  const median = length % 2 === 1 ? sorted[middle]! : Math.floor((sorted[middle - 1]! + sorted[middle]!) / 2);
  const largest = sorted[length - Math.min(mostSkewed, length)] ?? Number.POSITIVE_INFINITY;
  return Math.min(accurateBytes, Math.max(Math.max(1, median) * skewedFactor, largest));
}

/** Sums up what the map tasks of a written shuffle reported. */
export function mapOutputStatistics(
  shuffle: ShuffleDependency<unknown>,
  statuses: readonly (MapStatus | undefined)[],
  precision: SizePrecision,
): MapOutputStatistics {
  // Maps over modelled rows have written the same: it is looked at once.
  const outputs = new Map<MapOutput, { readonly sizes: readonly Bytes[]; times: number }>();
  const bytesByMap = statuses.map((status) => {
    const { blocks } = status!;
    const known = outputs.get(blocks) ?? { sizes: reportedSizes(blocks, shuffle.numPartitions, precision), times: 0 };
    known.times++;
    outputs.set(blocks, known);
    return known.sizes;
  });
  const bytesByPartition = new Array<Bytes>(shuffle.numPartitions).fill(0);
  let records = 0;
  let dataSize = 0;
  for (const [blocks, { sizes, times }] of outputs) {
    for (let reducer = 0; reducer < sizes.length; reducer++) bytesByPartition[reducer]! += sizes[reducer]! * times;
    for (const block of blocks.values()) {
      records += block.numRecords * times;
      dataSize += block.dataBytes * times;
    }
  }
  [records, dataSize] = [Math.round(records), Math.round(dataSize)];
  return { shuffleId: shuffle.shuffleId, bytesByMap, bytesByPartition, records, dataSize };
}
