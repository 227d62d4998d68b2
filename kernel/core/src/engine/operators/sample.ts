import { JavaRandom } from "../../base/java-random.js";
import type { SampleExec } from "../../plans/physical/index.js";
import { bernoulliCellSampler, poissonSampler } from "../../rdd/random-sampler.js";
import { addToMetric, type Kernel, type KernelOptions } from "./kernel.js";

/** The rows that are drawn, by Spark's own random numbers: equal seeds draw what Spark draws. */
export function sampleKernel(
  { lowerBound, upperBound, withReplacement, seed }: SampleExec,
  { outputRows, time }: KernelOptions,
): Kernel {
  const draws = withReplacement
    ? poissonSampler(upperBound - lowerBound, { skipsRows: false })
    : bernoulliCellSampler(lowerBound, upperBound);
  const seedOf = withReplacement ? drawnSeed : (partition: number): bigint => seed + BigInt(partition);
  return function* ([rows], context, partition) {
    const times = draws(seedOf(partition));
    let seen = 0;
    let kept = 0;
    try {
      for (const row of rows!) {
        seen++;
        for (let left = times(); left > 0; left--) {
          kept++;
          yield row;
        }
      }
    } finally {
      context.metrics.chargeTo(time, "pipelineRows", seen);
      addToMetric(context, outputRows, kept);
    }
  };

  /** With replacement, the partitions' seeds are drawn one after the other. */
  function drawnSeed(partition: number): bigint {
    const random = new JavaRandom(seed);
    for (let i = 0; i < partition; i++) random.nextLong();
    return random.nextLong();
  }
}
