import type { ExecutorId, Millis } from "../../base/brand.js";
import type { ControlMessageName } from "./message-kinds.js";
import type { SentMessage } from "./message-log.js";

/** How long messages of every task take in the run's cost model, in milliseconds. */
export interface MessageTimes {
  /** The driver serializes and sends one task; they leave one after another. */
  readonly dispatchMs: Millis;
  /** A LaunchTask is on its way. */
  readonly launchMs: Millis;
  /** A StatusUpdate is on its way. */
  readonly reportMs: Millis;
  /** `spark.executor.heartbeatInterval`. */
  readonly heartbeatMs: Millis;
}

/** A while during which the driver heard nothing of an executor whose process lived. */
export interface Silence {
  readonly executorId: ExecutorId;
  readonly fromMs: Millis;
  /** Absent while it lasts. */
  readonly untilMs?: Millis;
  /** The network was cut and whatever it sent was lost, or it sent no heartbeats. */
  readonly cause: "cut off" | "frozen";
}

/**
 * What a run document holds of the messages of a run: those that are noted when they are sent, and what is needed to tell the
 * others, which are of every task or every few seconds. `spark.lastRun.trace()` reads both.
 */
export interface RunMessages {
  readonly times: MessageTimes;
  /** Noted messages in the order of noting; of many alike only the first. */
  readonly sent: readonly SentMessage[];
  /** How many of each kind were noted, kept or not. */
  readonly totals: Readonly<Partial<Record<ControlMessageName, number>>>;
  readonly silences: readonly Silence[];
}
