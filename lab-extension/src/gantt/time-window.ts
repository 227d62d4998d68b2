/** The part of the time axis that is shown, in virtual milliseconds since the run's start. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The whole run; a run without any duration still has an axis. */
export function wholeRun(makespanMs: number): TimeWindow {
  return { fromMs: 0, toMs: Math.max(makespanMs, 1) };
}

/** `window` moved and shrunk into the run; the whole run when nothing sensible is left of it. */
export function clampWindow(window: TimeWindow, makespanMs: number): TimeWindow {
  const whole = wholeRun(makespanMs);
  const fromMs = Math.max(whole.fromMs, window.fromMs);
  const toMs = Math.min(whole.toMs, window.toMs);
  return toMs - fromMs > 0 ? { fromMs, toMs } : whole;
}

/** The window that a Plotly zoom event tells: `whole` after a reset, undefined when the event was about something else. */
export function windowAfter(event: Readonly<Record<string, unknown>>): TimeWindow | "whole" | undefined {
  if (event["xaxis.autorange"] === true) return "whole";
  const pair = event["xaxis.range"];
  const [from, to] = Array.isArray(pair) ? pair : [event["xaxis.range[0]"], event["xaxis.range[1]"]];
  if (from === undefined || to === undefined) return undefined;
  return { fromMs: Number(from), toMs: Number(to) };
}
