import type { Bytes } from "../../base/brand.js";
import type { AQEShuffleReadExec } from "../../plans/physical/index.js";
import type { MapOutputStatistics } from "../../rdd/map-output-statistics.js";
import { isCoalesced, isSkewed } from "./metric-names.js";
import type { DriverMetrics } from "./sql-metrics.js";

/** What the driver counts of a shuffle that is read in other pieces than it was written in (I7): sizes are those that it decided by (F3). */
export function readMetrics({ specs, child }: AQEShuffleReadExec): DriverMetrics {
  const { mapStats } = child.result;
  const skewed = specs.flatMap((spec) => (spec.kind === "PartialReducerPartitionSpec" ? [spec.reducer] : []));
  return {
    "number of partitions": specs.length,
    ...(mapStats !== undefined && sizes(specs, mapStats)),
    ...(specs.some(isCoalesced) && { "number of coalesced partitions": specs.filter(isCoalesced).length }),
    ...(specs.some(isSkewed) && {
      "number of skewed partitions": new Set(skewed).size,
      "number of skewed partition splits": skewed.length,
    }),
  };
}

/** A read by maps has pieces of many reducers: Spark does not say how large they are. */
function sizes(specs: AQEShuffleReadExec["specs"], stats: MapOutputStatistics): DriverMetrics {
  const bytes: Bytes[] = [];
  for (const spec of specs) {
    if (spec.kind === "CoalescedPartitionSpec") {
      bytes.push(sum(stats.bytesByPartition.slice(spec.startReducer, spec.endReducer)));
    } else if (spec.kind === "PartialReducerPartitionSpec") {
      bytes.push(sum(stats.bytesByMap.slice(spec.startMap, spec.endMap).map((blocks) => blocks[spec.reducer] ?? 0)));
    } else return {};
  }
  const empty = stats.bytesByPartition.filter((size) => size === 0).length;
  return { "partition data size": bytes, "number of empty partitions": empty };
}

function sum(bytes: readonly Bytes[]): Bytes {
  return bytes.reduce((total, size) => total + size, 0);
}
