import { Well19937c } from "../base/well-19937c.js";
import { XORShiftRandom } from "../base/xor-shift-random.js";

/** How often a sample takes each row: one function for a partition, made from its seed. Spark's `RandomSampler`. */
export type Sampler = (seed: bigint) => () => number;

/** Up to this fraction Spark draws how many rows to skip, rather than whether to take each. */
const MAX_GAP_FRACTION = 0.4;
/** A draw of 0 would skip forever. */
const EPSILON = 5e-11;

/** Each row with probability `fraction`, at most once: Spark's `BernoulliSampler`. */
export function bernoulliSampler(fraction: number): Sampler {
  return (seed) => {
    if (fraction <= 0) return () => 0;
    if (fraction >= 1) return () => 1;
    const random = new XORShiftRandom(seed);
    if (fraction > MAX_GAP_FRACTION) return () => (random.nextDouble() <= fraction ? 1 : 0);
    return gapSampling(random, Math.log1p(-fraction), () => 1);
  };
}

/** Rows whose draw falls into [from, to): disjoint ranges give disjoint samples. Spark's `BernoulliCellSampler`. */
export function bernoulliCellSampler(from: number, to: number): Sampler {
  return (seed) => {
    if (to - from <= 0) return () => 0;
    const random = new XORShiftRandom(seed);
    return () => {
      const draw = random.nextDouble();
      return draw >= from && draw < to ? 1 : 0;
    };
  };
}

/**
 * Each row as often as a Poisson distribution of mean `fraction` says: Spark's `PoissonSampler`, sampling with replacement. SQL draws for each row,
 * where an RDD skips rows if few are taken.
 */
export function poissonSampler(fraction: number, { skipsRows = true }: { skipsRows?: boolean } = {}): Sampler {
  return (seed) => {
    if (fraction <= 0) return () => 0;
    const none = Math.exp(-fraction);
    if (!skipsRows || fraction > MAX_GAP_FRACTION) {
      const random = new Well19937c(seed);
      return () => poisson(() => random.nextDouble(), none);
    }
    const random = new XORShiftRandom(seed);
    const atLeastOne = (): number => {
      const start = none + (1 - none) * random.nextDouble();
      return (
        1 +
        drawsWhileAbove(
          () => random.nextDouble(),
          start,
          (product) => product > none,
        )
      );
    };
    return gapSampling(random, -fraction, atLeastOne);
  };
}

/** The draws of a stratified sample: uniform ones, and Poisson ones with a stream for each mean. Spark's `RandomDataGenerator`. */
export class KeyedRandom {
  private readonly seed: bigint;
  private readonly uniform: XORShiftRandom;
  private readonly streams: Map<number, () => number> = new Map();

  constructor(seed: bigint) {
    this.seed = seed;
    this.uniform = new XORShiftRandom(seed);
  }

  nextUniform(): number {
    return this.uniform.nextDouble();
  }

  nextPoisson(mean: number): number {
    let stream = this.streams.get(mean);
    if (stream === undefined) {
      const random = new Well19937c(this.seed);
      const none = Math.exp(-mean);
      stream = () => (mean <= 0 ? 0 : poisson(() => random.nextDouble(), none));
      this.streams.set(mean, stream);
    }
    return stream();
  }
}

/** Skips a geometrically distributed number of rows between those that are taken. */
function gapSampling(random: XORShiftRandom, logOfSkip: number, times: () => number): () => number {
  const gap = (): number => Math.trunc(Math.log(Math.max(random.nextDouble(), EPSILON)) / logOfSkip);
  let dropping = gap();
  return () => {
    if (dropping > 0) {
      dropping--;
      return 0;
    }
    const taken = times();
    dropping = gap();
    return taken;
  };
}

/** Knuth's method, as Commons Math has it for small means. */
function poisson(nextDouble: () => number, none: number): number {
  return drawsWhileAbove(nextDouble, 1, (product) => product >= none);
}

/** How many draws can be multiplied before the product falls too low. */
function drawsWhileAbove(nextDouble: () => number, start: number, isAbove: (product: number) => boolean): number {
  let draws = 0;
  for (let product = start * nextDouble(); isAbove(product); product *= nextDouble()) draws++;
  return draws;
}

/** The rows of a sample: each as often as the sampler says. */
export function* sampleRows<T>(rows: Iterable<T>, times: () => number): Iterable<T> {
  for (const row of rows) for (let left = times(); left > 0; left--) yield row;
}
