export interface TakeWidthOptions {
  /** Partitions of the first job. */
  readonly initialPartitions: number;
  /** How much further each next job may reach. */
  readonly scaleUpFactor: number;
}

/** Partitions that the next job of a take looks at, after `scanned` partitions gave `found` rows and `left` are missing (A9). */
export function nextTakeWidth(scanned: number, found: number, left: number, options: TakeWidthOptions): number {
  const { initialPartitions, scaleUpFactor } = options;
  if (scanned === 0) return initialPartitions;
  if (found === 0) return scanned * scaleUpFactor;
  return Math.min(Math.ceil((1.5 * left * scanned) / found), scanned * scaleUpFactor);
}
