import type { TimeWindow } from "./time-window.js";

/** A tick of the time axis. */
export interface TimeTick {
  readonly timeMs: number;
  readonly label: string;
}

const UNITS: readonly { readonly name: string; readonly ms: number; readonly steps: readonly number[] }[] = [
  { name: "h", ms: 3_600_000, steps: [1, 2, 5, 10, 20, 50, 100, 200, 500] },
  { name: "min", ms: 60_000, steps: [1, 2, 5, 10, 20, 30] },
  { name: "s", ms: 1000, steps: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30] },
  { name: "ms", ms: 1, steps: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500] },
];

/** All steps in milliseconds, shortest first; of equal ones that in the larger unit. */
const STEPS = UNITS.flatMap((unit) => unit.steps.map((step) => ({ unit, step: step * unit.ms }))).sort(
  (a, b) => a.step - b.step || b.unit.ms - a.unit.ms,
);

/** At most `most` round times within the window, all in one unit: the finest that leaves room, in the largest unit of which the window's end has one. */
export function timeTicks({ fromMs, toMs }: TimeWindow, most: number): readonly TimeTick[] {
  const wanted = (toMs - fromMs) / Math.max(1, most - 1);
  const { unit, step } =
    STEPS.find(({ unit: { ms }, step: each }) => toMs >= 1.5 * ms && each >= wanted) ?? STEPS.at(-1)!;
  const ticks: TimeTick[] = [];
  for (let i = Math.ceil(fromMs / step); i * step <= toMs && ticks.length < most; i++) {
    ticks.push({ timeMs: i * step, label: `${Number(((i * step) / unit.ms).toFixed(2))} ${unit.name}` });
  }
  return ticks;
}
