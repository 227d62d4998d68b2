import { formatCount } from "@stageplay/core";

/** `950,000`, then `1.2 M`, `80,000 M`: for where a long number finds no room. */
export function shortCount(count: number): string {
  if (count < 1e6) return formatCount(count);
  return `${count < 1e7 ? (count / 1e6).toFixed(1) : formatCount(Math.round(count / 1e6))} M`;
}

/** `1 row`, `80,000 M rows`. */
export function shortRows(count: number): string {
  return `${shortCount(count)} ${count === 1 ? "row" : "rows"}`;
}
