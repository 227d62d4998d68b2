/** The value below which this part of the sorted numbers lies, as Spark's UI takes its quantiles; 0 of none. */
export function quantile(sorted: ArrayLike<number>, part: number): number {
  return sorted.length === 0 ? 0 : sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!;
}

/** The same, but the smaller neighbour where the part lies between two: of four numbers, the largest is not its own third quartile. */
export function atOrBelow(sorted: ArrayLike<number>, part: number): number {
  return sorted.length === 0 ? 0 : sorted[Math.floor(part * (sorted.length - 1))]!;
}

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** Index of the largest; −1 of none. */
export function indexOfLargest(values: ArrayLike<number>): number {
  let best = values.length === 0 ? -1 : 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
