import type { CentralMomentName } from "../../../plans/expressions/index.js";
import type { SlotFunction } from "./slot-function.js";

type Slots = [n: number, avg: number, m2: number];

/** Slots n, avg and m2 (the sum of squared distances from avg), kept as Spark's CentralMomentAgg keeps them. */
export function centralMoment(name: CentralMomentName): SlotFunction {
  return {
    initial: () => [0, 0, 0],
    update: (slots, at, value) => {
      if (value === null) return;
      const [n, avg, m2] = slots.slice(at, at + 3) as Slots;
      const delta = (value as number) - avg;
      const shift = delta / (n + 1);
      slots.splice(at, 3, n + 1, avg + shift, m2 + delta * (delta - shift));
    },
    merge: (slots, at, other, otherAt) => {
      const [n1, avg1, m1] = slots.slice(at, at + 3) as Slots;
      const [n2, avg2, m2] = other.slice(otherAt, otherAt + 3) as Slots;
      const n = n1 + n2;
      const delta = avg2 - avg1;
      const shift = n === 0 ? 0 : delta / n;
      slots.splice(at, 3, n, avg1 + shift * n2, m1 + m2 + delta * shift * n1 * n2);
    },
    evaluate: (slots, at) => {
      const [n, , m2] = slots.slice(at, at + 3) as Slots;
      const divisor = name.endsWith("_pop") ? n : n - 1;
      if (n === 0 || divisor === 0) return null;
      return name.startsWith("stddev") ? Math.sqrt(m2 / divisor) : m2 / divisor;
    },
  };
}
