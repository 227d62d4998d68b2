import type { Tick } from "./geometry.js";

/** Steps between ticks that people read easily, in milliseconds. */
const STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 20, 30].map((seconds) => seconds * 1000),
  ...[1, 2, 5, 10, 20, 30].map((minutes) => minutes * 60_000),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((hours) => hours * 3_600_000),
];

/** Virtual time to pixels. */
export interface TimeScale {
  readonly x: (timeMs: number) => number;
  /** Pixels a millisecond. */
  readonly perMs: number;
}

export function timeScale(makespanMs: number, left: number, width: number): TimeScale {
  const perMs = width / Math.max(makespanMs, 1);
  return { x: (timeMs) => left + Math.min(Math.max(timeMs, 0), Math.max(makespanMs, 1)) * perMs, perMs };
}

/** At most `most` round times from 0 to the end, all in one unit. */
export function niceTicks(makespanMs: number, most: number, x: (timeMs: number) => number): readonly Tick[] {
  const step = STEPS.find((each) => makespanMs / each <= most - 1) ?? STEPS.at(-1)!;
  const ticks: Tick[] = [];
  for (let i = 0; i * step <= makespanMs && i < 1000; i++) {
    ticks.push({ timeMs: i * step, x: x(i * step), label: tickLabel(i * step, makespanMs) });
  }
  return ticks;
}

function tickLabel(timeMs: number, makespanMs: number): string {
  if (makespanMs < 1000) return `${timeMs} ms`;
  const [unit, ms] = makespanMs < 180_000 ? ["s", 1000] : makespanMs < 10_800_000 ? ["min", 60_000] : ["h", 3_600_000];
  return `${Number((timeMs / (ms as number)).toFixed(3))} ${unit}`;
}
