import type { Millis } from "./brand.js";
import { TimeHeap } from "./time-heap.js";

/** Called with the two whole numbers that were given when the event was scheduled. */
export type EventHandler = (a: number, b: number) => void;

const FIRST_CAPACITY = 1024;

/**
 * The simulation's queue, in typed arrays, so that scheduling an event allocates nothing. Events of one time come out in the order in which they
 * were scheduled, which makes every run repeatable. What an event carries lies under its id and never moves.
 */
export class EventQueue {
  private readonly heap: TimeHeap = new TimeHeap(FIRST_CAPACITY);
  private handlers: Int32Array = new Int32Array(FIRST_CAPACITY);
  private as: Int32Array = new Int32Array(FIRST_CAPACITY);
  private bs: Int32Array = new Int32Array(FIRST_CAPACITY);
  /** The first event was taken but stands there still: what is scheduled next may as well sink from its place. */
  private hole = false;
  /** Ids that no event has, the next one last. */
  private readonly freeIds: number[] = [];
  private ids = 0;
  private readonly table: EventHandler[] = [];

  get length(): number {
    return this.hole ? this.heap.size - 1 : this.heap.size;
  }

  /** Time of the next event; Infinity when there is none. */
  get nextTime(): Millis {
    if (this.hole) this.fillHole();
    return this.heap.size === 0 ? Number.POSITIVE_INFINITY : this.heap.topMs;
  }

  /** Registers a kind of event; the number returned names it in {@link push}. */
  register(handler: EventHandler): number {
    this.table.push(handler);
    return this.table.length - 1;
  }

  push(time: Millis, kind: number, a = 0, b = 0): void {
    const { heap } = this;
    const id = this.hole ? heap.top : this.newId();
    heap.timeOf[id] = time;
    this.handlers[id] = kind;
    this.as[id] = a;
    this.bs[id] = b;
    if (this.hole) {
      this.hole = false;
      heap.replaceTop();
    } else heap.push(id);
  }

  /** Takes the next event and calls its handler. */
  pop(): void {
    if (this.hole) this.fillHole();
    const id = this.heap.top;
    this.hole = true;
    this.table[this.handlers[id]!]!(this.as[id]!, this.bs[id]!);
  }

  private fillHole(): void {
    this.hole = false;
    this.freeIds.push(this.heap.top);
    this.heap.removeTop();
  }

  private newId(): number {
    const free = this.freeIds.pop();
    if (free !== undefined) return free;
    if (this.ids === this.heap.capacity) this.grow(this.ids * 2);
    return this.ids++;
  }

  private grow(capacity: number): void {
    const wider = (old: Int32Array): Int32Array => {
      const fresh = new Int32Array(capacity);
      fresh.set(old);
      return fresh;
    };
    this.heap.grow(capacity);
    this.handlers = wider(this.handlers);
    this.as = wider(this.as);
    this.bs = wider(this.bs);
  }
}
