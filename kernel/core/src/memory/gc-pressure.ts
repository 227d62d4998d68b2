/** Share of run time that garbage collection takes, by heap occupancy; between the points it grows evenly (K). */
const POINTS: readonly (readonly [occupancy: number, share: number])[] = [
  [0.5, 0.02],
  [0.7, 0.065],
  [0.85, 0.15],
  [0.95, 0.4],
  [1, 0.5],
];

/**
 * Share of a task's compute time that garbage collection adds when this much of the heap is occupied (K: below 50% 1–3%, at 70% 5–8%, at
 * 85% 10–20%, at 95% more than 40%).
 *
 * @param occupancy 0 to 1
 * @example
 * gcShare(0.2); // 0.02
 */
export function gcShare(occupancy: number): number {
  const after = POINTS.findIndex(([at]) => occupancy <= at);
  if (after === 0) return POINTS[0]![1];
  if (after === -1) return POINTS.at(-1)![1];
  const [lowAt, low] = POINTS[after - 1]!;
  const [highAt, high] = POINTS[after]!;
  return low + ((occupancy - lowAt) / (highAt - lowAt)) * (high - low);
}
