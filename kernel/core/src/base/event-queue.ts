import type { Millis } from "./brand.js";

/** Called with the two numbers that were given when the event was scheduled. */
export type EventHandler = (a: number, b: number) => void;

const FIRST_CAPACITY = 1024;

/**
 * The simulation's queue: a binary heap by (time, sequence) in typed arrays, so that scheduling an event allocates nothing.
 * Events of one time come out in the order in which they were scheduled, which makes every run repeatable.
 */
export class EventQueue {
  private times = new Float64Array(FIRST_CAPACITY);
  private sequences = new Float64Array(FIRST_CAPACITY);
  private handlers = new Int32Array(FIRST_CAPACITY);
  private as = new Float64Array(FIRST_CAPACITY);
  private bs = new Float64Array(FIRST_CAPACITY);
  private size = 0;
  private sequence = 0;
  private readonly table: EventHandler[] = [];

  get length(): number {
    return this.size;
  }

  /** Time of the next event; Infinity when there is none. */
  get nextTime(): Millis {
    return this.size === 0 ? Number.POSITIVE_INFINITY : this.times[0]!;
  }

  /** Registers a kind of event; the number returned names it in {@link push}. */
  register(handler: EventHandler): number {
    this.table.push(handler);
    return this.table.length - 1;
  }

  push(time: Millis, kind: number, a = 0, b = 0): void {
    if (this.size === this.times.length) this.grow();
    const sequence = this.sequence++;
    let i = this.size++;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (this.times[parent]! <= time) break;
      this.move(parent, i);
      i = parent;
    }
    this.times[i] = time;
    this.sequences[i] = sequence;
    this.handlers[i] = kind;
    this.as[i] = a;
    this.bs[i] = b;
  }

  /** Takes the next event and calls its handler. */
  pop(): void {
    const handler = this.table[this.handlers[0]!]!;
    const a = this.as[0]!;
    const b = this.bs[0]!;
    this.removeFirst();
    handler(a, b);
  }

  private removeFirst(): void {
    const last = --this.size;
    if (last === 0) return;
    const time = this.times[last]!;
    const sequence = this.sequences[last]!;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= last) break;
      if (child + 1 < last && this.before(child + 1, child)) child++;
      const childTime = this.times[child]!;
      if (time < childTime || (time === childTime && sequence < this.sequences[child]!)) break;
      this.move(child, i);
      i = child;
    }
    this.move(last, i);
  }

  private before(i: number, j: number): boolean {
    const difference = this.times[i]! - this.times[j]!;
    return difference < 0 || (difference === 0 && this.sequences[i]! < this.sequences[j]!);
  }

  private move(from: number, to: number): void {
    this.times[to] = this.times[from]!;
    this.sequences[to] = this.sequences[from]!;
    this.handlers[to] = this.handlers[from]!;
    this.as[to] = this.as[from]!;
    this.bs[to] = this.bs[from]!;
  }

  private grow(): void {
    const capacity = this.times.length * 2;
    const wider = <T extends Float64Array | Int32Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.times = wider(this.times, new Float64Array(capacity));
    this.sequences = wider(this.sequences, new Float64Array(capacity));
    this.handlers = wider(this.handlers, new Int32Array(capacity));
    this.as = wider(this.as, new Float64Array(capacity));
    this.bs = wider(this.bs, new Float64Array(capacity));
  }
}
