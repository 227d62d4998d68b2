import type { ExecutorId, Millis } from "../../base/brand.js";
import type { BlockStore } from "../../cluster/block-store.js";
import type { ExecutorPool } from "../../cluster/executor-pool.js";
import { parseSize } from "../../conf/parse-size.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { Duration } from "../../rdd/task-context.js";
import type { ExecutorLossReason } from "../../scheduler/task/task-end-reason.js";
import type { ExecutorLifecycle } from "../executor-lifecycle.js";
import type { SimulatedCluster } from "../simulated-cluster.js";
import type { Simulation } from "../simulation.js";
import { type Fault, type FaultDesk, invalidFault } from "./fault-desk.js";

/** What can go wrong with an executor. */
export interface ExecutorFaults {
  /** Its process is killed: its tasks, blocks and shuffle files are lost. */
  kill(): Fault;
  /** {@link ExecutorFaults.kill} after a while of virtual time. */
  killAt(delay: Duration): void;
  /** The cluster takes it back for somebody else: its tasks do not count as failures (C7). */
  preempt(): Fault;
  /** It goes on working but is not heard of any more, until the driver gives it up (C14). */
  freezeHeartbeats(): Fault;
  /** It takes no new tasks (C14). */
  decommission(): Fault;
}

/** What can go wrong with a host, and with all executors on it. */
export interface HostFaults {
  /** Tasks take `factor` times as long. */
  slow(factor: number): Fault;
  /** Its disks write and read no faster than this, e.g. `"10MB/s"`. */
  disk(bandwidth: string): Fault;
  /** The network to it fails: nobody fetches from it, and the driver gives its executors up when it has not heard of them for too long. */
  disconnect(): Fault;
}

export interface ClusterFaultsOptions {
  readonly desk: FaultDesk;
  readonly simulation: Simulation;
  readonly pool: ExecutorPool;
  readonly cluster: SimulatedCluster;
  readonly lifecycle: ExecutorLifecycle;
  readonly blocks: BlockStore;
  /** `spark.executor.heartbeatInterval`, `spark.network.timeout` and how often the driver looks. */
  readonly heartbeatMs: Millis;
  readonly networkTimeoutMs: Millis;
  /** Ends the application. */
  readonly killDriver: (reason: string) => void;
}

/** How often the driver looks for executors that are silent (C14). */
const TIMEOUT_CHECK_MS = 60_000;
const PREEMPTED: ExecutorLossReason = { reason: "Container was preempted.", exitCausedByApp: false };
const KILLED: ExecutorLossReason = { reason: "Command exited with code 137", exitCausedByApp: true };

/** The faults that a user can inject into the cluster; each waits for its moment at the desk. */
export class ClusterFaults {
  private readonly options: ClusterFaultsOptions;

  constructor(options: ClusterFaultsOptions) {
    this.options = options;
  }

  /** @throws SparkError INVALID_FAULT for an executor that there never was. */
  executor(id: ExecutorId): ExecutorFaults {
    const { desk, pool, lifecycle } = this.options;
    this.checkExecutor(id);
    const on = (what: string, happened: string, act: () => void): Fault =>
      desk.arm({
        text: `executor(${id}).${what}`,
        act: () => {
          if (!pool.isAlive(id)) return undefined;
          act();
          return { happened: `Executor ${id} ${happened}`, executorId: id };
        },
      });
    return {
      kill: () => on("kill()", "was killed", () => lifecycle.lose(id, KILLED)),
      killAt: (delay) => on("kill()", "was killed", () => lifecycle.lose(id, KILLED)).after(delay),
      preempt: () => on("preempt()", "was preempted", () => lifecycle.lose(id, PREEMPTED)),
      freezeHeartbeats: () => on("freezeHeartbeats()", "fell silent", () => this.fallSilent(id, false)),
      decommission: () => on("decommission()", "is decommissioned", () => lifecycle.decommission(id)),
    };
  }

  /** @param host its name, or its number in `host-2`. @throws SparkError INVALID_FAULT for a host without executors. */
  host(host: string | number): HostFaults {
    const { desk, cluster } = this.options;
    const name = typeof host === "number" ? `host-${host}` : host;
    const executors = this.executorsOn(name);
    const on = (what: string, happened: string, act: (executor: ExecutorId) => void): Fault =>
      desk.arm({
        text: `host(${JSON.stringify(host)}).${what}`,
        act: () => {
          for (const executor of executors) act(executor);
          return { happened: `${name} ${happened}` };
        },
      });
    return {
      slow: (factor) => {
        if (!(factor > 0)) throw invalidFault(`slow(${factor}) is no factor.`, "Give a number above 0, as in slow(5).");
        return on(`slow(${factor})`, `is ${factor} times slower`, (executor) => cluster.slowDown(executor, factor));
      },
      disk: (bandwidth) => {
        const bytesPerMs = parseBandwidth(bandwidth);
        const what = `disk(${JSON.stringify(bandwidth)})`;
        return on(what, `has disks of ${bandwidth}`, (executor) => cluster.limitDisk(executor, bytesPerMs));
      },
      disconnect: () => on("disconnect()", "is cut off", (executor) => this.fallSilent(executor, true)),
    };
  }

  /** A cached block is lost; whoever needs it computes it again. */
  dropBlock(rdd: RDDLineage<unknown>, partition: number): Fault {
    const { desk, blocks } = this.options;
    if (!Number.isInteger(partition) || partition < 0 || partition >= rdd.numPartitions) {
      throw invalidFault(
        `The RDD has no partition ${partition}.`,
        `Name one of 0 … ${rdd.numPartitions - 1}, as in dropBlock(rdd, 0).`,
      );
    }
    return desk.arm({
      text: `dropBlock(rdd ${rdd.id}, ${partition})`,
      act: () =>
        blocks.drop(rdd, partition) ? { happened: `Block rdd_${rdd.id}_${partition} was dropped` } : undefined,
    });
  }

  /** The driver's process ends, and the application with it. */
  killDriver(): Fault {
    return this.options.desk.arm({
      text: "driver.kill()",
      act: () => {
        this.options.killDriver("because the driver was killed");
        return { happened: "The driver was killed" };
      },
    });
  }

  /**
   * The driver hears nothing of an executor from now on, and gives it up at the first look after its timeout. `cutOff` ends its tasks for
   * all that anybody sees.
   */
  private fallSilent(executor: ExecutorId, cutOff: boolean): void {
    const { simulation, heartbeatMs, networkTimeoutMs, lifecycle, desk } = this.options;
    const lastSeenMs = Math.floor(simulation.now / heartbeatMs) * heartbeatMs;
    const lookMs = (Math.floor((lastSeenMs + networkTimeoutMs) / TIMEOUT_CHECK_MS) + 1) * TIMEOUT_CHECK_MS;
    const loss = {
      reason: `Executor heartbeat timed out after ${lookMs - lastSeenMs} ms`,
      exitCausedByApp: true,
    };
    if (cutOff) lifecycle.lose(executor, loss, lookMs - simulation.now);
    else desk.at(lookMs, () => lifecycle.lose(executor, loss, 0));
  }

  private checkExecutor(id: ExecutorId): void {
    const { executors } = this.options.pool;
    if (executors[id] !== undefined) return;
    throw invalidFault(
      `The cluster has no executor ${id}.`,
      `Name one of ${executors.map((executor) => executor.id).join(", ")}, as in cluster.executor(${executors[0]?.id ?? 0}).`,
    );
  }

  private executorsOn(name: string): ExecutorId[] {
    const alive = this.options.pool.alive();
    const there = alive.filter(({ host }) => host === name).map(({ id }) => id);
    if (there.length > 0) return there;
    const hosts = [...new Set(alive.map(({ host }) => host))];
    throw invalidFault(`No executor is on ${name}.`, `Name one of ${hosts.join(", ")}, as in host("${hosts[0]}").`);
  }
}

/** Bytes a millisecond of `10MB/s`. */
function parseBandwidth(text: string): number {
  const match = /^\s*(.+?)\s*\/\s*s\s*$/.exec(text);
  const bytes = match === null ? undefined : parseSize(match[1]!, "b");
  if (bytes !== undefined && bytes > 0) return bytes / 1000;
  throw invalidFault(`'${text}' is no bandwidth.`, 'Give bytes a second, as in disk("10MB/s").');
}
