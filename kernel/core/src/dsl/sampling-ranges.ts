import { SparkError } from "../errors/index.js";

/** Refuses a share of rows that no sample can have. @throws SparkError INVALID_FRACTION */
export function checkFraction(fraction: number, withReplacement: boolean): void {
  if (fraction >= 0 && (withReplacement || fraction <= 1)) return;
  throw new SparkError({
    condition: "INVALID_FRACTION",
    message: `A sample cannot hold a fraction of ${fraction} of the rows.`,
    nextStep: withReplacement
      ? "Give a number of at least 0."
      : "Give a number from 0 to 1; only with replacement it may be larger.",
  });
}

/** The borders of the parts of a random split, from 0 to 1: one more than there are weights. @throws SparkError INVALID_WEIGHTS */
export function splitBounds(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0) || weights.some((weight) => !(weight >= 0))) {
    throw new SparkError({
      condition: "INVALID_WEIGHTS",
      message: `randomSplit cannot divide by the weights [${weights.join(", ")}].`,
      nextStep: "Give weights of at least 0 whose sum is above 0, such as [0.8, 0.2].",
    });
  }
  const bounds = [0];
  for (const weight of weights) bounds.push(bounds.at(-1)! + weight / total);
  return bounds;
}
