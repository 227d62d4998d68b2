import type { Bytes } from "../base/brand.js";

/** What executors fetch once each, to read it in tasks (E8). */
export interface BroadcastData {
  readonly id: number;
  /** Serialized and compressed, as it travels. */
  readonly bytes: Bytes;
}
