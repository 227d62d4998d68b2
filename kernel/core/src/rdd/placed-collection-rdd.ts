import { ParallelCollectionRDD } from "./parallel-collection-rdd.js";
import type { RDDContext } from "./rdd-context.js";

/** A partition for each element, with the hosts on which its task should run: Spark's ParallelCollectionRDD with `locationPrefs` (B10). */
export class PlacedCollectionRDD<T> extends ParallelCollectionRDD<T> {
  private readonly hosts: readonly (readonly string[])[];

  constructor(context: RDDContext, elements: readonly T[], hosts: readonly (readonly string[])[]) {
    // Spark has at least one partition.
    super(context, elements, Math.max(elements.length, 1));
    this.hosts = hosts;
  }

  override preferredHosts(partition: number): readonly string[] {
    return this.hosts[partition] ?? [];
  }
}
