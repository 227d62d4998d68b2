import type { Pair } from "../../rdd/aggregator.js";
import { CoGroupedRDD } from "../../rdd/co-grouped-rdd.js";
import type { Partitioner } from "../../rdd/partitioner.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { flatMapValuesLineage, mapValuesLineage } from "./map-lineage.js";

/** For each key the values of each parent, as Spark makes it: a CoGroupedRDD and a step that types its groups. */
export function cogroupLineage<K, G extends readonly unknown[][]>(
  parents: readonly RDDLineage<never>[],
  partitioner: Partitioner,
): RDDLineage<[K, G]> {
  const sides = parents as readonly RDDLineage<unknown>[] as readonly RDDLineage<Pair<K, unknown>>[];
  return mapValuesLineage(new CoGroupedRDD<K>(sides, partitioner), (groups) => groups as readonly unknown[][] as G);
}

/** How the values of one key on both sides become rows of a join. */
export type Matching<V, W, R> = (left: readonly V[], right: readonly W[]) => Iterable<R>;

/** A join: cogroup, then the rows that `matching` makes of each key's groups. */
export function joinLineage<K, V, W, R>(
  left: RDDLineage<never>,
  right: RDDLineage<never>,
  partitioner: Partitioner,
  matching: Matching<V, W, R>,
): RDDLineage<[K, R]> {
  const groups = cogroupLineage<K, [V[], W[]]>([left, right], partitioner);
  return flatMapValuesLineage(groups, ([l, r]) => matching(l, r));
}

/** Every value of one side with every value of the other. */
export function* innerMatches<V, W>(left: readonly V[], right: readonly W[]): Iterable<[V, W]> {
  for (const l of left) for (const r of right) yield [l, r];
}

/** Like {@link innerMatches}; values of a side that must stay find null where the other has none. */
export function outerMatches(keepLeft: boolean, keepRight: boolean): Matching<unknown, unknown, [unknown, unknown]> {
  const nothing = [null];
  return (left, right) =>
    innerMatches(keepRight && left.length === 0 ? nothing : left, keepLeft && right.length === 0 ? nothing : right);
}
