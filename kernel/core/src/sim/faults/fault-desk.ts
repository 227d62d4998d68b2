import type { ExecutorId, Millis } from "../../base/brand.js";
import { parseDuration } from "../../base/duration.js";
import { SparkError } from "../../errors/spark-error.js";
import type { ListenerBus } from "../../events/listener-bus.js";
import type { Duration } from "../../rdd/task-context.js";
import type { Simulation } from "../simulation.js";
import { ConditionWatch, type RunCondition } from "./fault-trigger.js";

/** A fault that was asked for: it happens at once unless told when. */
export interface Fault {
  /** It happens this long from now in virtual time. @example cluster.executor(1).kill().after("12s") */
  after(delay: Duration): void;
  /** It happens when something else does. @example cluster.executor(1).kill().when(stage(1).completed) */
  when(condition: RunCondition): void;
}

/** What a fault does, in words for the timeline. */
export interface FaultAction {
  /** As the user wrote it: `executor(1).kill()`. */
  readonly text: string;
  /** What it did, for the timeline; undefined when there was nothing left to do it to. */
  readonly act: () => { readonly happened: string; readonly executorId?: ExecutorId } | undefined;
}

/** Arms faults on the clock or on what happens in the run, and tells the timeline of each with its cause. */
export class FaultDesk {
  private readonly simulation: Simulation;
  private readonly bus: ListenerBus;
  private readonly watch: ConditionWatch = new ConditionWatch();
  private readonly armed: (() => void)[] = [];
  private readonly strikes: number;

  constructor(simulation: Simulation, bus: ListenerBus) {
    this.simulation = simulation;
    this.bus = bus;
    this.strikes = simulation.register((ticket) => this.armed[ticket]!());
    bus.add(this.watch);
  }

  /** Arms a fault for now; what is called on the result moves it. */
  arm(action: FaultAction): Fault {
    let moved = false;
    this.at(this.simulation.now, () => {
      if (!moved) this.strike(action, action.text);
    });
    return {
      after: (delay) => {
        moved = true;
        const text = `${action.text}.after(${JSON.stringify(delay)})`;
        this.at(this.simulation.now + parseDuration(delay), () => this.strike(action, text));
      },
      when: (condition) => {
        moved = true;
        // Not in the midst of what is being told: the next thing that happens.
        const soon = (): void =>
          this.at(this.simulation.now, () => this.strike(action, `${action.text}.when(${condition.text})`));
        this.watch.await(condition, soon);
      },
    };
  }

  /** Calls something at a virtual time. */
  at(timeMs: Millis, call: () => void): void {
    this.armed.push(call);
    this.simulation.at(timeMs, this.strikes, this.armed.length - 1);
  }

  private strike({ act }: FaultAction, text: string): void {
    const effect = act();
    if (effect === undefined) return;
    const { happened, executorId } = effect;
    this.bus.post("onFault", {
      timeMs: this.simulation.now,
      description: `${happened}: injected by ${text}`,
      ...(executorId === undefined ? {} : { executorId }),
    });
  }
}

/** The error of a fault that names nothing that there is. */
export function invalidFault(message: string, nextStep: string): SparkError {
  return new SparkError({ condition: "INVALID_FAULT", message, nextStep });
}
