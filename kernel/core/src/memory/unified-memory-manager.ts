import type { Bytes, RddId, TaskId } from "../base/brand.js";
import { ExecutionMemoryPool } from "./execution-memory-pool.js";
import { type MemoryEntry, MemoryStore } from "./memory-store.js";

/** What a request for execution memory came to; `"wait"` when the task must wait until others release some. */
export type ExecutionGrant = Bytes | "wait";

/** The state of an executor's memory, for tests and pictures. */
export interface MemoryUse {
  readonly storageBytes: Bytes;
  readonly unrollBytes: Bytes;
  readonly executionBytes: Bytes;
  readonly maxBytes: Bytes;
}

/**
 * Spark's UnifiedMemoryManager as a pure state machine (E2–E5): execution and storage share M; execution takes what storage leaves free
 * and evicts cached blocks down to R; storage takes what execution leaves free and never evicts it.
 *
 * @example
 * const memory = new UnifiedMemoryManager(1000, 500, () => {});
 * memory.acquireStorage({ rddId: 0, partition: 0, bytes: 800 }); // true
 * memory.acquireExecution(1, 400); // 400
 * memory.use.storageBytes; // 0
 */
export class UnifiedMemoryManager {
  readonly store: MemoryStore = new MemoryStore();
  private readonly maxBytes: Bytes;
  private readonly storageRegionBytes: Bytes;
  private readonly execution: ExecutionMemoryPool;
  private readonly dropped: (block: MemoryEntry) => void;
  /** Size of the storage pool; the execution pool has the rest. */
  private storagePoolSize: Bytes;
  private unrollBytes: Bytes = 0;

  /**
   * @param maxBytes M
   * @param storageRegionBytes R
   * @param dropped told of each block that is evicted
   */
  constructor(maxBytes: Bytes, storageRegionBytes: Bytes, dropped: (block: MemoryEntry) => void) {
    this.maxBytes = maxBytes;
    this.storageRegionBytes = storageRegionBytes;
    this.storagePoolSize = storageRegionBytes;
    this.execution = new ExecutionMemoryPool(maxBytes - storageRegionBytes);
    this.dropped = dropped;
  }

  get use(): MemoryUse {
    return {
      storageBytes: this.store.usedBytes,
      unrollBytes: this.unrollBytes,
      executionBytes: this.execution.used,
      maxBytes: this.maxBytes,
    };
  }

  /** Share of M that is in use. */
  get pressure(): number {
    return (this.storageUsed + this.execution.used) / this.maxBytes;
  }

  /**
   * Execution memory for a task: all it asked for, or less, when it must spill (E2, E4).
   * @returns `"wait"` while it would hold less than 1/2N of the pool: it asks again when another task has released some
   */
  acquireExecution(task: TaskId, bytes: Bytes): ExecutionGrant {
    this.execution.enter(task);
    this.growExecution(bytes - this.execution.free);
    const { most, least } = this.execution.bounds(this.maxBytes - Math.min(this.storageUsed, this.storageRegionBytes));
    const held = this.execution.heldBy(task);
    const granted = Math.min(bytes, Math.max(0, most - held), this.execution.free);
    if (granted < bytes && held + granted < least) return "wait";
    this.execution.grant(task, granted);
    return granted;
  }

  /** Gives execution memory back. */
  releaseExecution(task: TaskId, bytes: Bytes): void {
    this.execution.release(task, bytes);
  }

  /** A task has ended: all its memory is free. @returns what it held */
  releaseTask(task: TaskId): Bytes {
    return this.execution.release(task, this.execution.heldBy(task));
  }

  /** Memory that a task holds for execution. */
  heldBy(task: TaskId): Bytes {
    return this.execution.heldBy(task);
  }

  /** Stores a block in memory, evicting others where that makes enough room (E3, E5). @returns false when it does not fit */
  acquireStorage(block: MemoryEntry): boolean {
    if (!this.makeStorageRoom(block.bytes, block.rddId)) return false;
    this.store.add(block);
    return true;
  }

  /** Memory for a block whose size is not known yet; it is storage memory (E5). */
  acquireUnroll(bytes: Bytes, rddId: RddId): boolean {
    if (!this.makeStorageRoom(bytes, rddId)) return false;
    this.unrollBytes += bytes;
    return true;
  }

  releaseUnroll(bytes: Bytes): void {
    this.unrollBytes -= bytes;
  }

  /** A block was unpersisted. */
  removeBlock(rddId: RddId, partition: number): void {
    this.store.remove(rddId, partition);
  }

  private get storageUsed(): Bytes {
    return this.store.usedBytes + this.unrollBytes;
  }

  /** Execution takes what storage has free or has borrowed; for the rest blocks are evicted. */
  private growExecution(missing: Bytes): void {
    if (missing <= 0) return;
    const storageFree = this.storagePoolSize - this.storageUsed;
    const reclaimable = Math.max(storageFree, this.storagePoolSize - this.storageRegionBytes);
    if (reclaimable <= 0) return;
    const wanted = Math.min(missing, reclaimable);
    const unused = Math.min(wanted, storageFree);
    const freed = wanted > unused ? unused + this.evict(wanted - unused) : unused;
    this.storagePoolSize -= freed;
    this.execution.poolSize += freed;
  }

  private makeStorageRoom(bytes: Bytes, rddId: RddId): boolean {
    if (bytes > this.maxBytes - this.execution.used) return false;
    const missing = bytes - (this.storagePoolSize - this.storageUsed);
    if (missing > 0) {
      const borrowed = Math.min(this.execution.free, missing);
      this.execution.poolSize -= borrowed;
      this.storagePoolSize += borrowed;
    }
    const stillMissing = bytes - (this.storagePoolSize - this.storageUsed);
    if (stillMissing > 0) this.evict(stillMissing, rddId);
    return bytes <= this.storagePoolSize - this.storageUsed;
  }

  private evict(bytes: Bytes, forRdd?: RddId): Bytes {
    const { freedBytes, blocks } = this.store.evict(bytes, forRdd);
    for (const block of blocks) this.dropped(block);
    return freedBytes;
  }
}
