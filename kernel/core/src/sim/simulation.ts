import type { Millis } from "../base/brand.js";
import { type EventHandler, EventQueue } from "../base/event-queue.js";

/** How many events run before the host's event loop gets a turn, so that live pictures and interrupts come through. */
const EVENTS_PER_TURN = 20_000;

export interface SimulationOptions {
  /** Lets the host's event loop turn once. */
  readonly breathe: () => Promise<void>;
  /** Called before each event; handles an interrupt of the user. */
  readonly poll: () => void;
}

/**
 * The virtual clock and the only loop: takes the next event, moves the time there, calls its handler. Time passes only here,
 * goes on from cell to cell, and never runs while the user's program could still submit something at the same moment.
 */
export class Simulation {
  private readonly queue: EventQueue = new EventQueue();
  private readonly options: SimulationOptions;
  private time: Millis = 0;
  private driving = false;
  private turnWanted = false;

  constructor(options: SimulationOptions) {
    this.options = options;
  }

  get now(): Millis {
    return this.time;
  }

  register(handler: EventHandler): number {
    return this.queue.register(handler);
  }

  /** Schedules an event `delayMs` from now. */
  after(delayMs: Millis, kind: number, a = 0, b = 0): void {
    this.queue.push(this.time + delayMs, kind, a, b);
  }

  /** Starts the loop unless it runs. The user's program goes on first: what it submits now is submitted at the same time. */
  drive(): void {
    if (this.driving) return;
    this.driving = true;
    void this.loop();
  }

  /** Stops the loop after this event for a turn of the host: a promise of the user's program was settled. */
  wantTurn(): void {
    this.turnWanted = true;
  }

  /** Runs events at once until `done`; for jobs inside a transformation, where Spark's driver thread waits too. */
  runUntil(done: () => boolean): void {
    while (!done() && this.queue.length > 0) this.step();
  }

  private async loop(): Promise<void> {
    await this.options.breathe();
    while (this.queue.length > 0) {
      this.turnWanted = false;
      for (let i = 0; i < EVENTS_PER_TURN && this.queue.length > 0 && !this.turnWanted; i++) this.step();
      await this.options.breathe();
    }
    this.driving = false;
  }

  private step(): void {
    this.options.poll();
    if (this.queue.length === 0) return;
    this.time = Math.max(this.time, this.queue.nextTime);
    this.queue.pop();
  }
}
