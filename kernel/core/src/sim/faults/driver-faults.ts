import type { Duration } from "../../rdd/task-context.js";
import type { ClusterFaultsOptions } from "./cluster-faults.js";
import type { Fault } from "./fault.js";
import type { FaultRule } from "./fault-rule.js";
import { invalidFault } from "./invalid-fault.js";

/** What can go wrong with the driver. */
export interface DriverFaults {
  /**
   * Its process ends, and the application with it: jobs fail, executors are given back.
   * @throws SparkError INVALID_FAULT with a local master, where the driver is the notebook's own process.
   * @example driver.kill().after("2min")
   */
  kill(): Fault;
  /** {@link DriverFaults.kill} at a moment of the run, as its timeline shows it. @example driver.killAt("30s") */
  killAt(moment: Duration): Fault;
  /**
   * The machine of the notebook goes away: the driver dies with it in client mode; in cluster mode it lives in the cluster and goes on.
   * @throws SparkError INVALID_FAULT with a local master
   * @example driver.loseLaptop().after("2min")
   */
  loseLaptop(): Fault;
}

export function driverFaults({ desk, driver, localMaster }: ClusterFaultsOptions): DriverFaults {
  const arm = (text: string, happens: () => string): FaultRule => {
    if (localMaster !== undefined) {
      throw invalidFault(
        `With ${localMaster} the driver is the notebook's own process.`,
        'Restart the kernel to end it, or choose a cluster: SparkSession.builder().master("yarn").getOrCreate().',
      );
    }
    return desk.arm({ text, act: () => ({ happened: happens() }) });
  };
  const kill = (): FaultRule =>
    arm("driver.kill()", () => {
      driver.kill();
      return "The driver was killed";
    });
  return {
    kill,
    killAt: (moment) =>
      kill()
        .from(moment)
        .named(`driver.killAt(${JSON.stringify(moment)})`),
    loseLaptop: () => arm("driver.loseLaptop()", () => driver.loseLaptop()),
  };
}
