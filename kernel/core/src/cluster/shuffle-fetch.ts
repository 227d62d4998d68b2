import type { Bytes, ExecutorId } from "../base/brand.js";
import type { TaskMetrics } from "../rdd/task-context.js";
import type { FetchLimits } from "./fetch-limits.js";

/** Requests to one executor: those that are complete, and the one that is being put together. */
interface Requests {
  count: number;
  blocks: number;
  openBytes: Bytes;
  openBlocks: number;
}

/** What one read of a shuffle fetches: Spark's ShuffleBlockFetcherIterator as far as counts and limits go (F4). */
export class ShuffleFetch {
  private readonly limits: FetchLimits;
  private readonly targetBytes: Bytes;
  private readonly addresses: Map<ExecutorId, Requests> = new Map();
  /** Maps that a block was fetched of already, where those of neighbouring reducers come with it. */
  private readonly batches: Set<number> | undefined;
  private localBlocks = 0;
  private remoteBytes = 0;
  private largestBytes = 0;
  private toDiskBytes = 0;

  /** @param isRange more than one reducer is read */
  constructor(limits: FetchLimits, isRange: boolean) {
    this.limits = limits;
    this.targetBytes = Math.max(1, limits.maxBytesInFlight / 5);
    this.batches = isRange && limits.fetchesInBatch ? new Set() : undefined;
  }

  /** A block on the task's own executor; `times` of them, of as many maps. */
  addLocal(mapIndex: number, times = 1): void {
    if (this.isNew(mapIndex)) this.localBlocks += times;
  }

  /** A block on another executor. */
  addRemote(executor: ExecutorId, mapIndex: number, bytes: Bytes, times = 1): void {
    let to = this.addresses.get(executor);
    if (to === undefined) {
      to = { count: 0, blocks: 0, openBytes: 0, openBlocks: 0 };
      this.addresses.set(executor, to);
    }
    const blocks = this.isNew(mapIndex) ? times : 0;
    to.blocks += blocks;
    this.remoteBytes += bytes * times;
    // Many alike: as many whole requests as they make, then the rest.
    const whole = times === 1 ? 0 : Math.floor(times / this.blocksPerRequest(bytes));
    const rest = times - whole * this.blocksPerRequest(bytes);
    if (whole > 0) this.request(to, this.blocksPerRequest(bytes) * bytes, whole);
    to.openBytes += bytes * rest;
    to.openBlocks += Math.min(blocks, rest);
    if (to.openBytes >= this.targetBytes || to.openBlocks >= this.limits.maxBlocksPerAddress) this.close(to);
  }

  /** Counts all of it. @returns bytes that are in memory outside the heap at once */
  finish(metrics: TaskMetrics): Bytes {
    metrics.shuffleLocalBlocks += this.localBlocks;
    if (this.addresses.size === 0) return 0;
    const { maxBytesInFlight, maxRequestsInFlight, maxBlocksPerAddress } = this.limits;
    let requests = 0;
    let rounds = 1;
    for (const to of this.addresses.values()) {
      if (to.openBytes > 0) this.close(to);
      requests += to.count;
      metrics.shuffleRemoteBlocks += to.blocks;
      rounds = Math.max(rounds, Math.ceil(to.blocks / maxBlocksPerAddress));
    }
    const inMemory = this.remoteBytes - this.toDiskBytes;
    metrics.fetchRounds += Math.max(
      rounds,
      Math.ceil(inMemory / maxBytesInFlight),
      Math.ceil(requests / maxRequestsInFlight),
    );
    if (this.toDiskBytes > 0) {
      metrics.shuffleToDiskBytes += this.toDiskBytes;
      metrics.charge("diskBytes", 2 * this.toDiskBytes);
    }
    return Math.min(inMemory, Math.max(maxBytesInFlight, this.largestBytes));
  }

  private isNew(mapIndex: number): boolean {
    if (this.batches === undefined) return true;
    if (this.batches.has(mapIndex)) return false;
    this.batches.add(mapIndex);
    return true;
  }

  private blocksPerRequest(bytes: Bytes): number {
    const bySize = Math.ceil(this.targetBytes / Math.max(1, bytes));
    return Math.min(bySize, this.limits.maxBlocksPerAddress);
  }

  private close(to: Requests): void {
    this.request(to, to.openBytes, 1);
    to.openBytes = 0;
    to.openBlocks = 0;
  }

  private request(to: Requests, bytes: Bytes, times: number): void {
    to.count += times;
    if (bytes > this.limits.maxBytesToMemory) this.toDiskBytes += bytes * times;
    else this.largestBytes = Math.max(this.largestBytes, bytes);
  }
}
