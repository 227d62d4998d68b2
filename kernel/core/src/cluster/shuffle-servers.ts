import type { ExecutorId, Millis } from "../base/brand.js";
import { REMOTE_STORAGE } from "../base/remote-storage.js";
import type { RuntimeConfig } from "../conf/runtime-config.js";
import type { ExecutorPool } from "./executor-pool.js";
import type { Network } from "./network.js";

/** How often a reader tries again before a fetch has failed (C14). */
export interface FetchRetries {
  /** `spark.shuffle.io.maxRetries`. */
  readonly maxRetries: number;
  /** `spark.shuffle.io.retryWait`. */
  readonly retryWaitMs: Millis;
}

export function fetchRetries(conf: RuntimeConfig): FetchRetries {
  return {
    maxRetries: conf.getInt("spark.shuffle.io.maxRetries"),
    retryWaitMs: conf.getMillis("spark.shuffle.io.retryWait"),
  };
}

export interface ShuffleServersOptions extends FetchRetries {
  readonly pool: ExecutorPool;
  readonly network: Network;
  /** An external service on each host keeps and serves the files (F7). */
  readonly serviceEnabled: boolean;
}

/** Who can fetch shuffle files from whom, and for how long a reader tries where it cannot. */
export class ShuffleServers {
  private readonly options: ShuffleServersOptions;
  private readonly lostHosts: Set<string> = new Set();

  constructor(options: ShuffleServersOptions) {
    this.options = options;
  }

  /** A machine is gone, with its disks and the service on it. */
  hostLost(host: string): void {
    this.lostHosts.add(host);
  }

  /** Whether a reader can fetch at once what an executor wrote; what lies in remote storage it always can. */
  serves(writer: ExecutorId, reader: ExecutorId): boolean {
    if (writer === REMOTE_STORAGE) return true;
    const { network } = this.options;
    return this.isUp(writer) && (network.isWhole || this.isReached(writer, reader));
  }

  /**
   * How long a reader that cannot fetch at once waits until it can, in full retries; undefined when the network does not come back in
   * time. An executor that the driver knows to be dead is not tried again.
   */
  waitMs(writer: ExecutorId, reader: ExecutorId, nowMs: Millis): Millis | undefined {
    const { pool, network, maxRetries, retryWaitMs } = this.options;
    if (!this.isUp(writer)) return undefined;
    const backMs = network.reachesAgainMs(pool.executors[reader]!.host, pool.executors[writer]!.host);
    const retries = Math.ceil((backMs - nowMs) / retryWaitMs);
    return retries <= maxRetries ? retries * retryWaitMs : undefined;
  }

  /** How long a reader tries before it gives up. */
  triedMs(writer: ExecutorId): Millis {
    return this.isUp(writer) ? this.options.maxRetries * this.options.retryWaitMs : 0;
  }

  private isUp(writer: ExecutorId): boolean {
    const { pool, serviceEnabled } = this.options;
    if (pool.isRunning(writer)) return true;
    return serviceEnabled && !this.lostHosts.has(pool.executors[writer]!.host);
  }

  private isReached(writer: ExecutorId, reader: ExecutorId): boolean {
    const { executors } = this.options.pool;
    return this.options.network.reaches(executors[reader]!.host, executors[writer]!.host);
  }
}
