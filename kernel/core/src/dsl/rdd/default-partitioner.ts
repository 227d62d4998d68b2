import type { RuntimeConfig } from "../../conf/runtime-config.js";
import { HashPartitioner, type Partitioner } from "../../rdd/partitioner.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";

/**
 * The partitioner of a join or an aggregation without an explicit count (A4): that of the widest input that has one, if it is
 * wide enough, else a new HashPartitioner.
 */
export function defaultPartitioner(conf: RuntimeConfig, inputs: readonly RDDLineage<unknown>[]): Partitioner {
  // Counting partitions lists files and fixes how a coalesce groups: done where Spark does it only.
  const most = (): number => Math.max(...inputs.map((rdd) => rdd.numPartitions));
  const explicit = conf.isSet("spark.default.parallelism");
  const wanted = explicit ? conf.getInt("spark.default.parallelism") : most();
  const partitioned = inputs
    .filter((rdd) => (rdd.partitioner?.numPartitions ?? 0) > 0)
    .sort((a, b) => b.numPartitions - a.numPartitions);
  const existing = partitioned[0]?.partitioner;
  if (existing !== undefined) {
    const isClose = Math.log10(most()) - Math.log10(existing.numPartitions) < 1;
    if (isClose || wanted <= existing.numPartitions) return existing;
  }
  return new HashPartitioner(wanted);
}
