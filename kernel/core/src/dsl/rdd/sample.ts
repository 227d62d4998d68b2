import { JavaRandom } from "../../base/java-random.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import { PartitionwiseSampledRDD } from "../../rdd/partitionwise-sampled-rdd.js";
import { bernoulliCellSampler, bernoulliSampler, poissonSampler, sampleRows } from "../../rdd/random-sampler.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { checkFraction, splitBounds } from "../sampling-ranges.js";

/** A sample of about `fraction` of the elements, drawn by Spark's own generators. @throws SparkError INVALID_FRACTION */
export function sampleLineage<T>(
  parent: RDDLineage<T>,
  withReplacement: boolean,
  fraction: number,
  seed: number | bigint,
): RDDLineage<T> {
  checkFraction(fraction, withReplacement);
  const sampler = withReplacement ? poissonSampler(fraction) : bernoulliSampler(fraction);
  return new PartitionwiseSampledRDD(parent, sampler, seed);
}

/** The elements whose draws fall into each range of the weights. */
export function randomSplitLineages<T>(
  parent: RDDLineage<T>,
  weights: readonly number[],
  seed: number | bigint,
): RDDLineage<T>[] {
  const bounds = splitBounds(weights);
  return weights.map((_, i) => {
    const sampler = bernoulliCellSampler(bounds[i]!, bounds[i + 1]!);
    return new MapPartitionsRDD<T, T>(
      parent,
      (rows, partition) => sampleRows(rows, sampler(BigInt(seed) + BigInt(partition))),
      true,
    );
  });
}

/** Exactly `count` elements drawn at random: samples until there are enough, then shuffles on the driver. */
export async function takeSampleElements<T>(
  { count, collect, sample }: SampledRDD<T>,
  withReplacement: boolean,
  num: number,
  seed: number | bigint,
): Promise<T[]> {
  if (num === 0) return [];
  const total = await count();
  if (total === 0) return [];
  const random = new JavaRandom(seed);
  if (!withReplacement && num >= total) return shuffled(await collect(), random);
  const fraction = withReplacement ? poissonFraction(num, total) : binomialFraction(num, total);
  let samples = await sample(fraction, random.nextInt());
  while (samples.length < num) samples = await sample(fraction, random.nextInt());
  return shuffled(samples, random).slice(0, num);
}

/** What takeSample does with an RDD; each call is a job. */
export interface SampledRDD<T> {
  readonly count: () => Promise<number>;
  readonly collect: () => Promise<T[]>;
  readonly sample: (fraction: number, seed: number) => Promise<T[]>;
}

/** A fraction that gives at least `num` rows nearly always: Spark's bound for Poisson samples. */
function poissonFraction(num: number, total: number): number {
  const deviations = num < 6 ? 12 : num < 16 ? 9 : 6;
  return Math.max(num + deviations * Math.sqrt(num), 1e-10) / total;
}

/** The same for samples without replacement, with a failure rate of 0.0001. */
function binomialFraction(num: number, total: number): number {
  const fraction = num / total;
  const gamma = -Math.log(1e-4) / total;
  return Math.min(1, Math.max(1e-10, fraction + gamma + Math.sqrt(gamma * gamma + 2 * gamma * fraction)));
}

function shuffled<T>(elements: T[], random: JavaRandom): T[] {
  for (let i = elements.length - 1; i >= 1; i--) {
    const j = random.nextInt(i + 1);
    [elements[i], elements[j]] = [elements[j]!, elements[i]!];
  }
  return elements;
}
