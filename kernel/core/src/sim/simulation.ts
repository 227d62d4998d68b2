import type { Millis } from "../base/brand.js";
import { type EventHandler, EventQueue } from "../base/event-queue.js";

/** How many events run before the host's event loop gets a turn, so that live pictures and interrupts come through. */
const EVENTS_PER_TURN = 20_000;
/** How many events run between two looks at whether the user interrupts. */
const EVENTS_PER_POLL = 64;

export interface SimulationOptions {
  /** Lets the host's event loop turn once. */
  readonly breathe: () => Promise<void>;
  /** True when the user wants to interrupt. */
  readonly interrupted: () => boolean;
  /** True when that is known already: a running task has noticed. */
  readonly interruptKnown: () => boolean;
  /** Called every few events, and as soon as an interrupt is known; handles an interrupt of the user. */
  readonly poll: () => void;
  /** Called when somebody waits and nothing is left that could happen. */
  readonly stuck: () => void;
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
  private eventsToPoll = 0;
  /** Things that somebody waits for: jobs, the driver's own work, running tasks. */
  private awaited = 0;
  private ended: Promise<void> = Promise.resolve();

  constructor(options: SimulationOptions) {
    this.options = options;
  }

  get isInterrupted(): boolean {
    return this.options.interrupted();
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

  /** Schedules an event at a time, which is now at the earliest. */
  at(timeMs: Millis, kind: number, a = 0, b = 0): void {
    this.queue.push(timeMs < this.time ? this.time : timeMs, kind, a, b);
  }

  /** When the next event is due. */
  get nextEventMs(): Millis {
    return this.queue.nextTime;
  }

  /** Time has passed to here, in a way that needed no events. */
  passTo(timeMs: Millis): void {
    this.time = timeMs;
  }

  /**
   * The driver is busy for a while. Everything that happens is seen by the driver, one thing after another; so what was due meanwhile
   * happens, for all that anybody can tell, when it is done.
   */
  spend(ms: Millis): void {
    this.time += ms;
  }

  /**
   * Somebody waits for something that an event will bring. Time passes only as long as somebody does: an executor that registers in a
   * minute, or a timer, keeps nobody waiting.
   */
  hold(): void {
    this.awaited++;
  }

  /** What {@link hold} was called for has come. */
  release(): void {
    this.awaited--;
  }

  /** Starts the loop unless it runs. The user's program goes on first: what it submits now is submitted at the same time. */
  drive(): void {
    if (this.driving) return;
    this.driving = true;
    this.ended = this.loop();
  }

  /** Resolves when time stands still. */
  whenStill(): Promise<void> {
    return this.ended;
  }

  /** Stops the loop after this event for a turn of the host: a promise of the user's program was settled. */
  wantTurn(): void {
    this.turnWanted = true;
  }

  /** Runs events at once until `done`; for jobs inside a transformation, where Spark's driver thread waits too. */
  runUntil(done: () => boolean): void {
    while (!done() && this.queue.length > 0) this.step();
    if (!done()) this.options.stuck();
  }

  private async loop(): Promise<void> {
    await this.options.breathe();
    while (this.awaited > 0) {
      if (this.queue.length === 0) {
        this.options.stuck();
        // Whoever waits still waits for something that cannot come.
        if (this.queue.length === 0) break;
      }
      this.turnWanted = false;
      for (let i = 0; i < EVENTS_PER_TURN && this.mayGoOn(); i++) this.step();
      await this.options.breathe();
    }
    this.driving = false;
  }

  private mayGoOn(): boolean {
    return this.awaited > 0 && this.queue.length > 0 && !this.turnWanted;
  }

  private step(): void {
    if (this.eventsToPoll-- <= 0 || this.options.interruptKnown()) {
      this.eventsToPoll = EVENTS_PER_POLL;
      this.options.poll();
      if (this.queue.length === 0) return;
    }
    const next = this.queue.nextTime;
    if (next > this.time) this.time = next;
    this.queue.pop();
  }
}
