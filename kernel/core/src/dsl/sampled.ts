import { SparkError } from "../errors/index.js";
import { dataTypeOf, type Expression, sortOrder } from "../plans/expressions/index.js";
import { type LogicalPlan, outputOf, type Sample } from "../plans/logical/index.js";

/** What `sample` was given: whether rows may come more than once, how many of them, and the seed, if there was one. */
export type SampleArguments =
  | readonly [fraction: number, seed?: number | bigint]
  | readonly [withReplacement: boolean, fraction: number, seed?: number | bigint];

/** A sample of the rows. @throws SparkError INVALID_FRACTION */
export function samplePlan(child: LogicalPlan, given: SampleArguments, nextSeed: () => bigint): Sample {
  const [withReplacement, fraction, seed] = withReplacementFirst(given);
  if (!(fraction >= 0) || (!withReplacement && fraction > 1)) throw badFraction(fraction, withReplacement);
  return sample(child, 0, fraction, withReplacement, BigInt(seed ?? nextSeed()));
}

/**
 * Parts of the rows, by weights. Each part draws the same numbers over the same rows, so every partition is sorted first: rows that
 * come in another order would be in two parts, or in none. @throws SparkError INVALID_WEIGHTS
 */
export function randomSplitPlans(child: LogicalPlan, weights: readonly number[], seed: bigint): readonly Sample[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0) || weights.some((weight) => !(weight >= 0))) throw badWeights(weights);
  const order = outputOf(child)
    .filter(isOrderable)
    .map((a) => sortOrder(a));
  const sorted: LogicalPlan = order.length === 0 ? child : { kind: "Sort", order, global: false, child };
  const bounds = [0];
  for (const weight of weights) bounds.push(bounds.at(-1)! + weight / total);
  return weights.map((_, i) => sample(sorted, bounds[i]!, bounds[i + 1]!, false, seed));
}

function sample(
  child: LogicalPlan,
  lowerBound: number,
  upperBound: number,
  withReplacement: boolean,
  seed: bigint,
): Sample {
  return { kind: "Sample", lowerBound, upperBound, withReplacement, seed, child };
}

function withReplacementFirst(given: SampleArguments): readonly [boolean, number, (number | bigint)?] {
  return typeof given[0] === "boolean"
    ? (given as readonly [boolean, number, (number | bigint)?])
    : [false, ...(given as readonly [number, (number | bigint)?])];
}

/** Maps have no order. */
const isOrderable = (e: Expression): boolean => dataTypeOf(e).kind !== "map";

function badFraction(fraction: number, withReplacement: boolean): SparkError {
  return new SparkError({
    condition: "INVALID_FRACTION",
    message: `A sample cannot hold a fraction of ${fraction} of the rows.`,
    nextStep: withReplacement
      ? "Give a number of at least 0."
      : "Give a number from 0 to 1; only with replacement it may be larger.",
  });
}

function badWeights(weights: readonly number[]): SparkError {
  return new SparkError({
    condition: "INVALID_WEIGHTS",
    message: `randomSplit cannot divide by the weights [${weights.join(", ")}].`,
    nextStep: "Give weights of at least 0 whose sum is above 0, such as [0.8, 0.2].",
  });
}
