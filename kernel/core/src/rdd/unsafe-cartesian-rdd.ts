import type { Dependency } from "./dependency.js";
import { RDDLineage } from "./rdd-lineage.js";
import type { TaskContext } from "./task-context.js";
import type { HeldMemory } from "./task-memory.js";

/** Every partition of one parent with every partition of the other: partition `p` is left `⌊p / right's⌋`, right `p mod right's` (G4). */
export class UnsafeCartesianRDD<A, B> extends RDDLineage<readonly [A, B]> {
  readonly dependencies: readonly Dependency[];
  readonly numPartitions: number;
  private readonly left: RDDLineage<A>;
  private readonly right: RDDLineage<B>;
  private readonly keep: (rows: readonly B[], context: TaskContext) => HeldMemory;

  /** @param keep tells the task's memory of the right side's rows, which are gone through for each of the left's */
  constructor(
    left: RDDLineage<A>,
    right: RDDLineage<B>,
    keep: (rows: readonly B[], context: TaskContext) => HeldMemory,
  ) {
    super(left.context, "UnsafeCartesianRDD");
    this.left = left;
    this.right = right;
    this.keep = keep;
    this.numPartitions = left.numPartitions * right.numPartitions;
    this.dependencies = [
      { kind: "narrow", rdd: left, parents: (p) => [this.sidesOf(p)[0]] },
      { kind: "narrow", rdd: right, parents: (p) => [this.sidesOf(p)[1]] },
    ];
  }

  *compute(partition: number, context: TaskContext): Iterable<readonly [A, B]> {
    const [l, r] = this.sidesOf(partition);
    const rights = [...this.right.iterator(r, context)];
    const held = this.keep(rights, context);
    for (const left of this.left.iterator(l, context)) for (const right of rights) yield [left, right];
    held.release();
  }

  private sidesOf(partition: number): readonly [left: number, right: number] {
    return [Math.floor(partition / this.right.numPartitions), partition % this.right.numPartitions];
  }
}
