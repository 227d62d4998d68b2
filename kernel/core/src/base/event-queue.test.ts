import { expect, test } from "vitest";
import { EventQueue } from "./event-queue.js";
import { Prng } from "./prng.js";

test("events come out by time, equal times in the order in which they were scheduled", () => {
  const queue = new EventQueue();
  const seen: [number, number][] = [];
  const kind = queue.register((a, b) => seen.push([a, b]));
  const random = new Prng(7);
  const times = Array.from({ length: 5000 }, () => random.below(50));
  times.forEach((time, sequence) => {
    queue.push(time, kind, time, sequence);
  });
  while (queue.length > 0) queue.pop();
  const expected = times.map((time, sequence) => [time, sequence]).sort((x, y) => x[0]! - y[0]! || x[1]! - y[1]!);
  expect(seen).toEqual(expected);
});

test("a handler may schedule what comes next", () => {
  const queue = new EventQueue();
  const seen: number[] = [];
  const kind = queue.register((n) => {
    seen.push(n);
    if (n < 5) queue.push(n + 1, kind, n + 1);
  });
  queue.push(0, kind, 0);
  while (queue.length > 0) queue.pop();
  expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
  expect(queue.nextTime).toBe(Number.POSITIVE_INFINITY);
});
