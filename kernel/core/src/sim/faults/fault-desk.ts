import type { Millis } from "../../base/brand.js";
import type { ListenerBus } from "../../events/listener-bus.js";
import type { Simulation } from "../simulation.js";
import { ConditionWatch } from "./condition-watch.js";
import type { FaultView } from "./fault.js";
import { type FaultAction, FaultRule } from "./fault-rule.js";

/** Where faults lie from their arming to the end of their cell; tells the timeline of each with its cause. */
export class FaultDesk {
  private readonly simulation: Simulation;
  private readonly bus: ListenerBus;
  private readonly watch: ConditionWatch;
  private readonly calls: Map<number, () => void> = new Map();
  private nextCall = 0;
  private readonly due: number;
  private rules: FaultRule[] = [];

  constructor(simulation: Simulation, bus: ListenerBus) {
    this.simulation = simulation;
    this.bus = bus;
    this.due = simulation.register((ticket) => this.call(ticket));
    this.watch = new ConditionWatch({
      bus,
      now: () => simulation.now,
      schedule: (timeMs, call) => this.at(timeMs, call),
    });
  }

  /** Arms a fault for now; what is called on the result moves it. */
  arm(action: FaultAction): FaultRule {
    const rule = new FaultRule(action, {
      watch: this.watch,
      now: () => this.simulation.now,
      schedule: (timeMs, call) => this.at(timeMs, call),
      tell: ({ happened, executorId }, cause) =>
        this.bus.post("onFault", {
          timeMs: this.simulation.now,
          description: `${happened}: injected by ${cause}`,
          short: happened,
          ...(executorId === undefined ? {} : { executorId }),
        }),
    });
    this.rules.push(rule);
    return rule;
  }

  /** What was armed in this cell, and what earlier ones have kept. */
  get faults(): readonly FaultView[] {
    return this.rules.map(({ text, state, happenedMs, kept }) => ({ text, state, happenedMs: [...happenedMs], kept }));
  }

  /** Why no attempt of the run was one that a selector names. */
  readonly whyNoTask: ConditionWatch["whyNoTask"] = (selector) => this.watch.whyNoTask(selector);

  /** A cell begins: its faults count their moments from its first job. */
  beginRun(): void {
    this.watch.beginRun();
  }

  /** A cell ends, and its faults with it. Gives a sentence for each that did not happen. */
  endRun(): string[] {
    // Those that are kept wait for the next cell's first job.
    const notes: string[] = [];
    const done = this.rules.filter((rule) => !rule.kept || rule.isDone);
    for (const rule of done) notes.push(...[rule.endRun()].filter((note) => note !== undefined));
    this.watch.beginRun();
    this.rules = this.rules.filter((rule) => !done.includes(rule));
    for (const rule of this.rules) rule.endRun();
    return notes;
  }

  /** Disarms every fault and ends what lasts. */
  clear(): void {
    for (const rule of this.rules) rule.cancel();
    this.rules = [];
  }

  /** Calls something at a virtual time. */
  at(timeMs: Millis, call: () => void): void {
    this.calls.set(this.nextCall, call);
    this.simulation.at(timeMs, this.due, this.nextCall++);
  }

  private call(ticket: number): void {
    const call = this.calls.get(ticket)!;
    this.calls.delete(ticket);
    call();
  }
}
