import type { ExecutorId, Millis } from "../../base/brand.js";
import { Prng } from "../../base/prng.js";

/** When an executor sends its heartbeats: `firstMs`, and every `intervalMs` from then on. */
export interface HeartbeatTimes {
  readonly firstMs: Millis;
  readonly intervalMs: Millis;
}

/**
 * An executor waits for one interval and a random part of another before its first heartbeat, so that not all beat at once (C14).
 *
 * @param startedMs when the executor had registered
 */
export function heartbeatTimes(
  seed: number,
  executor: ExecutorId,
  startedMs: Millis,
  intervalMs: Millis,
): HeartbeatTimes {
  const share = Prng.named(seed, `heartbeat ${executor}`).next();
  return { firstMs: startedMs + intervalMs + Math.floor(share * intervalMs), intervalMs };
}

/** The last heartbeat before a time; undefined when there was none. */
export function lastHeartbeatBefore({ firstMs, intervalMs }: HeartbeatTimes, timeMs: Millis): Millis | undefined {
  if (!(timeMs > firstMs)) return undefined;
  return firstMs + (Math.ceil((timeMs - firstMs) / intervalMs) - 1) * intervalMs;
}

/** The first heartbeat at a time or later. */
export function nextHeartbeatFrom({ firstMs, intervalMs }: HeartbeatTimes, timeMs: Millis): Millis {
  if (timeMs <= firstMs) return firstMs;
  return firstMs + Math.ceil((timeMs - firstMs) / intervalMs) * intervalMs;
}
