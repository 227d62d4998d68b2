/**
 * A number that is known within bounds: what the approximate actions give. Mirrors `org.apache.spark.partial.BoundedDouble`.
 * @example
 * const { mean, low, high } = await rdd.countApprox(1000);
 * [mean, low, high]; // [4, 4, 4]
 */
export interface BoundedDouble {
  readonly mean: number;
  /** Probability that the true value lies between the bounds; 1 for a final result. */
  readonly confidence: number;
  readonly low: number;
  readonly high: number;
}

/** A final result. */
export function exactly(value: number): BoundedDouble {
  return { mean: value, confidence: 1, low: value, high: value };
}
