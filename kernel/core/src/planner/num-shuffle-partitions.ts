import type { RuntimeConfig } from "../conf/runtime-config.js";

/** Partitions after a SQL shuffle (G5): where adaptive execution may join some of them it can begin with more. */
export function numShufflePartitions(conf: RuntimeConfig): number {
  const coalesces =
    conf.getBoolean("spark.sql.adaptive.enabled") && conf.getBoolean("spark.sql.adaptive.coalescePartitions.enabled");
  const initial = coalesces
    ? conf.getOptionalInt("spark.sql.adaptive.coalescePartitions.initialPartitionNum")
    : undefined;
  return initial ?? conf.getInt("spark.sql.shuffle.partitions");
}
