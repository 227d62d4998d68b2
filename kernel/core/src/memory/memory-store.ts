import type { Bytes, RddId } from "../base/brand.js";

/** In the place of an RDD's id: the block is a broadcast, and its partition the broadcast's id. */
export const BROADCAST: RddId = -1;

/** A cached partition or a broadcast as the store sees it. */
export interface MemoryEntry {
  readonly rddId: RddId;
  readonly partition: number;
  readonly bytes: Bytes;
  /** What evicting it writes to disk, 0 where it is there already; undefined when it is then gone. */
  readonly dropBytes?: Bytes;
}

/** What became of making room. */
export interface Eviction {
  readonly freedBytes: Bytes;
  /** In the order in which they were dropped. */
  readonly blocks: readonly MemoryEntry[];
}

const NOTHING: Eviction = { freedBytes: 0, blocks: [] };

/** The cached blocks of an executor in memory, the least recently used first (E5). */
export class MemoryStore {
  private readonly entries: Map<string, MemoryEntry> = new Map();
  private total: Bytes = 0;

  get usedBytes(): Bytes {
    return this.total;
  }

  get length(): number {
    return this.entries.size;
  }

  has(rddId: RddId, partition: number): boolean {
    return this.entries.has(nameOf(rddId, partition));
  }

  /** Notes that a block is read: it is the most recently used from now on. */
  touch(rddId: RddId, partition: number): void {
    const name = nameOf(rddId, partition);
    const entry = this.entries.get(name);
    if (entry === undefined) return;
    this.entries.delete(name);
    this.entries.set(name, entry);
  }

  add(entry: MemoryEntry): void {
    this.entries.set(nameOf(entry.rddId, entry.partition), entry);
    this.total += entry.bytes;
  }

  remove(rddId: RddId, partition: number): MemoryEntry | undefined {
    const name = nameOf(rddId, partition);
    const entry = this.entries.get(name);
    if (entry === undefined) return undefined;
    this.entries.delete(name);
    this.total -= entry.bytes;
    return entry;
  }

  /**
   * Drops the least recently used blocks until `bytes` are free; none at all when that many cannot be freed (E5).
   * @param forRdd the RDD that needs the room: its own blocks are never dropped for it
   */
  evict(bytes: Bytes, forRdd?: RddId): Eviction {
    const selected: MemoryEntry[] = [];
    let freedBytes = 0;
    for (const entry of this.entries.values()) {
      if (freedBytes >= bytes) break;
      if (entry.rddId === forRdd && forRdd !== BROADCAST) continue;
      selected.push(entry);
      freedBytes += entry.bytes;
    }
    if (freedBytes < bytes) return NOTHING;
    for (const { rddId, partition } of selected) this.remove(rddId, partition);
    return { freedBytes, blocks: selected };
  }
}

/** Spark's name of the block. */
function nameOf(rddId: RddId, partition: number): string {
  return `rdd_${rddId}_${partition}`;
}
