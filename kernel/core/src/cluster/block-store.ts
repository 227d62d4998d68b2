import type { Bytes } from "../base/brand.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import type { StorageInfo } from "../rdd/storage-info.js";

/** A cached partition: its elements, where it lies and how big it is (modelled). */
export interface RDDBlock {
  readonly executor: number;
  readonly elements: readonly unknown[];
  readonly bytes: Bytes;
}

/**
 * The blocks of persisted RDDs and where they are: Spark's BlockManagerMaster as far as caching goes. Blocks of an RDD that the program
 * can no longer reach are forgotten with it, as Spark's ContextCleaner does.
 */
export class BlockStore {
  private readonly blocks: WeakMap<RDDLineage<unknown>, (RDDBlock | undefined)[]> = new WeakMap();
  /** Most applications persist nothing: then no lineage needs to be searched. */
  private isUsed = false;

  get(rdd: RDDLineage<unknown>, partition: number): RDDBlock | undefined {
    return this.blocks.get(rdd)?.[partition];
  }

  put(rdd: RDDLineage<unknown>, partition: number, block: RDDBlock): void {
    let partitions = this.blocks.get(rdd);
    if (partitions === undefined) {
      partitions = new Array(rdd.numPartitions).fill(undefined);
      this.blocks.set(rdd, partitions);
      this.isUsed = true;
    }
    partitions[partition] = block;
  }

  remove(rdd: RDDLineage<unknown>): void {
    this.blocks.delete(rdd);
  }

  /** Which partitions of an RDD are stored, and where their bytes are. */
  storageInfo(rdd: RDDLineage<unknown>): StorageInfo {
    const info = { partitions: [] as number[], memoryBytes: 0, diskBytes: 0 };
    this.blocks.get(rdd)?.forEach((block, partition) => {
      if (block === undefined) return;
      info.partitions.push(partition);
      if (rdd.storageLevel.useMemory) info.memoryBytes += block.bytes;
      else info.diskBytes += block.bytes;
    });
    return info;
  }

  /**
   * The executor that holds what a partition is computed from: its own cached block, else the first found among its narrow
   * parents (B10); −1 when there is none.
   */
  location(rdd: RDDLineage<unknown>, partition: number): number {
    if (!this.isUsed) return -1;
    const waiting: [RDDLineage<unknown>, number][] = [[rdd, partition]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [node, index] = next;
      const block = this.get(node, index);
      if (block !== undefined) return block.executor;
      for (const dependency of [...node.dependencies].reverse()) {
        if (dependency.kind !== "narrow") continue;
        for (const parent of [...dependency.parents(index)].reverse()) waiting.push([dependency.rdd, parent]);
      }
    }
    return -1;
  }
}
