import type { Bytes, ExecutorId, ShuffleId } from "../base/brand.js";

/** Bytes of shuffle files by executor and shuffle: what an executor that leaves has to hand on (C14). */
export class ShuffleHolders {
  private readonly held: Map<ExecutorId, Map<ShuffleId, Bytes>> = new Map();

  wrote(executor: ExecutorId, shuffle: ShuffleId, bytes: Bytes): void {
    const shuffles = this.held.get(executor) ?? new Map<ShuffleId, Bytes>();
    this.held.set(executor, shuffles);
    shuffles.set(shuffle, (shuffles.get(shuffle) ?? 0) + bytes);
  }

  bytesOn(executor: ExecutorId): Bytes {
    let sum = 0;
    for (const bytes of this.held.get(executor)?.values() ?? []) sum += bytes;
    return sum;
  }

  /** Shuffles of which an executor has files. */
  shufflesOn(executor: ExecutorId): readonly ShuffleId[] {
    return [...(this.held.get(executor)?.keys() ?? [])];
  }

  /** The files of an executor have gone to others, in equal parts, or are lost where there are none. */
  moved(executor: ExecutorId, peers: readonly ExecutorId[]): void {
    for (const [shuffle, bytes] of this.held.get(executor) ?? []) {
      for (const peer of peers) this.wrote(peer, shuffle, bytes / peers.length);
    }
    this.held.delete(executor);
  }
}
