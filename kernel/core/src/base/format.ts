/**
 * Sizes, times and counts as the Spark UI prints them.
 *
 * @example
 * formatBytes(1536); // "1.5 KiB"
 * formatMillis(4100); // "4.1 s"
 * formatCount(8012); // "8,012"
 */
export function formatBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let value = bytes;
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return unit === 0 ? `${Math.round(value)} B` : `${value.toFixed(1)} ${units[unit]}`;
}

/**
 * Bytes as Spark's messages print them: a unit is used from two of it on.
 *
 * @example
 * bytesToString(1024 ** 2); // "1024.0 KiB"
 */
export function bytesToString(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
  let unit = 0;
  while (unit < units.length - 1 && bytes >= 2 * 1024 ** (unit + 1)) unit++;
  return `${(bytes / 1024 ** unit).toFixed(1)} ${units[unit]}`;
}

/** Milliseconds below a second, then seconds, minutes and hours with one decimal. */
export function formatMillis(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${(ms / 60_000).toFixed(1)} min`;
  return `${(ms / 3_600_000).toFixed(1)} h`;
}

/** A whole number with a comma before each group of three digits. */
export function formatCount(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** A count with its noun: `1 core`, `4 executors`. */
export function formatNoun(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
