import type { Millis } from "../../base/brand.js";
import type { SparkMessage } from "./spark-message.js";

/** Messages of one kind, or of several, in order of time; made one by one, when somebody reads them. */
export interface MessageSource {
  /** Where messages of equal time stand among those of other sources: what comes of another stands behind it. */
  readonly rank: number;
  /** When the next message was sent; Infinity when there is none. */
  readonly nextMs: Millis;
  take(): SparkMessage;
  /** How many are left. */
  count(): number;
}

/** Ranks of equal times: a report comes before what it brings about, and that before what an executor makes of it. */
export const RANK = { report: 0, completion: 1, control: 2, launch: 3, running: 4, request: 5, heartbeat: 6 } as const;

/** Reads sources side by side, in order of time. */
export function* mergeSources(sources: readonly MessageSource[]): Generator<SparkMessage> {
  const ordered = [...sources].sort((a, b) => a.rank - b.rank);
  for (;;) {
    let first: MessageSource | undefined;
    let firstMs = Number.POSITIVE_INFINITY;
    for (const source of ordered) {
      const { nextMs } = source;
      if (!(nextMs < firstMs)) continue;
      first = source;
      firstMs = nextMs;
    }
    if (first === undefined) return;
    yield first.take();
  }
}
