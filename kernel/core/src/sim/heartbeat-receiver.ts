import type { ExecutorId, Millis } from "../base/brand.js";
import { heartbeatTimes, lastHeartbeatBefore } from "../events/messages/heartbeats.js";
import type { MessageLog } from "../events/messages/message-log.js";
import type { Silence } from "../events/messages/run-messages.js";
import type { ExecutorLifecycle } from "./executor-lifecycle.js";
import type { HeartbeatConf } from "./heartbeat-conf.js";
import type { Simulation } from "./simulation.js";

export interface HeartbeatReceiverOptions extends HeartbeatConf {
  readonly simulation: Simulation;
  readonly lifecycle: ExecutorLifecycle;
  readonly messages: MessageLog;
  readonly seed: number;
}

interface Silent {
  readonly sinceMs: Millis;
  readonly causes: Set<Silence["cause"]>;
}

/**
 * The driver's end of heartbeats, Spark's HeartbeatReceiver. Executors beat all the time, and nobody counts: when one beat last is only
 * worked out when its heartbeats stop arriving. It is given up at the first look after its timeout, unless it has been heard of
 * again (C14).
 */
export class HeartbeatReceiver {
  private readonly options: HeartbeatReceiverOptions;
  private readonly silent: Map<ExecutorId, Silent> = new Map();
  private readonly look: number;

  constructor(options: HeartbeatReceiverOptions) {
    this.options = options;
    this.look = options.simulation.register((executor) => this.expireIfDead(executor));
  }

  /** Heartbeats of an executor do not arrive from now on. */
  fallSilent(executor: ExecutorId, cause: Silence["cause"]): void {
    const { simulation, messages, networkTimeoutMs, timeoutCheckMs } = this.options;
    const known = this.silent.get(executor);
    if (known?.causes.has(cause) === true) return;
    messages.fellSilent(executor, simulation.now, cause);
    if (known !== undefined) {
      known.causes.add(cause);
      return;
    }
    const silent = { sinceMs: simulation.now, causes: new Set([cause]) };
    this.silent.set(executor, silent);
    const deadMs = this.lastSeenMs(executor, silent) + networkTimeoutMs;
    simulation.at((Math.floor(deadMs / timeoutCheckMs) + 1) * timeoutCheckMs, this.look, executor);
  }

  /** Heartbeats of an executor arrive again, as far as one cause is concerned. */
  isHeardAgain(executor: ExecutorId, cause: Silence["cause"]): void {
    const { messages, simulation } = this.options;
    const known = this.silent.get(executor);
    if (known?.causes.delete(cause) !== true) return;
    messages.isHeard(executor, simulation.now, cause);
    if (known.causes.size === 0) this.silent.delete(executor);
  }

  private lastSeenMs(executor: ExecutorId, { sinceMs }: Silent): Millis {
    const { seed, lifecycle, heartbeatMs } = this.options;
    const registeredMs = lifecycle.registeredMs(executor);
    return lastHeartbeatBefore(heartbeatTimes(seed, executor, registeredMs, heartbeatMs), sinceMs) ?? registeredMs;
  }

  private expireIfDead(executor: ExecutorId): void {
    const { simulation, lifecycle, messages, networkTimeoutMs } = this.options;
    const { now } = simulation;
    const silent = this.silent.get(executor);
    if (silent === undefined) return;
    const unseenMs = Math.floor(now - this.lastSeenMs(executor, silent));
    // Heard in between: its next silence has a look of its own.
    if (unseenMs <= networkTimeoutMs || !lifecycle.isRunning(executor)) return;
    const reason = `Executor heartbeat timed out after ${unseenMs} ms`;
    messages.note(now, "ExpireDeadHosts", { a: executor, text: reason });
    messages.note(now, "KillExecutors", { a: executor, text: "and replace it" });
    lifecycle.lose(executor, { reason, exitCausedByApp: true }, 0);
  }
}
