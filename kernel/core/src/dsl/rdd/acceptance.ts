import { structuralKey } from "../../base/structural-key.js";
import type { Pair } from "../../rdd/aggregator.js";
import { checkedPair } from "../../rdd/checked-pair.js";
import type { KeyedRandom } from "../../rdd/random-sampler.js";

/** The chance that a key gets too few or too many on the first look. */
const DELTA = 5e-5;
const MIN_SAMPLING_RATE = 1e-10;

/** How many pairs each key has, by structural key; needed to draw with replacement. */
export type Sizes = ReadonlyMap<unknown, number>;

/**
 * What one look at the pairs of a key told: how many are in for sure, and the draws of those that may be. Spark's `AcceptanceResult` of
 * stratified sampling.
 */
export abstract class AcceptanceResult {
  readonly fraction: number;
  numItems = 0;
  numAccepted = 0;
  waitList: number[] = [];
  /** A draw below is in. */
  acceptBound: number = Number.NaN;
  /** A draw below may be in. */
  waitListBound: number = Number.NaN;

  constructor(fraction: number) {
    this.fraction = fraction;
  }

  /** Draws for one more pair. */
  abstract look(random: KeyedRandom): void;

  /** Adds what another partition told; the bounds stay its own. */
  merge(other: AcceptanceResult): this {
    this.waitList.push(...other.waitList);
    this.numAccepted += other.numAccepted;
    this.numItems += other.numItems;
    return this;
  }
}

/** Without replacement: the bounds follow the number of pairs seen so far. */
export class BernoulliAcceptance extends AcceptanceResult {
  look(random: KeyedRandom): void {
    const { fraction } = this;
    const gamma = -Math.log(DELTA) / this.numItems;
    const low = gamma * (2 / 3);
    this.acceptBound = fraction + low - Math.sqrt(low * low + 3 * low * fraction);
    const high = fraction + gamma + Math.sqrt(gamma * gamma + 2 * gamma * fraction);
    this.waitListBound = Math.min(1, Math.max(MIN_SAMPLING_RATE, high));
    const draw = random.nextUniform();
    if (draw < this.acceptBound) this.numAccepted++;
    else if (draw < this.waitListBound) this.waitList.push(draw);
    this.numItems++;
  }
}

/** With replacement: the bounds follow from the size of the key. */
export class PoissonAcceptance extends AcceptanceResult {
  constructor(fraction: number, size: number) {
    super(fraction);
    const sample = Math.ceil(size * fraction);
    const deviations = sample < 6 ? 12 : sample < 16 ? 9 : 6;
    const lower = Math.max(sample - deviations * Math.sqrt(sample), 1e-15);
    const upper = Math.max(sample + deviations * Math.sqrt(sample), MIN_SAMPLING_RATE);
    this.acceptBound = lower / size;
    this.waitListBound = (upper - lower) / size;
  }

  look(random: KeyedRandom): void {
    this.numAccepted += this.acceptBound === 0 ? 0 : random.nextPoisson(this.acceptBound);
    for (let left = random.nextPoisson(this.waitListBound); left > 0; left--) this.waitList.push(random.nextUniform());
    this.numItems++;
  }

  /** How often a pair is in the sample; draws exactly as {@link look} did. */
  copies(random: KeyedRandom, threshold: number): number {
    let copies = this.acceptBound === 0 ? 0 : random.nextPoisson(this.acceptBound);
    for (let left = random.nextPoisson(this.waitListBound); left > 0; left--)
      if (random.nextUniform() < threshold) copies++;
    return copies;
  }
}

/** Looks at the pairs of one partition; the results by structural key. */
export function acceptances<K>(
  rows: Iterable<Pair<K, unknown>>,
  random: KeyedRandom,
  fractionOf: (key: K) => number,
  sizes: Sizes | undefined,
): ReadonlyMap<unknown, AcceptanceResult> {
  const results = new Map<unknown, AcceptanceResult>();
  for (const pair of rows) {
    const [key] = checkedPair(pair);
    const id = structuralKey(key);
    let result = results.get(id);
    if (result === undefined) {
      const fraction = fractionOf(key);
      result =
        sizes === undefined ? new BernoulliAcceptance(fraction) : new PoissonAcceptance(fraction, sizes.get(id)!);
      results.set(id, result);
    }
    result.look(random);
  }
  return results;
}

/** The draw below which a pair of the wait list is in, so that the key gets ⌈fraction · n⌉. */
export function thresholdOf({
  fraction,
  numItems,
  numAccepted,
  waitList,
  acceptBound,
  waitListBound,
}: AcceptanceResult): number {
  const missing = Math.ceil(numItems * fraction) - numAccepted;
  if (missing < 0) return acceptBound;
  return [...waitList].sort((a, b) => a - b)[missing] ?? waitListBound;
}
