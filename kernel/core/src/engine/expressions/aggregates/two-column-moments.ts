import type { TwoColumnMomentName } from "../../../plans/expressions/index.js";
import type { SlotFunction } from "./slot-function.js";

type Slots = [n: number, xAvg: number, yAvg: number, ck: number, xMk: number, yMk: number];

/** Slots n, averages and the sum of products of the distances from them; corr also keeps the squares. Rows with a null do not count. */
export function twoColumnMoment(name: TwoColumnMomentName): SlotFunction {
  const width = name === "corr" ? 6 : 4;
  const read = (slots: readonly unknown[], at: number): Slots => {
    const found = slots.slice(at, at + width) as number[];
    return [...found, 0, 0].slice(0, 6) as Slots;
  };
  const write = (slots: unknown[], at: number, values: Slots): void => {
    slots.splice(at, width, ...values.slice(0, width));
  };
  return {
    initial: () => new Array<number>(width).fill(0),
    update: (slots, at, value) => {
      const [x, y] = value as [number | null, number | null];
      if (x === null || y === null) return;
      const [n0, xAvg, yAvg, ck, xMk, yMk] = read(slots, at);
      const n = n0 + 1;
      const [dx, dy] = [x - xAvg, y - yAvg];
      const newX = xAvg + dx / n;
      const newY = yAvg + dy / n;
      write(slots, at, [n, newX, newY, ck + dx * (y - newY), xMk + dx * (x - newX), yMk + dy * (y - newY)]);
    },
    merge: (slots, at, other, otherAt) => {
      const [n1, x1, y1, c1, xm1, ym1] = read(slots, at);
      const [n2, x2, y2, c2, xm2, ym2] = read(other, otherAt);
      const n = n1 + n2;
      const [dx, dy] = [x2 - x1, y2 - y1];
      const [dxN, dyN] = n === 0 ? [0, 0] : [dx / n, dy / n];
      write(slots, at, [
        n,
        x1 + dxN * n2,
        y1 + dyN * n2,
        c1 + c2 + dx * dyN * n1 * n2,
        xm1 + xm2 + dx * dxN * n1 * n2,
        ym1 + ym2 + dy * dyN * n1 * n2,
      ]);
    },
    evaluate: (slots, at) => {
      const [n, , , ck, xMk, yMk] = read(slots, at);
      if (n === 0) return null;
      if (name === "covar_pop") return ck / n;
      if (n === 1) return null;
      return name === "covar_samp" ? ck / (n - 1) : ck / Math.sqrt(xMk * yMk);
    },
  };
}
