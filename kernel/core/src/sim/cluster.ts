import { formatBytes } from "../base/format.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";

/** One executor as a user sees it. */
export interface ExecutorView {
  readonly id: number;
  readonly host: string;
  readonly cores: number;
  /** Unified memory in bytes (E1). */
  readonly memoryBytes: number;
}

/**
 * `cluster` in every cell: the executors that the application runs on.
 *
 * @example
 * cluster.executors.length; // 4
 * cluster.slots; // 8
 * String(cluster); // "4 executors × 2 cores (434.4 MiB unified memory each)"
 */
export class Cluster {
  readonly executors: readonly ExecutorView[];
  private readonly shape: string;

  constructor(pool: ExecutorPool) {
    const { coresPerExecutor: cores, memoryBytes } = pool;
    this.executors = pool.hosts.map((host, id) => ({ id, host, cores, memoryBytes }));
    this.shape = String(pool);
  }

  /** Cores of all executors: the tasks that can run at once. */
  get slots(): number {
    return this.executors.reduce((sum, executor) => sum + executor.cores, 0);
  }

  toString(): string {
    return `${this.shape} (${formatBytes(this.executors[0]!.memoryBytes)} unified memory each)`;
  }
}
