/** A time since the run's start, exact enough to tell messages apart: `20.25 ms`, `3.482 s`, `2:05.3 min`. */
export function timeMark(timeMs: number): string {
  if (timeMs < 0) return `−${timeMark(-timeMs)}`;
  if (timeMs < 1000) return `${Number(timeMs.toFixed(2))} ms`;
  if (timeMs < 60_000) return `${(timeMs / 1000).toFixed(3)} s`;
  const tenths = Math.round(timeMs / 100);
  return `${Math.floor(tenths / 600)}:${((tenths % 600) / 10).toFixed(1).padStart(4, "0")} min`;
}
