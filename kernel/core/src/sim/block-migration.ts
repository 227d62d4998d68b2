import type { ExecutorId, Millis, ShuffleId } from "../base/brand.js";
import { REMOTE_HOST, REMOTE_STORAGE } from "../base/remote-storage.js";
import type { BlockStore } from "../cluster/block-store.js";
import type { CostModel } from "../cluster/cost-model.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { ShuffleHolders } from "../cluster/shuffle-holders.js";
import type { MapOutputTracker } from "../scheduler/map-output-tracker.js";
import type { DecommissionConf } from "./decommission-conf.js";

export interface BlockMigrationOptions {
  readonly conf: DecommissionConf;
  readonly pool: ExecutorPool;
  readonly blocks: BlockStore;
  readonly holders: ShuffleHolders;
  readonly mapOutputs: MapOutputTracker;
  readonly cost: CostModel;
  /** Files of a shuffle have come to an executor. */
  readonly shuffleArrived: (executor: ExecutorId, shuffle: ShuffleId) => void;
}

/** Hands what lies on an executor that leaves to others: Spark's BlockManagerDecommissioner (C14). */
export class BlockMigration {
  private readonly options: BlockMigrationOptions;

  constructor(options: BlockMigrationOptions) {
    this.options = options;
  }

  get isEnabled(): boolean {
    return this.options.conf.movesShuffles || this.options.conf.movesBlocks;
  }

  /** How long it takes to send everything that lies there now. */
  durationMs(executor: ExecutorId): Millis {
    const { conf, holders, blocks, cost } = this.options;
    const shuffleBytes = conf.movesShuffles ? holders.bytesOn(executor) : 0;
    const blockBytes = conf.movesBlocks ? blocks.bytesOn(executor) : 0;
    return (shuffleBytes + blockBytes) * cost.remoteReadMsPerByte;
  }

  /** What lies on the executor lies on others from now on, as far as they have room. */
  move(executor: ExecutorId): void {
    const peers = this.peersOf(executor);
    if (this.options.conf.movesBlocks && peers.length > 0) this.options.blocks.moveFrom(executor);
    if (this.options.conf.movesShuffles) this.moveShuffles(executor, peers);
  }

  /** Whether something is left that somebody could take: where nobody can, nobody waits for it. */
  isDone(executor: ExecutorId): boolean {
    const { conf, holders, blocks } = this.options;
    const hasPeers = this.peersOf(executor).length > 0;
    const shufflesLeft =
      conf.movesShuffles && (hasPeers || conf.hasFallback) && holders.shufflesOn(executor).length > 0;
    return !shufflesLeft && !(conf.movesBlocks && hasPeers && blocks.hasBlocks(executor));
  }

  /** Map outputs go round the other executors; where there are none, to fallback storage. */
  private moveShuffles(executor: ExecutorId, peers: readonly ExecutorId[]): void {
    const { conf, pool, holders, mapOutputs, shuffleArrived } = this.options;
    if (peers.length === 0 && !conf.hasFallback) return;
    mapOutputs.moveOutputs(executor, (mapIndex) => {
      const peer = peers[mapIndex % peers.length];
      if (peer === undefined) return { executorId: REMOTE_STORAGE, host: REMOTE_HOST };
      return { executorId: peer, host: pool.executors[peer]!.host };
    });
    for (const shuffle of holders.shufflesOn(executor)) for (const peer of peers) shuffleArrived(peer, shuffle);
    holders.moved(executor, peers);
  }

  private peersOf(executor: ExecutorId): ExecutorId[] {
    const { pool } = this.options;
    return pool.aliveExecutors().filter((peer) => peer !== executor && pool.isRunning(peer));
  }
}
