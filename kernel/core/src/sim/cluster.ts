import { formatBytes, formatNoun } from "../base/format.js";
import type { ExecutorPool } from "../cluster/executor-pool.js";
import type { DriverPlan } from "../platform/index.js";
import type { RDDLineage } from "../rdd/rdd-lineage.js";
import type { ClusterFaults, ExecutorFaults, HostFaults } from "./faults/cluster-faults.js";
import type { Fault } from "./faults/fault-desk.js";

/** One executor as a user sees it. */
export interface ExecutorView {
  readonly id: number;
  readonly host: string;
  /** Rack of the host, where the cluster has racks. */
  readonly rack: string | undefined;
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

  private readonly faults: ClusterFaults;

  constructor(pool: ExecutorPool, driver: DriverPlan, faults: ClusterFaults) {
    this.pool = pool;
    this.driver = driver;
    this.faults = faults;
  }

  /**
   * What can go wrong with an executor.
   * @example
   * cluster.executor(1).killAt("5ms");
   * await sc.parallelize([1, 2, 3, 4, 5, 6, 7, 8], 8).map((x) => (work("1s"), x)).count(); // 8
   * spark.lastRun.tasks.some((task) => task.status === "ExecutorLostFailure"); // true
   * @throws SparkError INVALID_FAULT for an executor that there never was.
   */
  executor(id: number): ExecutorFaults {
    return this.faults.executor(id);
  }

  /**
   * What can go wrong with a host, by its name or its number.
   * @example cluster.host(2).slow(5)
   * @throws SparkError INVALID_FAULT for a host without executors.
   */
  host(host: string | number): HostFaults {
    return this.faults.host(host);
  }

  /**
   * Loses the cached block of one partition; whoever needs it computes it again.
   * @example
   * const cached = sc.parallelize([1, 2, 3, 4], 2).cache();
   * await cached.count(); // 4
   * cluster.dropBlock(cached, 1);
   * @throws SparkError INVALID_FAULT for a partition that there is not.
   */
  dropBlock(rdd: { readonly lineage: RDDLineage<unknown> }, partition: number): Fault {
    return this.faults.dropBlock(rdd.lineage, partition);
  }

  /** Ends the driver's process, and the application with it. @example cluster.killDriver().after("2min") */
  killDriver(): Fault {
    return this.faults.killDriver();
  }

  /** The executors that are alive. */
  get executors(): readonly ExecutorView[] {
    return this.pool.alive().map(({ id, host, rack, cores, memoryBytes }) => ({ id, host, rack, cores, memoryBytes }));
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
