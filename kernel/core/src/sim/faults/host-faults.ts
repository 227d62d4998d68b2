import type { Millis } from "../../base/brand.js";
import { parseSize } from "../../conf/parse-size.js";
import type { ClusterFaultsOptions } from "./cluster-faults.js";
import { executorIsDriver } from "./executor-faults.js";
import type { Fault, LastingFault } from "./fault.js";
import { invalidFault } from "./invalid-fault.js";
import type { NetworkFaults } from "./network-faults.js";

/** What can go wrong with a host, and with all executors on it, those that come later as well. */
export interface HostFaults {
  /**
   * The machine is gone, with its executors and all that lies on its disks: shuffle files too, even those that a service keeps (F7).
   * @example cluster.host(2).kill().after("5s")
   */
  kill(): Fault;
  /** Work on it takes `factor` times as long, the rest of what runs there as well. @throws SparkError INVALID_FAULT */
  slow(factor: number): LastingFault;
  /** Its disks write and read no faster than this, also for the rest of what runs. @throws SparkError INVALID_FAULT @example cluster.host(2).disk("10MB/s") */
  disk(bandwidth: string): LastingFault;
  /** The network to it fails: nobody fetches from it, and the driver gives its executors up when it has not heard of them for too long. */
  disconnect(): LastingFault;
}

/** @throws SparkError INVALID_FAULT for a host without executors. */
export function hostFaults(
  options: ClusterFaultsOptions,
  network: NetworkFaults,
  asWritten: string | number,
): HostFaults {
  const { desk, hosts, lifecycle, localMaster } = options;
  const host = hostName(options, asWritten);
  const name = `host(${JSON.stringify(asWritten)})`;
  const lasting = (
    what: string,
    happened: string,
    over: string,
    act: (untilMs: Millis | undefined) => () => void,
  ): LastingFault => {
    let undo: (() => void) | undefined;
    return desk.arm({
      text: `${name}.${what}`,
      act: (untilMs) => {
        undo = act(untilMs);
        return { happened: `${host} ${happened}` };
      },
      undo: () => {
        undo?.();
        return `${host} ${over}`;
      },
    });
  };
  return {
    kill: () => {
      if (localMaster !== undefined) throw executorIsDriver(localMaster);
      return desk.arm({
        text: `${name}.kill()`,
        act: () => {
          lifecycle.loseHost(host);
          return { happened: `${host} was killed` };
        },
      });
    },
    slow: (factor) => {
      if (!(factor > 0) || factor === Number.POSITIVE_INFINITY) {
        throw invalidFault(`slow(${factor}) is no factor.`, "Give a number above 0, as in slow(5).");
      }
      const act = (): (() => void) => hosts.slowDown(host, factor);
      return lasting(`slow(${factor})`, `is ${factor} times slower`, "is as fast as before", act);
    },
    disk: (bandwidth) => {
      const bytesPerMs = parseBandwidth(bandwidth);
      const act = (): (() => void) => hosts.limitDisk(host, bytesPerMs);
      const what = `disk(${JSON.stringify(bandwidth)})`;
      return lasting(what, `has disks of ${bandwidth}`, "has its disks' full speed again", act);
    },
    disconnect: () =>
      lasting("disconnect()", "is cut off", "is reached again", (untilMs) => network.isolate(host, untilMs)),
  };
}

/** The host that a name, or the number in `host-2`, means. @throws SparkError INVALID_FAULT for a host without executors. */
export function hostName({ pool, arriving, mayGrow }: ClusterFaultsOptions, asWritten: string | number): string {
  const name = typeof asWritten === "number" ? `host-${asWritten}` : asWritten;
  const names = [...new Set([...pool.alive(), ...arriving()].map(({ host }) => host))];
  if (names.includes(name) || (mayGrow && /^host-[1-9]\d*$/.test(name))) return name;
  // By their numbers, not in the order of coming.
  names.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  throw invalidFault(
    `No executor is on ${name}.`,
    names.length === 0
      ? "There is none yet: run a job first, and dynamic allocation asks for them."
      : `Name one of ${names.join(", ")}, as in host("${names[0]}").`,
  );
}

/** Bytes a millisecond of `10MB/s`. */
function parseBandwidth(text: string): number {
  const match = /^\s*(.+?)\s*\/\s*s\s*$/.exec(text);
  const bytes = match === null ? undefined : parseSize(match[1]!, "b");
  if (bytes !== undefined && bytes > 0) return bytes / 1000;
  throw invalidFault(`'${text}' is no bandwidth.`, 'Give bytes a second, as in disk("10MB/s").');
}
