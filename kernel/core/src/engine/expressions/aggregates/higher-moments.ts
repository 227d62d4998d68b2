import type { HigherMomentName } from "../../../plans/expressions/index.js";
import type { SlotFunction } from "./slot-function.js";

/** Slots n, avg, m2, m3 (and m4): sums of powers of the distances from avg, merged as Spark's CentralMomentAgg merges them. */
export function higherMoment(name: HigherMomentName): SlotFunction {
  const width = name === "skewness" ? 4 : 5;
  const mergeInto = (slots: unknown[], at: number, other: readonly number[]): void => {
    const [n1, avg1, a2, a3, a4 = 0] = slots.slice(at, at + width) as [number, number, number, number, number?];
    const [n2, avg2, b2, b3, b4 = 0] = other as [number, number, number, number, number?];
    const n = n1 + n2;
    const delta = avg2 - avg1;
    const deltaN = n === 0 ? 0 : delta / n;
    const m2 = a2 + b2 + delta * deltaN * n1 * n2;
    const m3 = a3 + b3 + deltaN * deltaN * delta * n1 * n2 * (n1 - n2) + 3 * deltaN * (n1 * b2 - n2 * a2);
    const m4 =
      a4 +
      b4 +
      deltaN ** 3 * delta * n1 * n2 * (n1 * n1 - n1 * n2 + n2 * n2) +
      6 * deltaN * deltaN * (n1 * n1 * b2 + n2 * n2 * a2) +
      4 * deltaN * (n1 * b3 - n2 * a3);
    slots.splice(at, width, ...[n, avg1 + deltaN * n2, m2, m3, m4].slice(0, width));
  };
  return {
    initial: () => new Array<number>(width).fill(0),
    update: (slots, at, value) => {
      if (value === null) return;
      const [n0, avg0, m20, m30, m40 = 0] = slots.slice(at, at + width) as [number, number, number, number, number?];
      const n = n0 + 1;
      const delta = (value as number) - avg0;
      const deltaN = delta / n;
      const m2 = m20 + delta * (delta - deltaN);
      const [delta2, deltaN2] = [delta * delta, deltaN * deltaN];
      const m3 = m30 - 3 * deltaN * m2 + delta * (delta2 - deltaN2);
      const m4 = m40 - 4 * deltaN * m3 - 6 * deltaN2 * m2 + delta * (delta * delta2 - deltaN * deltaN2);
      slots.splice(at, width, ...[n, avg0 + deltaN, m2, m3, m4].slice(0, width));
    },
    merge: (slots, at, other, otherAt) => mergeInto(slots, at, other.slice(otherAt, otherAt + width) as number[]),
    evaluate: (slots, at) => {
      const [n, , m2, m3, m4 = 0] = slots.slice(at, at + width) as [number, number, number, number, number?];
      if (n === 0 || m2 === 0) return null;
      return name === "skewness" ? (Math.sqrt(n) * m3) / Math.sqrt(m2 * m2 * m2) : (n * m4) / (m2 * m2) - 3;
    },
  };
}
