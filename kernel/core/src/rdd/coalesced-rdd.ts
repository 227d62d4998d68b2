import type { Dependency } from "./dependency.js";
import { coalescePartitions, type PartitionGroup } from "./partition-coalescer.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";

/** Fewer partitions without a shuffle (A12). Where the parent's partitions lie decides how they are grouped; it is asked once. */
export class CoalescedRDD<T> extends RDDLineage<T> {
  readonly dependencies: readonly Dependency[];
  private readonly parent: RDDLineage<T>;
  private readonly maxPartitions: number;
  private readonly combine: (parts: Iterable<Iterable<T>>) => Iterable<T>;
  private groupsOnce: readonly PartitionGroup[] | undefined;

  /** @param combine gives the elements of a partition's parts, one part after the other */
  constructor(
    parent: RDDLineage<T>,
    maxPartitions: number,
    combine: (parts: Iterable<Iterable<T>>) => Iterable<T> = inOrder,
  ) {
    super(parent.context, "CoalescedRDD");
    this.parent = parent;
    this.maxPartitions = maxPartitions;
    this.combine = combine;
    this.dependencies = [{ kind: "narrow", rdd: parent, parents: (partition) => this.groups[partition]!.partitions }];
  }

  get numPartitions(): number {
    return this.groups.length;
  }

  override preferredHosts(partition: number): readonly string[] {
    const { host } = this.groups[partition]!;
    return host === undefined ? [] : [host];
  }

  compute(partition: number, context: TaskContext): Iterable<T> {
    return this.combine(this.parts(partition, context));
  }

  private *parts(partition: number, context: TaskContext): Iterable<Iterable<T>> {
    for (const parent of this.groups[partition]!.partitions) yield this.parent.iterator(parent, context);
  }

  private get groups(): readonly PartitionGroup[] {
    this.groupsOnce ??= this.group();
    return this.groupsOnce;
  }

  private group(): PartitionGroup[] {
    const hostsOf = this.context.partitionHosts();
    const hosts = Array.from({ length: this.parent.numPartitions }, (_, i) => hostsOf(this.parent, i));
    return coalescePartitions(hosts, this.maxPartitions);
  }
}

function* inOrder<T>(parts: Iterable<Iterable<T>>): Iterable<T> {
  for (const part of parts) yield* part;
}
