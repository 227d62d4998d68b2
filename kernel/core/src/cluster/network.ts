import type { Millis } from "../base/brand.js";

/** The driver's name among hosts. */
export const DRIVER_NAME = "driver";

/** Two groups of hosts between which nothing gets through, until a time where that is known. */
interface Cut {
  readonly one: (host: string) => boolean;
  readonly other: (host: string) => boolean;
  readonly untilMs: Millis;
}

/**
 * Which hosts reach one another. All do, unless a fault cuts them off: then connections between the two sides are refused, and the
 * driver hears nothing of the executors on the other side.
 */
export class Network {
  private readonly cuts: Set<Cut> = new Set();

  get isWhole(): boolean {
    return this.cuts.size === 0;
  }

  /** Cuts two groups of hosts off one another. The result mends it. */
  cut(
    one: (host: string) => boolean,
    other: (host: string) => boolean,
    untilMs: Millis = Number.POSITIVE_INFINITY,
  ): () => void {
    const cut = { one, other, untilMs };
    this.cuts.add(cut);
    return () => void this.cuts.delete(cut);
  }

  /** Whether two hosts, or a host and the driver, reach each other. A host always reaches itself. */
  reaches(a: string, b: string): boolean {
    return this.cuts.size === 0 || this.reachesAgainMs(a, b) === Number.NEGATIVE_INFINITY;
  }

  /** When two hosts will reach each other again, as far as is known; −Infinity when they do. */
  reachesAgainMs(a: string, b: string): Millis {
    let againMs = Number.NEGATIVE_INFINITY;
    if (a === b) return againMs;
    for (const { one, other, untilMs } of this.cuts) {
      if ((one(a) && other(b)) || (one(b) && other(a))) againMs = Math.max(againMs, untilMs);
    }
    return againMs;
  }
}
