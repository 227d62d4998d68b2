import { PartitionerAwareUnionRDD } from "../../rdd/partitioner-aware-union-rdd.js";
import type { RDDContext } from "../../rdd/rdd-context.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { UnionRDD } from "../../rdd/union-rdd.js";

/** All elements of all parents. Parents that are all partitioned alike stay so (A13). */
export function unionLineage<T>(context: RDDContext, parents: readonly RDDLineage<T>[]): RDDLineage<T> {
  const nonEmpty = parents.filter((rdd) => rdd.numPartitions > 0);
  const shared = nonEmpty[0]?.partitioner;
  if (shared !== undefined && nonEmpty.every((rdd) => shared.equals(rdd.partitioner))) {
    return new PartitionerAwareUnionRDD(nonEmpty, shared);
  }
  return new UnionRDD(context, nonEmpty);
}
