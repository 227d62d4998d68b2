import type { Ports } from "@stageplay/core";

/** Looks for an interrupt that a run may take, one for 64 events: far more than the longest run of the random programs needs that ends. */
const MOST_LOOKS = 1000;

/** Interrupts a run that does not end: what is awaited is cancelled, and if time goes on even so, it is stopped by force. */
export class Patience {
  private looks = 0;

  get isOver(): boolean {
    return this.looks > MOST_LOOKS;
  }

  of(ports: Ports): Ports {
    const interrupted = (): boolean => {
      if (++this.looks > 2 * MOST_LOOKS) throw new Error("time goes on, though all jobs were cancelled");
      return this.isOver;
    };
    return { ...ports, host: { ...ports.host, interrupted } };
  }
}
