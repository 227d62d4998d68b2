import type { ShuffleId } from "../../base/brand.js";
import type { ShuffleDependency } from "../../rdd/dependency.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";

/**
 * The shuffle dependencies that end the stage of `rdd`: those reached without crossing another. Spark visits them in the order
 * of an identity-hash set, which differs from run to run; here the left child comes first (B3).
 */
export function shuffleDependencies(rdd: RDDLineage<unknown>): ShuffleDependency<unknown>[] {
  const found = new Set<ShuffleDependency<unknown>>();
  const seen = new Set<RDDLineage<unknown>>();
  const waiting = [rdd];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const narrow: RDDLineage<unknown>[] = [];
    for (const dependency of next.dependencies) {
      if (dependency.kind === "shuffle") found.add(dependency);
      else narrow.push(dependency.rdd);
    }
    waiting.push(...narrow.reverse());
  }
  return [...found];
}

/** All ancestor shuffles that no live stage writes, in the order in which their stages must be created (B2). */
export function missingAncestorShuffles(
  rdd: RDDLineage<unknown>,
  isLive: (shuffleId: ShuffleId) => boolean,
): ShuffleDependency<unknown>[] {
  const ancestors: ShuffleDependency<unknown>[] = [];
  const seen = new Set<RDDLineage<unknown>>();
  const waiting = [rdd];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const shuffle of shuffleDependencies(next)) {
      if (isLive(shuffle.shuffleId)) continue;
      ancestors.unshift(shuffle);
      waiting.push(shuffle.rdd);
    }
  }
  return ancestors;
}
