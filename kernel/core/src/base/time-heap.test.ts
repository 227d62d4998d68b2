import { expect, test } from "vitest";
import { Prng } from "./prng.js";
import { TimeHeap } from "./time-heap.js";

test("what happens at one time comes in the order in which it was put in, in place of others too", () => {
  const random = new Prng(3);
  const heap = new TimeHeap(4);
  heap.grow(40);
  const expected: { thing: number; time: number; sequence: number }[] = [];
  let sequence = 0;
  const put = (thing: number, from: number): void => {
    heap.timeOf[thing] = from + random.below(10);
    expected.push({ thing, time: heap.timeOf[thing]!, sequence: sequence++ });
  };
  const first = (): { thing: number; time: number } =>
    expected.sort((a, b) => a.time - b.time || a.sequence - b.sequence)[0]!;
  for (let thing = 0; thing < 40; thing++) {
    put(thing, 0);
    heap.push(thing);
  }
  for (let step = 0; step < 500; step++) {
    expect([heap.top, heap.topMs]).toEqual([first().thing, first().time]);
    const { thing, time } = expected.shift()!;
    put(thing, time);
    heap.replaceTop();
  }
  expect(heap.inOrder()).toEqual(
    expected.sort((a, b) => a.time - b.time || a.sequence - b.sequence).map((e) => e.thing),
  );
  while (heap.size > 0) {
    expect(heap.top).toBe(first().thing);
    expected.shift();
    heap.removeTop();
  }
});
