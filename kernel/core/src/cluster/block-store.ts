import type { Bytes, ExecutorId, RddId } from "../base/brand.js";
import { type MemoryEntry, unrollBlock } from "../memory/index.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import type { StorageInfo } from "../rdd/storage-info.js";
import type { ExecutorMemory } from "./executor-memory.js";

/** A cached partition: its elements, where it lies and how big it is (modelled). */
export interface RDDBlock {
  readonly executor: ExecutorId;
  readonly elements: readonly unknown[];
  /** In memory. */
  readonly bytes: Bytes;
  /** Serialized, on disk. */
  readonly diskBytes: Bytes;
}

interface StoredBlock extends RDDBlock {
  /** Whether it may go to disk when memory is short (E5). */
  readonly mayUseDisk: boolean;
  inMemory: boolean;
}

/**
 * The blocks of persisted RDDs and where they are: Spark's BlockManagerMaster as far as caching goes. Blocks in memory are held by their
 * executor's unified memory, which may evict them: to disk where the storage level says so, else they are gone and computed again (E5).
 */
export class BlockStore {
  private readonly memory: ExecutorMemory;
  private readonly blocks: Map<RddId, (StoredBlock | undefined)[]> = new Map();

  constructor(memory: ExecutorMemory) {
    this.memory = memory;
    memory.onEvicted = (_, block) => this.evicted(block);
  }

  get(rdd: RDDLineage<unknown>, partition: number): RDDBlock | undefined {
    return this.blocks.get(rdd.id)?.[partition];
  }

  /** The block for a task that reads it: it is the last to be evicted from now on. */
  read(
    rdd: RDDLineage<unknown>,
    partition: number,
  ): { readonly block: RDDBlock; readonly fromDisk: boolean } | undefined {
    const block = this.blocks.get(rdd.id)?.[partition];
    if (block === undefined) return undefined;
    if (block.inMemory) this.memory.of(block.executor).store.touch(rdd.id, partition);
    return { block, fromDisk: !block.inMemory };
  }

  /** Keeps a partition as its RDD's storage level says; not at all when it does not fit into memory and may not go to disk. */
  put(rdd: RDDLineage<unknown>, partition: number, block: RDDBlock): void {
    const { useMemory, useDisk } = rdd.storageLevel;
    const inMemory = useMemory && this.unroll(rdd.id, partition, block);
    if (!inMemory && !useDisk) return;
    let partitions = this.blocks.get(rdd.id);
    if (partitions === undefined) {
      partitions = new Array(rdd.numPartitions).fill(undefined);
      this.blocks.set(rdd.id, partitions);
    }
    this.forget(rdd.id, partition, partitions[partition], block.executor);
    partitions[partition] = { ...block, mayUseDisk: useDisk, inMemory };
  }

  remove(rdd: RDDLineage<unknown>): void {
    this.blocks.get(rdd.id)?.forEach((block, partition) => {
      if (block?.inMemory) this.memory.of(block.executor).removeBlock(rdd.id, partition);
    });
    this.blocks.delete(rdd.id);
  }

  /** Loses one block. @returns false when there was none. */
  drop(rdd: RDDLineage<unknown>, partition: number): boolean {
    const partitions = this.blocks.get(rdd.id);
    const block = partitions?.[partition];
    if (block === undefined) return false;
    if (block.inMemory) this.memory.of(block.executor).removeBlock(rdd.id, partition);
    partitions![partition] = undefined;
    return true;
  }

  /** Which partitions of an RDD are stored, and where their bytes are. */
  storageInfo(rdd: RDDLineage<unknown>): StorageInfo {
    const info = { partitions: [] as number[], memoryBytes: 0, diskBytes: 0 };
    this.blocks.get(rdd.id)?.forEach((block, partition) => {
      if (block === undefined) return;
      info.partitions.push(partition);
      if (block.inMemory) info.memoryBytes += block.bytes;
      else info.diskBytes += block.diskBytes;
    });
    return info;
  }

  isFullyCached(rdd: RDDLineage<unknown>): boolean {
    const partitions = this.blocks.get(rdd.id);
    return partitions?.every((block) => block !== undefined) ?? false;
  }

  /** Executors that hold a block of the partition (B5). */
  locations(rdd: RDDLineage<unknown>, partition: number): readonly ExecutorId[] {
    const block = this.get(rdd, partition);
    return block === undefined ? NOWHERE : [block.executor];
  }

  /** Forgets the blocks of an executor that is lost (B11, B12). */
  removeExecutor(executor: ExecutorId): void {
    this.memory.executorLost(executor);
    for (const partitions of this.blocks.values()) {
      partitions.forEach((block, partition) => {
        if (block?.executor === executor) partitions[partition] = undefined;
      });
    }
  }

  /** A second copy of a task has computed the partition elsewhere: the newer block counts. */
  private forget(rddId: RddId, partition: number, old: StoredBlock | undefined, newHome: ExecutorId): void {
    if (old?.inMemory && old.executor !== newHome) this.memory.of(old.executor).removeBlock(rddId, partition);
  }

  private unroll(rddId: RddId, partition: number, { executor, bytes, elements }: RDDBlock): boolean {
    const entry = { rddId, partition, bytes };
    return unrollBlock(this.memory.of(executor), entry, elements.length, this.memory.unrollBytes);
  }

  private evicted({ rddId, partition }: MemoryEntry): void {
    const partitions = this.blocks.get(rddId);
    const block = partitions?.[partition];
    if (block === undefined) return;
    if (block.mayUseDisk) block.inMemory = false;
    else partitions![partition] = undefined;
  }
}

const NOWHERE: readonly ExecutorId[] = [];
