import type { Millis } from "./brand.js";

/** Children of a node: four are found in one cache line, and make the heap half as deep as two. */
const ARITY = 4;

/**
 * Things that happen, by when; what happens at the same time comes in the order in which it was put in. Things are small whole numbers. Their times go in
 * and out through arrays and never as arguments or results, which would make an object of each.
 */
export class TimeHeap {
  size = 0;
  /** When a thing happens: to be set before it is pushed or put in the first one's place. */
  timeOf: Float64Array;
  /** The heap: times and things, the first one first. */
  times: Float64Array;
  things: Int32Array;
  /** How many things had been put in before. */
  private sequenceOf: Float64Array;
  private sequence = 0;

  /** @param capacity things are below */
  constructor(capacity: number) {
    this.timeOf = new Float64Array(capacity);
    this.times = new Float64Array(capacity);
    this.things = new Int32Array(capacity);
    this.sequenceOf = new Float64Array(capacity);
  }

  get capacity(): number {
    return this.timeOf.length;
  }

  /** What comes first. */
  get top(): number {
    return this.things[0]!;
  }

  get topMs(): Millis {
    return this.times[0]!;
  }

  clear(): void {
    this.size = 0;
    this.sequence = 0;
  }

  grow(capacity: number): void {
    this.timeOf = widened(this.timeOf, new Float64Array(capacity));
    this.times = widened(this.times, new Float64Array(capacity));
    this.things = widened(this.things, new Int32Array(capacity));
    this.sequenceOf = widened(this.sequenceOf, new Float64Array(capacity));
  }

  /** The things in the order in which they would come. */
  inOrder(): number[] {
    const { timeOf, sequenceOf } = this;
    return Array.from(this.things.subarray(0, this.size)).sort(
      (a, b) => timeOf[a]! - timeOf[b]! || sequenceOf[a]! - sequenceOf[b]!,
    );
  }

  push(thing: number): void {
    const { times, things } = this;
    const time = this.timeOf[thing]!;
    this.sequenceOf[thing] = this.sequence++;
    let i = this.size++;
    while (i > 0) {
      const parent = ((i - 1) / ARITY) | 0;
      if (times[parent]! <= time) break;
      times[i] = times[parent]!;
      things[i] = things[parent]!;
      i = parent;
    }
    times[i] = time;
    things[i] = thing;
  }

  /** What came first has a new time. */
  replaceTop(): void {
    const thing = this.things[0]!;
    this.sequenceOf[thing] = this.sequence++;
    this.sink(thing);
  }

  removeTop(): void {
    const last = --this.size;
    if (last > 0) this.sink(this.things[last]!);
  }

  /** From the first place down. */
  private sink(thing: number): void {
    const { times, things, sequenceOf, size } = this;
    const time = this.timeOf[thing]!;
    let i = 0;
    for (;;) {
      const first = ARITY * i + 1;
      if (first >= size) break;
      const end = first + ARITY < size ? first + ARITY : size;
      let child = first;
      let childTime = times[first]!;
      for (let j = first + 1; j < end; j++) {
        const other = times[j]!;
        if (other < childTime || (other === childTime && sequenceOf[things[j]!]! < sequenceOf[things[child]!]!)) {
          child = j;
          childTime = other;
        }
      }
      if (time < childTime || (time === childTime && sequenceOf[thing]! < sequenceOf[things[child]!]!)) break;
      times[i] = childTime;
      things[i] = things[child]!;
      i = child;
    }
    times[i] = time;
    things[i] = thing;
  }
}

function widened<T extends Float64Array | Int32Array>(old: T, fresh: T): T {
  fresh.set(old);
  return fresh;
}
