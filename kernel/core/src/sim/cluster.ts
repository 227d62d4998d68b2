import { formatBytes, formatNoun } from "../base/format.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { DriverPlan } from "../platform/index.js";

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
 * cluster.driver.where; // "this notebook"
 * String(cluster); // "4 executors × 2 cores (434.4 MiB unified memory each)"
 */
export class Cluster {
  /** Where the driver runs, whose memory it uses, and what a lost laptop does. */
  readonly driver: DriverPlan;
  private readonly pool: ExecutorPool;

  constructor(pool: ExecutorPool, driver: DriverPlan) {
    this.pool = pool;
    this.driver = driver;
  }

  /** The executors that are alive. */
  get executors(): readonly ExecutorView[] {
    return this.pool.alive().map(({ id, host, cores, memoryBytes }) => ({ id, host, cores, memoryBytes }));
  }

  /** Cores of all executors: the tasks that can run at once. */
  get slots(): number {
    return this.executors.reduce((sum, executor) => sum + executor.cores, 0);
  }

  toString(): string {
    const { executors } = this;
    if (executors.length === 0) return "no executors";
    return `${clusterShape(executors)} (${formatBytes(executors[0]!.memoryBytes)} unified memory each)`;
  }
}

/** `4 executors × 2 cores`, or `3 executors, 10 cores` where they differ. */
export function clusterShape(executors: readonly { readonly cores: number }[]): string {
  const count = formatNoun(executors.length, "executor");
  const cores = executors[0]?.cores ?? 0;
  if (executors.every((executor) => executor.cores === cores)) return `${count} × ${formatNoun(cores, "core")}`;
  return `${count}, ${formatNoun(
    executors.reduce((sum, executor) => sum + executor.cores, 0),
    "core",
  )}`;
}
