import { dataTypeOf, type Expression, sortOrder } from "../plans/expressions/index.js";
import { type LogicalPlan, outputOf, type Sample } from "../plans/logical/index.js";
import { checkFraction, splitBounds } from "./sampling-ranges.js";

/** What `sample` was given: whether rows may come more than once, how many of them, and the seed, if there was one. */
export type SampleArguments =
  | readonly [fraction: number, seed?: number | bigint]
  | readonly [withReplacement: boolean, fraction: number, seed?: number | bigint];

/** A sample of the rows. @throws SparkError INVALID_FRACTION */
export function samplePlan(child: LogicalPlan, given: SampleArguments, nextSeed: () => bigint): Sample {
  const [withReplacement, fraction, seed] = withReplacementFirst(given);
  checkFraction(fraction, withReplacement);
  return sample(child, 0, fraction, withReplacement, BigInt(seed ?? nextSeed()));
}

/**
 * Parts of the rows, by weights. Each part draws the same numbers over the same rows, so every partition is sorted first: rows that
 * come in another order would be in two parts, or in none. @throws SparkError INVALID_WEIGHTS
 */
export function randomSplitPlans(child: LogicalPlan, weights: readonly number[], seed: bigint): readonly Sample[] {
  const bounds = splitBounds(weights);
  const order = outputOf(child)
    .filter(isOrderable)
    .map((a) => sortOrder(a));
  const sorted: LogicalPlan = order.length === 0 ? child : { kind: "Sort", order, global: false, child };
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
