import type { Quantiles } from "./run-model-types.js";

/**
 * Minimum, quartiles and maximum as Spark's UI takes them: the value at index floor(q · n) of the sorted ones, no
 * interpolation. Sorts `values` in place; undefined when there are none.
 */
export function quantiles(values: Float64Array): Quantiles | undefined {
  if (values.length === 0) return undefined;
  values.sort();
  const at = (share: number): number => values[Math.min(values.length - 1, Math.floor(share * values.length))]!;
  return { min: at(0), p25: at(0.25), median: at(0.5), p75: at(0.75), max: at(1) };
}
