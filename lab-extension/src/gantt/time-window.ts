/** The part of the time axis that is shown, in virtual milliseconds since the run's start. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Simulated times are exact to less than this; a window may not be shorter. */
const SHORTEST_MS = 0.01;

/**
 * The whole run; a run without any duration still has an axis. While a run is live, the axis reaches on to a round time and so grows in steps: bars
 * keep their places from one update to the next.
 */
export function wholeRun(makespanMs: number, live = false): TimeWindow {
  const toMs = Math.max(makespanMs, 1);
  return { fromMs: 0, toMs: live ? nextStep(toMs) : toMs };
}

/** 1, 1.5, 2, 3, 5 or 7 times a power of ten, not below `ms`. */
function nextStep(ms: number): number {
  const unit = 10 ** Math.floor(Math.log10(ms));
  const step = [1, 1.5, 2, 3, 5, 7, 10].find((each) => each * unit >= ms) ?? 10;
  return step * unit;
}

/** `window` moved and shrunk into `whole`; the whole when nothing sensible is left of it. */
export function clampWindow(window: TimeWindow, whole: TimeWindow): TimeWindow {
  const fromMs = Math.max(whole.fromMs, window.fromMs);
  const toMs = Math.min(whole.toMs, window.toMs);
  return toMs - fromMs > 0 ? { fromMs, toMs } : whole;
}

/** Shows `factor` times as much time, with `atMs` at the same place in the picture; never more than the whole. */
export function zoomed(window: TimeWindow, factor: number, atMs: number, whole: TimeWindow): TimeWindow {
  const span = Math.max(SHORTEST_MS, (window.toMs - window.fromMs) * factor);
  const part = (atMs - window.fromMs) / (window.toMs - window.fromMs);
  return slidInto({ fromMs: atMs - part * span, toMs: atMs + (1 - part) * span }, whole);
}

/** The window moved by a time, as far as the run goes: its length stays. */
export function panned(window: TimeWindow, byMs: number, whole: TimeWindow): TimeWindow {
  return slidInto({ fromMs: window.fromMs + byMs, toMs: window.toMs + byMs }, whole);
}

function slidInto({ fromMs, toMs }: TimeWindow, whole: TimeWindow): TimeWindow {
  const span = toMs - fromMs;
  if (span >= whole.toMs - whole.fromMs) return whole;
  const from = Math.min(Math.max(fromMs, whole.fromMs), whole.toMs - span);
  return { fromMs: from, toMs: from + span };
}
