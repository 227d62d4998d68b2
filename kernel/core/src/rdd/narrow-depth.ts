import type { RDDLineage } from "./rdd-lineage.js";

/** The longest chain of RDDs that one task computes one inside the other: from an RDD to its last ancestor before a shuffle. */
export function narrowDepth(last: RDDLineage<unknown>): number {
  const depths = new Map<RDDLineage<unknown>, number>([[last, 1]]);
  const waiting = [last];
  let deepest = 1;
  for (let rdd = waiting.pop(); rdd !== undefined; rdd = waiting.pop()) {
    const depth = depths.get(rdd)! + 1;
    for (const { kind, rdd: parent } of rdd.dependencies) {
      if (kind === "shuffle" || depth <= (depths.get(parent) ?? 0)) continue;
      depths.set(parent, depth);
      deepest = Math.max(deepest, depth);
      waiting.push(parent);
    }
  }
  return deepest;
}
