import { describe, expect, it } from "vitest";
import { CalendarQueue } from "./calendar-queue.js";
import { Prng } from "./prng.js";
import { TimeHeap } from "./time-heap.js";

const THINGS = 300;

/** Gives both the same, and takes the first thing of both again and again: it must be the same one. */
function compare(seed: number, span: number, longest: number, step: number): void {
  const random = Prng.named(seed, "calendar");
  const heap = new TimeHeap(THINGS);
  const calendar = new CalendarQueue(THINGS);
  calendar.begin(span, THINGS);
  const set = (thing: number, time: number): void => {
    // In steps, so that many things happen at the same time.
    const rounded = Math.round(time / step) * step;
    heap.timeOf[thing] = rounded;
    calendar.timeOf[thing] = rounded;
  };
  for (let thing = 0; thing < THINGS; thing++) {
    set(thing, 1000 + longest * random.next());
    heap.push(thing);
    calendar.push(thing);
    expect(calendar.top).toBe(heap.top);
  }
  for (let i = 0; i < 2000; i++) {
    expect(calendar.top).toBe(heap.top);
    set(heap.top, heap.topMs + longest * random.next());
    heap.replaceTop();
    calendar.replaceTop();
  }
  expect(calendar.inOrder()).toEqual(heap.inOrder());
  while (heap.size > 0) {
    expect([calendar.size, calendar.top]).toEqual([heap.size, heap.top]);
    heap.removeTop();
    calendar.removeTop();
  }
  expect(calendar.size).toBe(0);
}

describe("CalendarQueue", () => {
  it.each([
    ["as long as foreseen", 100, 100, 0.001],
    ["all at few times", 100, 100, 25],
    ["much longer than foreseen", 1, 10_000, 0.5],
    ["much shorter than foreseen", 10_000, 1, 0.001],
    ["all at once", 0, 0, 1],
  ])("gives things in the order of the heap: %s", (_, span, longest, step) => {
    for (const seed of [1, 2, 3]) compare(seed, span, longest, step);
  });

  it("has days enough for many things", () => {
    const calendar = new CalendarQueue(50_000);
    calendar.begin(100, 50_000);
    for (let thing = 0; thing < 50_000; thing++) {
      calendar.timeOf[thing] = 1000 + ((thing * 7919) % 50_000) / 500;
      calendar.push(thing);
    }
    let before = 0;
    for (; calendar.size > 0; calendar.removeTop()) {
      expect(calendar.timeOf[calendar.top]! >= before).toBe(true);
      before = calendar.timeOf[calendar.top]!;
    }
  });

  it("is empty again for the next span", () => {
    const calendar = new CalendarQueue(4);
    for (const span of [10, 1000]) {
      calendar.begin(span, 4);
      calendar.timeOf[3] = 5;
      calendar.timeOf[1] = 4;
      calendar.push(3);
      calendar.push(1);
      expect(calendar.inOrder()).toEqual([1, 3]);
    }
  });
});
