import type { Millis } from "../../base/brand.js";
import { DRIVER_NAME } from "../../cluster/network.js";
import type { ClusterFaultsOptions } from "./cluster-faults.js";
import type { LastingFault } from "./fault.js";
import { hostName } from "./host-faults.js";
import { invalidFault } from "./invalid-fault.js";

/** One side of a partition: hosts by name or number, and the driver. */
export type NetworkSide = readonly (string | number)[];

/** `network` in every cell: what can go wrong between hosts. */
export interface NetworkView {
  /**
   * Nothing gets through between two groups of hosts: fetches from one to the other fail after `spark.shuffle.io.maxRetries`, and where
   * one side has the driver, it hears nothing of the executors on the other, and gives them up after `spark.network.timeout` (C14). Each
   * side names hosts, or `"driver"`. What is sent meanwhile arrives when the partition is over.
   * @throws SparkError INVALID_FAULT for a host without executors, an empty side, and a host on both.
   * @example
   * network.partition(["host-1"], ["host-2", "host-3"]).from("5s").to("20s");
   * network.partition(["driver"], ["host-3"]).when(stage(0).completed);
   */
  partition(one: NetworkSide, other: NetworkSide): LastingFault;
}

/** Cuts hosts off one another and off the driver. */
export class NetworkFaults implements NetworkView {
  private readonly options: ClusterFaultsOptions;

  constructor(options: ClusterFaultsOptions) {
    this.options = options;
  }

  partition(one: NetworkSide, other: NetworkSide): LastingFault {
    const [a, b] = [this.checked(one), this.checked(other)];
    const onBoth = a.find((host) => b.includes(host));
    if (onBoth !== undefined) {
      throw invalidFault(`${onBoth} is on both sides of the partition.`, "Name each host on one side.");
    }
    let undo: (() => void) | undefined;
    const sides = `${a.join(", ")} and ${b.join(", ")}`;
    return this.options.desk.arm({
      text: `network.partition(${JSON.stringify(one)}, ${JSON.stringify(other)})`,
      act: (untilMs) => {
        undo = this.cut(
          (host) => a.includes(host),
          (host) => b.includes(host),
          untilMs,
        );
        return { happened: `No network between ${sides}` };
      },
      undo: () => {
        undo?.();
        return `The network is back between ${sides}`;
      },
    });
  }

  /** Cuts a host off all others and the driver. The result mends it. */
  isolate(host: string, untilMs: Millis | undefined): () => void {
    return this.cut(
      (name) => name === host,
      (name) => name !== host,
      untilMs,
    );
  }

  /** Executors that the driver no longer reaches fall silent, those that it reaches again are heard. */
  followDriver(): void {
    const { pool, network, cutOff, heartbeats, simulation } = this.options;
    for (const { id, host } of pool.alive()) {
      const reached = network.reaches(DRIVER_NAME, host);
      if (!reached && !cutOff.has(id)) {
        cutOff.cutOff(id, simulation.now);
        heartbeats.fallSilent(id, "cut off");
      } else if (reached && cutOff.has(id)) {
        heartbeats.isHeardAgain(id, "cut off");
        cutOff.reach(id);
      }
    }
  }

  private cut(
    one: (host: string) => boolean,
    other: (host: string) => boolean,
    untilMs: Millis | undefined,
  ): () => void {
    const mend = this.options.network.cut(one, other, untilMs);
    this.followDriver();
    return () => {
      mend();
      this.followDriver();
    };
  }

  private checked(side: NetworkSide): string[] {
    if (!Array.isArray(side) || side.length === 0) {
      throw invalidFault(
        "A partition has two sides with a host or the driver each.",
        'Give two lists, as in network.partition(["host-1"], ["host-2", "driver"]).',
      );
    }
    return side.map((host) => (host === DRIVER_NAME ? DRIVER_NAME : hostName(this.options, host)));
  }
}
