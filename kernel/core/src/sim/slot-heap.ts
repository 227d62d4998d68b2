import type { Millis } from "../base/brand.js";

const ARITY = 4;

/** Busy slots by when their tasks end; of equal ends the one launched first comes first. */
export class SlotHeap {
  /** Slot that comes first. */
  top = -1;
  size = 0;
  private readonly times: Float64Array;
  private readonly slots: Int32Array;
  /** Number of the launch that a slot's task was, by slot. */
  private readonly launches: Float64Array;
  private launched = 0;

  constructor(numSlots: number) {
    this.times = new Float64Array(numSlots);
    this.slots = new Int32Array(numSlots);
    this.launches = new Float64Array(numSlots);
  }

  clear(): void {
    this.size = 0;
    this.launched = 0;
  }

  get topMs(): Millis {
    return this.times[0]!;
  }

  /** The slots by their launches, to be handed on in that order. */
  inOrderOfLaunch(): { readonly slot: number; readonly endMs: Millis }[] {
    return Array.from({ length: this.size }, (_, i) => ({ slot: this.slots[i]!, endMs: this.times[i]! })).sort(
      (a, b) => this.launches[a.slot]! - this.launches[b.slot]!,
    );
  }

  /** The slots in no particular order: that at `i`, and when it ends. */
  slotAt(i: number): number {
    return this.slots[i]!;
  }

  endAt(i: number): Millis {
    return this.times[i]!;
  }

  push(slot: number, endMs: Millis): void {
    const { times, slots } = this;
    this.launches[slot] = this.launched++;
    let i = this.size++;
    while (i > 0) {
      const parent = ((i - 1) / ARITY) | 0;
      if (times[parent]! <= endMs) break;
      times[i] = times[parent]!;
      slots[i] = slots[parent]!;
      i = parent;
    }
    times[i] = endMs;
    slots[i] = slot;
    this.top = slots[0]!;
  }

  /** The first slot has a new task. */
  replaceTop(endMs: Millis): void {
    const slot = this.slots[0]!;
    this.launches[slot] = this.launched++;
    this.sink(endMs, slot);
  }

  /** The first slot has no task any more. */
  removeTop(): void {
    const last = --this.size;
    if (last > 0) this.sink(this.times[last]!, this.slots[last]!);
  }

  private sink(time: Millis, slot: number): void {
    const { times, slots, launches, size } = this;
    let i = 0;
    for (;;) {
      const first = ARITY * i + 1;
      if (first >= size) break;
      const end = first + ARITY < size ? first + ARITY : size;
      let child = first;
      let childTime = times[first]!;
      for (let j = first + 1; j < end; j++) {
        const other = times[j]!;
        if (other < childTime || (other === childTime && launches[slots[j]!]! < launches[slots[child]!]!)) {
          child = j;
          childTime = other;
        }
      }
      if (time < childTime || (time === childTime && launches[slot]! < launches[slots[child]!]!)) break;
      times[i] = childTime;
      slots[i] = slots[child]!;
      i = child;
    }
    times[i] = time;
    slots[i] = slot;
    this.top = slots[0]!;
  }
}
