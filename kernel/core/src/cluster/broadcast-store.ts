import type { ExecutorId, Millis } from "../base/brand.js";
import { BROADCAST } from "../memory/index.js";
import type { BroadcastData } from "../rdd/broadcast-data.js";
import { OBJECT_FACTOR } from "../rdd/task-memory.js";
import type { ExecutorMemory } from "./executor-memory.js";

export interface BroadcastStoreOptions {
  /** What an executor waits for a broadcast that it does not have: until it is there and read. */
  readonly fetchMs: (data: BroadcastData, executor: ExecutorId) => Millis;
  readonly memory: ExecutorMemory;
}

/**
 * Which broadcasts each executor has, and since when: each fetches one once, and its first tasks wait for it together (E8). There it is storage memory, its
 * serialized pieces and its objects: it evicts cached blocks, and goes to disk itself when others need the room.
 */
export class BroadcastStore {
  private readonly options: BroadcastStoreOptions;
  /** When executors have what they fetch, by number of the broadcast. */
  private readonly readyMs: Map<number, Map<ExecutorId, Millis>> = new Map();

  constructor(options: BroadcastStoreOptions) {
    this.options = options;
  }

  /** What a task that begins at `nowMs` waits for a broadcast. */
  waitMs(data: BroadcastData, executor: ExecutorId, nowMs: Millis): Millis {
    let ofData = this.readyMs.get(data.id);
    if (ofData === undefined) {
      ofData = new Map();
      this.readyMs.set(data.id, ofData);
    }
    let readyMs = ofData.get(executor);
    if (readyMs === undefined) {
      readyMs = nowMs + this.options.fetchMs(data, executor);
      ofData.set(executor, readyMs);
      const bytes = data.bytes * (1 + OBJECT_FACTOR);
      this.options.memory.of(executor).acquireStorage({ rddId: BROADCAST, partition: data.id, bytes, dropBytes: 0 });
    }
    return Math.max(0, readyMs - nowMs);
  }

  /** Executors that have fetched it, or do. */
  holders(data: BroadcastData): number {
    return this.readyMs.get(data.id)?.size ?? 0;
  }

  /** No executor has it any more. */
  remove(data: BroadcastData): void {
    const { memory } = this.options;
    for (const executor of this.readyMs.get(data.id)?.keys() ?? []) memory.of(executor).removeBlock(BROADCAST, data.id);
    this.readyMs.delete(data.id);
  }
}
