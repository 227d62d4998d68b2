import type { RDDLineage } from "../../rdd/rdd-lineage.js";

const DETERMINATE = 0;
const UNORDERED = 1;
const INDETERMINATE = 2;

/**
 * Whether computing an RDD again may put different rows into a partition (B13). A shuffle brings its records in any order, unless it
 * merges and sorts them; what depends on the order of such an input, like a round robin or a sample, is not repeatable.
 */
export function isIndeterminate(rdd: RDDLineage<unknown>): boolean {
  return levelOf(rdd, new Map()) === INDETERMINATE;
}

function levelOf(rdd: RDDLineage<unknown>, known: Map<RDDLineage<unknown>, number>): number {
  const before = known.get(rdd);
  if (before !== undefined) return before;
  let level = DETERMINATE;
  for (const dependency of rdd.dependencies) {
    const parent = levelOf(dependency.rdd, known);
    const own = dependency.kind === "narrow" || parent === INDETERMINATE ? parent : UNORDERED;
    level = Math.max(level, own);
  }
  if (rdd.isOrderSensitive && level === UNORDERED) level = INDETERMINATE;
  known.set(rdd, level);
  return level;
}
