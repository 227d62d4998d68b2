import type { Bytes, ExecutorId } from "../base/brand.js";
import { Losses } from "../base/losses.js";
import { BROADCAST, type MemoryEntry, unrollBlock } from "../memory/index.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import type { StorageInfo } from "../rdd/storage-info.js";
import { replicationPeers } from "./block-replication.js";
import type { ExecutorMemory } from "./executor-memory.js";
import type { BlockRead, RDDBlock, Replica, StoredBlock, StoredRDD } from "./stored-block.js";

export interface BlockStoreOptions {
  readonly memory: ExecutorMemory;
  /** Executors that can be given copies. */
  readonly peers: () => readonly ExecutorId[];
  readonly hostOf: (executor: ExecutorId) => number;
  /** Whether a reader can fetch from an executor; always, when left out. */
  readonly canFetch?: (holder: ExecutorId, reader: ExecutorId) => boolean;
  /** `spark.storage.replication.proactive`: what is left of a block is copied anew when an executor is lost. */
  readonly replicatesProactively: boolean;
  /** Executors that leave hand their blocks on (C14). */
  readonly movesBlocks?: boolean;
  /** Told how many bytes of blocks an executor has in memory whenever that changes. */
  readonly onUpdated?: (executor: ExecutorId, memoryBytes: Bytes) => void;
}

const NOWHERE: readonly ExecutorId[] = [];

/**
 * The blocks of persisted RDDs and where they are: Spark's BlockManagerMaster as far as caching goes. Blocks in memory are held by their
 * executor's unified memory, which may evict them: to disk where the storage level says so, else they are gone and computed again (E5).
 * A level with two replicas has a copy of each block on a second executor, so that losing one costs nothing (E7).
 * Blocks of an RDD that the program can no longer reach are forgotten with it, as Spark's ContextCleaner does.
 */
export class BlockStore {
  private readonly options: BlockStoreOptions;
  private readonly rdds: WeakMap<RDDLineage<unknown>, StoredRDD> = new WeakMap();
  private readonly lostExecutors: Losses<ExecutorId> = new Losses();
  private readonly evicted: WeakSet<MemoryEntry> = new WeakSet();
  /** Copies by executor. */
  private readonly held: Map<ExecutorId, number> = new Map();
  private readonly memoryBytes: Map<ExecutorId, Bytes> = new Map();
  /** RDDs with blocks, where blocks move: the only case in which they are kept for the store's sake. */
  private readonly movable: Set<RDDLineage<unknown>> = new Set();
  private written: Bytes = 0;
  private evictions = 0;

  constructor(options: BlockStoreOptions) {
    this.options = options;
    options.memory.onEvicted = (executor, block) => {
      this.evicted.add(block);
      this.evictions++;
      if (block.rddId !== BROADCAST) this.updated(executor, -block.bytes);
      if (block.dropBytes === undefined) this.count(executor, -1);
      else this.written += block.dropBytes;
    };
  }

  /** Whether cached blocks lie on an executor, in memory or on its disks (D3). */
  hasBlocks(executor: ExecutorId): boolean {
    return (this.held.get(executor) ?? 0) > 0;
  }

  /** Bytes of the copies on an executor, as they are sent; of RDDs that are kept track of. */
  bytesOn(executor: ExecutorId): Bytes {
    let bytes = 0;
    this.eachCopyOn(executor, (_, __, block) => {
      bytes += block.diskBytes;
    });
    return bytes;
  }

  /** An executor that leaves hands its copies on to others, as far as they have room (C14). */
  moveFrom(executor: ExecutorId): void {
    this.eachCopyOn(executor, (rdd, partition, block) => {
      const [copy] = this.replicate(rdd, partition, block, block.replicas, 1);
      if (copy === undefined) return;
      const isMoved = (replica: Replica): boolean => replica.executor === executor;
      this.release(rdd, partition, block.replicas.filter(isMoved));
      const replicas = [...block.replicas.filter((replica) => !isMoved(replica)), copy];
      this.stored(rdd).blocks[partition] = { ...block, replicas };
    });
  }

  /** Executors with a copy of the block; none when it is not stored. */
  executorsOf(rdd: RDDLineage<unknown>, partition: number): readonly ExecutorId[] {
    return this.find(rdd, partition)?.replicas.map(({ executor }) => executor) ?? NOWHERE;
  }

  /**
   * The block for a task on `executor`: from there if it can be, else from another one on the same host, else from any. It is the last to be
   * evicted from now on; what was on disk is kept in memory again where there is room, as Spark does.
   * @returns undefined when it is not stored, or nowhere that the task's executor reaches
   */
  read(rdd: RDDLineage<unknown>, partition: number, executor: ExecutorId): BlockRead | undefined {
    const block = this.find(rdd, partition);
    if (block === undefined) return undefined;
    const replica = this.nearest(block.replicas, executor);
    if (replica === undefined) return undefined;
    const isLocal = replica.executor === executor;
    const fromDisk = replica.entry === undefined;
    if (!fromDisk) this.memoryOf(rdd, replica.executor).store.touch(rdd.id, partition);
    else if (isLocal && rdd.storageLevel.useMemory) replica.entry = this.unroll(rdd, partition, block, replica);
    const { elements, bytes, diskBytes } = block;
    return {
      elements,
      inputBytes: isLocal && rdd.storageLevel.useMemory ? bytes : diskBytes,
      diskBytes: fromDisk ? diskBytes : 0,
      networkBytes: isLocal ? 0 : diskBytes,
      holder: replica.executor,
    };
  }

  /**
   * Keeps a partition as its RDD's storage level says; not at all when it does not fit into memory and may not go to disk.
   * @returns bytes that were sent to other executors for its copies
   */
  put(rdd: RDDLineage<unknown>, partition: number, { executor, ...block }: RDDBlock): Bytes {
    this.stored(rdd).computed[partition] = 1;
    const own = this.store(rdd, partition, block, executor);
    if (own === undefined) return 0;
    // A second copy of the task may have stored the partition elsewhere.
    const others = this.find(rdd, partition)?.replicas.filter((replica) => replica.executor !== executor) ?? [];
    const replicas = [own, ...others];
    const missing = rdd.storageLevel.replication - replicas.length;
    const copies = this.replicate(rdd, partition, block, replicas, missing);
    this.stored(rdd).blocks[partition] = { ...block, replicas: [...replicas, ...copies] };
    return copies.length * block.diskBytes;
  }

  /** Bytes written to disks since this was last asked: blocks that did not fit into memory, or were evicted from it. */
  takeWritten(): Bytes {
    const { written } = this;
    this.written = 0;
    return written;
  }

  /** Blocks evicted from memory since this was last asked. */
  takeEvictions(): number {
    const { evictions } = this;
    this.evictions = 0;
    return evictions;
  }

  /** Whether a partition was computed to be kept before: when it must be computed now, it was lost, evicted, or had no room. */
  wasComputed(rdd: RDDLineage<unknown>, partition: number): boolean {
    return this.rdds.get(rdd)?.computed[partition] === 1;
  }

  remove(rdd: RDDLineage<unknown>): void {
    this.eachBlock(rdd, ({ replicas }, partition) => this.release(rdd, partition, replicas));
    this.rdds.delete(rdd);
    this.movable.delete(rdd);
  }

  /** Loses one block, with its copies. @returns false when there was none. */
  drop(rdd: RDDLineage<unknown>, partition: number): boolean {
    const block = this.find(rdd, partition);
    if (block === undefined) return false;
    this.release(rdd, partition, block.replicas);
    this.stored(rdd).blocks[partition] = undefined;
    return true;
  }

  /** Which partitions of an RDD are stored, and where their bytes are, all copies counted. As Spark's driver does, this counts what is on disk there. */
  storageInfo(rdd: RDDLineage<unknown>): StorageInfo {
    const info = { partitions: [] as number[], memoryBytes: 0, diskBytes: 0 };
    this.eachBlock(rdd, ({ bytes, diskBytes, replicas }, partition) => {
      info.partitions.push(partition);
      for (const { onDisk } of replicas) {
        if (onDisk) info.diskBytes += diskBytes;
        else info.memoryBytes += bytes;
      }
    });
    return info;
  }

  /** Forgets the blocks of an executor that is lost (B11, B12). */
  removeExecutor(executor: ExecutorId): void {
    this.options.memory.executorLost(executor);
    this.lostExecutors.add(executor);
    this.held.delete(executor);
    this.updated(executor, -(this.memoryBytes.get(executor) ?? 0));
  }

  private eachCopyOn(
    executor: ExecutorId,
    visit: (rdd: RDDLineage<unknown>, partition: number, block: StoredBlock) => void,
  ): void {
    for (const rdd of this.movable) {
      this.eachBlock(rdd, (block, partition) => {
        if (block.replicas.some((replica) => replica.executor === executor)) visit(rdd, partition, block);
      });
    }
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
    const lost = this.lostExecutors.since(stored);
    if (lost.length > 0) this.loseExecutors(rdd, stored, lost);
    const block = stored.blocks[partition];
    if (block === undefined || !block.replicas.some(({ entry }) => entry !== undefined && this.evicted.has(entry))) {
      return block;
    }
    for (const replica of block.replicas) {
      if (replica.entry === undefined || !this.evicted.has(replica.entry)) continue;
      replica.entry = undefined;
      replica.onDisk ||= rdd.storageLevel.useDisk;
    }
    const replicas = block.replicas.filter(({ entry, onDisk }) => entry !== undefined || onDisk);
    stored.blocks[partition] = replicas.length === 0 ? undefined : { ...block, replicas };
    return stored.blocks[partition];
  }

  private loseExecutors(rdd: RDDLineage<unknown>, { blocks }: StoredRDD, lost: readonly ExecutorId[]): void {
    blocks.forEach((block, partition) => {
      if (block === undefined) return;
      const left = block.replicas.filter(({ executor }) => !lost.includes(executor));
      if (left.length === block.replicas.length) return;
      const missing = this.options.replicatesProactively ? block.replicas.length - left.length : 0;
      const copies = left.length === 0 ? [] : this.replicate(rdd, partition, block, left, missing);
      blocks[partition] = left.length === 0 ? undefined : { ...block, replicas: [...left, ...copies] };
    });
  }

  /** Copies a block to executors that have none; one that has no room is passed over. */
  private replicate(
    rdd: RDDLineage<unknown>,
    partition: number,
    block: Omit<RDDBlock, "executor">,
    present: readonly Replica[],
    copies: number,
  ): Replica[] {
    if (copies <= 0) return [];
    const peers = this.options.peers().filter((peer) => present.every(({ executor }) => executor !== peer));
    return replicationPeers(rdd.id, partition, peers, copies).flatMap(
      (peer) => this.store(rdd, partition, block, peer) ?? [],
    );
  }

  /** One copy, in memory or on disk; undefined when there is no room for it. */
  private store(
    rdd: RDDLineage<unknown>,
    partition: number,
    block: Omit<RDDBlock, "executor">,
    executor: ExecutorId,
  ): Replica | undefined {
    const { useMemory, useDisk } = rdd.storageLevel;
    const replica: Replica = { executor, entry: undefined, onDisk: false };
    if (useMemory) replica.entry = this.unroll(rdd, partition, block, replica);
    if (replica.entry === undefined) {
      if (!useDisk) return undefined;
      this.written += block.diskBytes;
      replica.onDisk = true;
    }
    this.count(executor, 1);
    return replica;
  }

  private count(executor: ExecutorId, copies: 1 | -1): void {
    this.held.set(executor, (this.held.get(executor) ?? 0) + copies);
  }

  private nearest(replicas: readonly Replica[], executor: ExecutorId): Replica | undefined {
    const { hostOf, canFetch } = this.options;
    const own = replicas.find((replica) => replica.executor === executor);
    if (own !== undefined) return own;
    const reached =
      canFetch === undefined ? replicas : replicas.filter((replica) => canFetch(replica.executor, executor));
    return reached.find((replica) => hostOf(replica.executor) === hostOf(executor)) ?? reached[0];
  }

  private stored(rdd: RDDLineage<unknown>): StoredRDD {
    let stored = this.rdds.get(rdd);
    if (stored === undefined) {
      const blocks = new Array<StoredBlock | undefined>(rdd.numPartitions).fill(undefined);
      stored = { blocks, computed: new Uint8Array(rdd.numPartitions), lossesSeen: this.lostExecutors.count };
      this.rdds.set(rdd, stored);
      if (this.options.movesBlocks === true) this.movable.add(rdd);
    }
    return stored;
  }

  private release(rdd: RDDLineage<unknown>, partition: number, replicas: readonly Replica[]): void {
    for (const { entry, executor } of replicas) {
      this.count(executor, -1);
      if (entry === undefined) continue;
      this.memoryOf(rdd, executor).removeBlock(rdd.id, partition);
      this.updated(executor, -entry.bytes);
    }
  }

  private memoryOf({ storageLevel }: RDDLineage<unknown>, executor: ExecutorId) {
    return this.options.memory.of(executor, storageLevel.useOffHeap ? "offHeap" : "onHeap");
  }

  private unroll(
    rdd: RDDLineage<unknown>,
    partition: number,
    { bytes, diskBytes, elements }: Omit<RDDBlock, "executor">,
    { executor, onDisk }: Replica,
  ): MemoryEntry | undefined {
    const dropBytes = onDisk ? 0 : diskBytes;
    const entry = { rddId: rdd.id, partition, bytes, ...(rdd.storageLevel.useDisk ? { dropBytes } : {}) };
    const { unrollBytes } = this.options.memory;
    if (!unrollBlock(this.memoryOf(rdd, executor), entry, elements.length, unrollBytes)) return undefined;
    this.updated(executor, bytes);
    return entry;
  }

  private updated(executor: ExecutorId, change: Bytes): void {
    if (change === 0) return;
    const bytes = (this.memoryBytes.get(executor) ?? 0) + change;
    this.memoryBytes.set(executor, bytes);
    this.options.onUpdated?.(executor, bytes);
  }
}
