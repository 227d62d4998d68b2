import type { Pair } from "../../rdd/aggregator.js";
import type { Partitioner } from "../../rdd/partitioner.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { SubtractedRDD } from "../../rdd/subtracted-rdd.js";
import { cogroupLineage } from "./cogroup.js";
import { filterLineage, keysLineage, mapLineage } from "./map-lineage.js";

/** Elements of both sides, each once. */
export function intersectionLineage<T>(
  left: RDDLineage<T>,
  right: RDDLineage<T>,
  partitioner: Partitioner,
): RDDLineage<T> {
  const sides = [left, right].map(asKeys) as RDDLineage<unknown>[] as RDDLineage<never>[];
  const groups = cogroupLineage<T, [null[], null[]]>(sides, partitioner);
  return keysLineage(filterLineage(groups, ([, [l, r]]) => l.length > 0 && r.length > 0));
}

/** Elements of the left side that the right one does not have; duplicates stay. */
export function subtractLineage<T>(left: RDDLineage<T>, right: RDDLineage<T>, partitioner: Partitioner): RDDLineage<T> {
  // Elements that are pairs placed by their own keys are placed by the same rule still, but shuffled again, as in Spark.
  const placing = partitioner.equals(left.partitioner) ? byKeyOfElement(partitioner) : partitioner;
  return keysLineage(new SubtractedRDD(asKeys(left), asKeys(right), placing));
}

function asKeys<T>(rdd: RDDLineage<T>): RDDLineage<Pair<T, null>> {
  return mapLineage(rdd, (row) => [row, null] as const);
}

function byKeyOfElement(partitioner: Partitioner): Partitioner {
  const placing: Partitioner = {
    numPartitions: partitioner.numPartitions,
    getPartition: (element) => partitioner.getPartition((element as Pair<unknown, unknown>)[0]),
    equals: (other) => other === placing,
  };
  return placing;
}
