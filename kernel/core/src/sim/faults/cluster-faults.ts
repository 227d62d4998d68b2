import type { ExecutorId } from "../../base/brand.js";
import type { BlockStore } from "../../cluster/block-store.js";
import type { ExecutorPool } from "../../cluster/executor-pool.js";
import type { Network } from "../../cluster/network.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import type { CutOffExecutors } from "../cut-off-executors.js";
import type { DriverProcess } from "../driver-process.js";
import type { ExecutorLifecycle } from "../executor-lifecycle.js";
import type { HeartbeatReceiver } from "../heartbeat-receiver.js";
import type { HostConditions } from "../host-conditions.js";
import type { Simulation } from "../simulation.js";
import type { TaskFaults } from "../task-faults.js";
import type { TaskSelector } from "../task-selector.js";
import { type DriverFaults, driverFaults } from "./driver-faults.js";
import { type ExecutorFaults, executorFaults, PREEMPTED } from "./executor-faults.js";
import type { Fault, FaultView } from "./fault.js";
import type { FaultDesk } from "./fault-desk.js";
import { type HostFaults, hostFaults } from "./host-faults.js";
import { invalidFault } from "./invalid-fault.js";
import { NetworkFaults } from "./network-faults.js";
import { type TaskFault, taskFault } from "./task-fault.js";

export interface ClusterFaultsOptions {
  readonly desk: FaultDesk;
  readonly simulation: Simulation;
  readonly pool: ExecutorPool;
  readonly hosts: HostConditions;
  readonly network: Network;
  readonly cutOff: CutOffExecutors;
  readonly lifecycle: ExecutorLifecycle;
  readonly blocks: BlockStore;
  readonly tasks: TaskFaults;
  readonly heartbeats: HeartbeatReceiver;
  /** The local master, where driver and executor are one process. */
  readonly localMaster: string | undefined;
  /** Executors that are not there yet may come: dynamic allocation. */
  readonly mayGrow: boolean;
  /** Executors that are on their way. */
  readonly arriving: () => readonly { readonly host: string }[];
  readonly driver: Pick<DriverProcess, "kill" | "loseLaptop">;
}

/** The faults that a user can inject; each waits for its moment at the desk. */
export class ClusterFaults {
  readonly network: NetworkFaults;
  readonly driver: DriverFaults;
  private readonly options: ClusterFaultsOptions;

  constructor(options: ClusterFaultsOptions) {
    this.options = options;
    this.network = new NetworkFaults(options);
    this.driver = driverFaults(options);
  }

  /** @throws SparkError INVALID_FAULT for an executor that there never was. */
  executor(id: ExecutorId): ExecutorFaults {
    return executorFaults(this.options, id);
  }

  /** @param host its name, or its number in `host-2`. @throws SparkError INVALID_FAULT for a host without executors. */
  host(host: string | number): HostFaults {
    return hostFaults(this.options, this.network, host);
  }

  /** @throws SparkError INVALID_FAULT for a selector that names nothing or something unknown. */
  task(selector: TaskSelector): TaskFault {
    return taskFault(this.options.desk, this.options.tasks, selector);
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
    const block = `rdd_${rdd.id}_${partition}`;
    return desk.arm({
      text: `dropBlock(rdd ${rdd.id}, ${partition})`,
      act: () =>
        blocks.drop(rdd, partition) ? { happened: `Block ${block} was dropped` } : `block ${block} was not cached`,
    });
  }

  /** The cluster takes executors back for somebody else, the newest first (C7). */
  preempt(count: number): Fault {
    const { desk, pool, lifecycle, localMaster } = this.options;
    if (!Number.isInteger(count) || count < 1) {
      throw invalidFault(
        `preempt(${count}) is no number of executors.`,
        "Give a whole number of at least 1, as in cluster.preempt(2).",
      );
    }
    if (localMaster !== undefined) this.executor(0).preempt();
    return desk.arm({
      text: `cluster.preempt(${count})`,
      act: () => {
        const taken = pool
          .aliveExecutors()
          .filter((id) => pool.isRunning(id))
          .slice(-count);
        if (taken.length === 0) return "no executor was left";
        for (const executor of taken) lifecycle.lose(executor, PREEMPTED);
        return { happened: `The cluster took back ${taken.map((executor) => `executor ${executor}`).join(", ")}` };
      },
    });
  }

  get faults(): readonly FaultView[] {
    return this.options.desk.faults;
  }

  clear(): void {
    this.options.desk.clear();
  }
}
