/** A list without the last, and with it replaced. */
export function withLast(list: readonly number[], last: number): readonly number[] {
  return [...list.slice(0, -1), last];
}
