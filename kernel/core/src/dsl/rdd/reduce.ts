import { SparkError } from "../../errors/index.js";
import type { CallSite } from "../../events/listener.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { settled } from "../../rdd/settled.js";
import type { Action } from "./action.js";

/** All elements merged with `f`: in each partition, then on the driver. @throws SparkError EMPTY_COLLECTION */
export async function reduceElements<T>(action: Action, rdd: RDDLineage<T>, f: (a: T, b: T) => T): Promise<T> {
  const merged = (await action.run(rdd, (rows) => reduceRows(rows, f))).flat(1) as T[];
  if (merged.length === 0) throw emptyCollection(action.callSite);
  return merged.reduce((a, b) => f(a, b));
}

/** The merged rows, in an array that is empty when there are none. */
export function reduceRows<T>(rows: Iterable<T>, f: (a: T, b: T) => T): T[] {
  const merged: T[] = [];
  for (const row of rows) merged[0] = merged.length === 0 ? row : settled(f(merged[0]!, row), "reduce");
  return merged;
}

/** Scala's own words for it (UnsupportedOperationException). */
export function emptyCollection({ method, short }: CallSite): SparkError {
  return new SparkError({
    condition: "EMPTY_COLLECTION",
    message: `empty collection: ${method} found no element to start from.`,
    nextStep: "Check the steps before it with count() or take(5); a filter may have let nothing through.",
    callSite: short,
  });
}
