import type { Millis } from "./brand.js";

/** Called with the two whole numbers that were given when the event was scheduled. */
export type EventHandler = (a: number, b: number) => void;

const FIRST_CAPACITY = 1024;
/** Children of a node: four are found in one cache line, and make the heap half as deep as two. */
const ARITY = 4;

/**
 * The simulation's queue: a heap by (time, sequence) in typed arrays, so that scheduling an event allocates nothing. Events of one
 * time come out in the order in which they were scheduled, which makes every run repeatable. The heap holds times and ids; what
 * an event carries lies under its id and never moves.
 */
export class EventQueue {
  private times = new Float64Array(FIRST_CAPACITY);
  private ids = new Int32Array(FIRST_CAPACITY);
  private sequences = new Float64Array(FIRST_CAPACITY);
  private handlers = new Int32Array(FIRST_CAPACITY);
  private as = new Int32Array(FIRST_CAPACITY);
  private bs = new Int32Array(FIRST_CAPACITY);
  private size = 0;
  private sequence = 0;
  /** The first place is empty: its event was taken, and what is scheduled next may as well sink from there. */
  private hole = false;
  private freeId = 0;
  private readonly table: EventHandler[] = [];

  constructor() {
    for (let id = 0; id < FIRST_CAPACITY; id++) this.ids[id] = id;
  }

  get length(): number {
    return this.hole ? this.size - 1 : this.size;
  }

  /** Time of the next event; Infinity when there is none. */
  get nextTime(): Millis {
    if (this.hole) this.fillHole();
    return this.size === 0 ? Number.POSITIVE_INFINITY : this.times[0]!;
  }

  /** Registers a kind of event; the number returned names it in {@link push}. */
  register(handler: EventHandler): number {
    this.table.push(handler);
    return this.table.length - 1;
  }

  push(time: Millis, kind: number, a = 0, b = 0): void {
    let id: number;
    if (this.hole) id = this.freeId;
    else {
      if (this.size === this.times.length) this.grow();
      id = this.ids[this.size]!;
    }
    this.sequences[id] = this.sequence++;
    this.handlers[id] = kind;
    this.as[id] = a;
    this.bs[id] = b;
    if (this.hole) {
      this.hole = false;
      this.sink(time, id);
    } else this.rise(time, id);
  }

  /** Takes the next event and calls its handler. */
  pop(): void {
    if (this.hole) this.fillHole();
    const id = this.ids[0]!;
    this.freeId = id;
    this.hole = true;
    this.table[this.handlers[id]!]!(this.as[id]!, this.bs[id]!);
  }

  /** Moves the last event to the first place, and the free id to where the last one was. */
  private fillHole(): void {
    this.hole = false;
    const last = --this.size;
    const id = this.ids[last]!;
    this.ids[last] = this.freeId;
    if (last > 0) this.sink(this.times[last]!, id);
  }

  /** From the last place up; a new event comes after all of its time. */
  private rise(time: Millis, id: number): void {
    const { times, ids } = this;
    let i = this.size++;
    while (i > 0) {
      const parent = ((i - 1) / ARITY) | 0;
      if (times[parent]! <= time) break;
      times[i] = times[parent]!;
      ids[i] = ids[parent]!;
      i = parent;
    }
    times[i] = time;
    ids[i] = id;
  }

  /** From the first place down. */
  private sink(time: Millis, id: number): void {
    const { times, ids, sequences, size } = this;
    let i = 0;
    for (;;) {
      const first = ARITY * i + 1;
      if (first >= size) break;
      const end = first + ARITY < size ? first + ARITY : size;
      let child = first;
      let childTime = times[first]!;
      for (let j = first + 1; j < end; j++) {
        const other = times[j]!;
        if (other < childTime || (other === childTime && sequences[ids[j]!]! < sequences[ids[child]!]!)) {
          child = j;
          childTime = other;
        }
      }
      if (time < childTime || (time === childTime && sequences[id]! < sequences[ids[child]!]!)) break;
      times[i] = childTime;
      ids[i] = ids[child]!;
      i = child;
    }
    times[i] = time;
    ids[i] = id;
  }

  private grow(): void {
    const before = this.times.length;
    const wider = <T extends Float64Array | Int32Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    const capacity = before * 2;
    this.times = wider(this.times, new Float64Array(capacity));
    this.ids = wider(this.ids, new Int32Array(capacity));
    this.sequences = wider(this.sequences, new Float64Array(capacity));
    this.handlers = wider(this.handlers, new Int32Array(capacity));
    this.as = wider(this.as, new Int32Array(capacity));
    this.bs = wider(this.bs, new Int32Array(capacity));
    for (let id = before; id < capacity; id++) this.ids[id] = id;
  }
}
