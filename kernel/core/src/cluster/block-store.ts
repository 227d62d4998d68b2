import type { Bytes, ExecutorId } from "../base/brand.js";
import { type Losable, Losses } from "../base/losses.js";
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

/** A block with its place in its executor's memory; without one it is on disk. */
interface StoredBlock extends RDDBlock {
  entry: MemoryEntry | undefined;
}

interface StoredRDD extends Losable {
  readonly blocks: (StoredBlock | undefined)[];
}

/**
 * The blocks of persisted RDDs and where they are: Spark's BlockManagerMaster as far as caching goes. Blocks in memory are held by their
 * executor's unified memory, which may evict them: to disk where the storage level says so, else they are gone and computed again (E5).
 * Blocks of an RDD that the program can no longer reach are forgotten with it, as Spark's ContextCleaner does.
 */
export class BlockStore {
  private readonly memory: ExecutorMemory;
  private readonly rdds: WeakMap<RDDLineage<unknown>, StoredRDD> = new WeakMap();
  private readonly lostExecutors: Losses<ExecutorId> = new Losses();
  private readonly evicted: WeakSet<MemoryEntry> = new WeakSet();

  constructor(memory: ExecutorMemory) {
    this.memory = memory;
    memory.onEvicted = (_, block) => this.evicted.add(block);
  }

  get(rdd: RDDLineage<unknown>, partition: number): RDDBlock | undefined {
    return this.find(rdd, partition);
  }

  /** The block for a task that reads it: it is the last to be evicted from now on. */
  read(
    rdd: RDDLineage<unknown>,
    partition: number,
  ): { readonly block: RDDBlock; readonly fromDisk: boolean } | undefined {
    const block = this.find(rdd, partition);
    if (block === undefined) return undefined;
    if (block.entry !== undefined) this.memory.of(block.executor).store.touch(rdd.id, partition);
    return { block, fromDisk: block.entry === undefined };
  }

  /** Keeps a partition as its RDD's storage level says; not at all when it does not fit into memory and may not go to disk. */
  put(rdd: RDDLineage<unknown>, partition: number, block: RDDBlock): void {
    const { useMemory, useDisk } = rdd.storageLevel;
    const entry = useMemory ? this.unroll(rdd, partition, block) : undefined;
    if (entry === undefined && !useDisk) return;
    // A second copy of a task has computed the partition elsewhere: the newer block counts.
    const old = this.find(rdd, partition);
    if (old !== undefined && old.executor !== block.executor) this.release(rdd, partition, old);
    this.stored(rdd).blocks[partition] = { ...block, entry };
  }

  remove(rdd: RDDLineage<unknown>): void {
    this.eachBlock(rdd, (block, partition) => this.release(rdd, partition, block));
    this.rdds.delete(rdd);
  }

  /** Loses one block. @returns false when there was none. */
  drop(rdd: RDDLineage<unknown>, partition: number): boolean {
    const block = this.find(rdd, partition);
    if (block === undefined) return false;
    this.release(rdd, partition, block);
    this.stored(rdd).blocks[partition] = undefined;
    return true;
  }

  /** Which partitions of an RDD are stored, and where their bytes are. */
  storageInfo(rdd: RDDLineage<unknown>): StorageInfo {
    const info = { partitions: [] as number[], memoryBytes: 0, diskBytes: 0 };
    this.eachBlock(rdd, (block, partition) => {
      info.partitions.push(partition);
      if (block.entry !== undefined) info.memoryBytes += block.bytes;
      else info.diskBytes += block.diskBytes;
    });
    return info;
  }

  /** Forgets the blocks of an executor that is lost (B11, B12). */
  removeExecutor(executor: ExecutorId): void {
    this.memory.executorLost(executor);
    this.lostExecutors.add(executor);
  }

  private eachBlock(rdd: RDDLineage<unknown>, visit: (block: StoredBlock, partition: number) => void): void {
    const count = this.rdds.get(rdd)?.blocks.length ?? 0;
    for (let partition = 0; partition < count; partition++) {
      const block = this.find(rdd, partition);
      if (block !== undefined) visit(block, partition);
    }
  }

  private find(rdd: RDDLineage<unknown>, partition: number): StoredBlock | undefined {
    const stored = this.rdds.get(rdd);
    if (stored === undefined) return undefined;
    const { blocks } = stored;
    for (const executor of this.lostExecutors.since(stored)) {
      blocks.forEach((block, i) => {
        if (block?.executor === executor) blocks[i] = undefined;
      });
    }
    const block = blocks[partition];
    if (block?.entry !== undefined && this.evicted.has(block.entry)) {
      if (!rdd.storageLevel.useDisk) blocks[partition] = undefined;
      block.entry = undefined;
    }
    return blocks[partition];
  }

  private stored(rdd: RDDLineage<unknown>): StoredRDD {
    let stored = this.rdds.get(rdd);
    if (stored === undefined) {
      const blocks = new Array<StoredBlock | undefined>(rdd.numPartitions).fill(undefined);
      stored = { blocks, lossesSeen: this.lostExecutors.count };
      this.rdds.set(rdd, stored);
    }
    return stored;
  }

  private release({ id }: RDDLineage<unknown>, partition: number, { entry, executor }: StoredBlock): void {
    if (entry !== undefined) this.memory.of(executor).removeBlock(id, partition);
  }

  private unroll({ id }: RDDLineage<unknown>, partition: number, block: RDDBlock): MemoryEntry | undefined {
    const entry = { rddId: id, partition, bytes: block.bytes };
    const { executor, elements } = block;
    const fits = unrollBlock(this.memory.of(executor), entry, elements.length, this.memory.unrollBytes);
    return fits ? entry : undefined;
  }
}
