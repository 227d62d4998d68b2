import type { JobRunner } from "../../backend.js";
import { compareKeys } from "../../base/compare.js";
import { structuralKey } from "../../base/structural-key.js";
import type { RuntimeConfig } from "../../conf/runtime-config.js";
import { SparkError } from "../../errors/index.js";
import type { CallSite } from "../../events/listener.js";
import type { Pair } from "../../rdd/aggregator.js";
import { checkedPair } from "../../rdd/checked-pair.js";
import { MapPartitionsRDD } from "../../rdd/map-partitions-rdd.js";
import { KeyedRandom } from "../../rdd/random-sampler.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { type AcceptanceResult, acceptances, PoissonAcceptance, type Sizes, thresholdOf } from "./acceptance.js";
import { countByKeyLineage } from "./count-by-key.js";

/** The share of the pairs that each key keeps. */
export type Fractions<K> = ReadonlyMap<K, number>;

/** How the pairs of a key are drawn. */
export interface KeySample<K> {
  readonly withReplacement: boolean;
  readonly fractions: Fractions<K>;
  readonly seed: number | bigint;
}

interface Driver {
  readonly conf: RuntimeConfig;
  readonly jobs: JobRunner;
  readonly callSite: CallSite;
}

/** Each pair by itself: kept with the probability of its key, or as often as a Poisson distribution says. */
export function sampleByKeyLineage<K, V>(
  parent: RDDLineage<Pair<K, V>>,
  withReplacement: boolean,
  fractions: Fractions<K>,
  seed: number | bigint,
): RDDLineage<Pair<K, V>> {
  const fractionOf = lookup(fractions);
  const times = (random: KeyedRandom, key: K): number =>
    withReplacement ? random.nextPoisson(fractionOf(key)) : Number(random.nextUniform() < fractionOf(key));
  return drawn(parent, seed, times);
}

/** Looks at all pairs first, to know the draw from which on a key has enough. */
export function sampleByKeyExactLineage<K, V>(
  { conf, jobs, callSite }: Driver,
  parent: RDDLineage<Pair<K, V>>,
  { withReplacement, fractions, seed }: KeySample<K>,
): RDDLineage<Pair<K, V>> {
  const fractionOf = lookup(fractions);
  const request = { callSite, cause: "action" } as const;
  const counted = <T>(rdd: RDDLineage<T>): T[] => jobs.runJobNow({ ...request, rdd, task: (rows) => [...rows] }).flat();
  const sizes: Sizes | undefined = withReplacement
    ? new Map(counted(countByKeyLineage(conf, parent)).map(([key, n]) => [structuralKey(key), n]))
    : undefined;
  const looked = new MapPartitionsRDD<Pair<K, V>, ReadonlyMap<unknown, AcceptanceResult>>(parent, (rows, partition) => [
    acceptances(rows, new KeyedRandom(BigInt(seed) + BigInt(partition)), fractionOf, sizes),
  ]);
  const all = new Map<unknown, AcceptanceResult>();
  for (const part of counted(looked)) {
    for (const [key, result] of part) all.set(key, all.has(key) ? result.merge(all.get(key)!) : result);
  }
  const thresholds = new Map([...all].map(([key, result]) => [key, thresholdOf(result)]));
  return drawn(parent, seed, (random, key) => {
    const id = structuralKey(key);
    const threshold = thresholds.get(id)!;
    const result = all.get(id)!;
    if (result instanceof PoissonAcceptance) return result.copies(random, threshold);
    return Number(random.nextUniform() < threshold);
  });
}

/** Each pair as often as `times` says; a partition draws with a seed of its own. */
function drawn<K, V>(
  parent: RDDLineage<Pair<K, V>>,
  seed: number | bigint,
  times: (random: KeyedRandom, key: K) => number,
): RDDLineage<Pair<K, V>> {
  const draw = function* (rows: Iterable<Pair<K, V>>, partition: number): Iterable<Pair<K, V>> {
    const random = new KeyedRandom(BigInt(seed) + BigInt(partition));
    for (const pair of rows) for (let left = times(random, checkedPair(pair)[0]); left > 0; left--) yield pair;
  };
  return new MapPartitionsRDD<Pair<K, V>, Pair<K, V>>(parent, draw, true);
}

/** @throws SparkError INVALID_FRACTION for a fraction below 0, and in a task for a key without one */
function lookup<K>(fractions: Fractions<K>): (key: K) => number {
  const negative = [...fractions].find(([, fraction]) => !(fraction >= 0));
  if (negative !== undefined)
    throw invalid(`Negative sampling rate ${negative[1]} for the key ${String(negative[0])}.`);
  const byKey = new Map([...fractions].map(([key, fraction]) => [structuralKey(key), fraction]));
  const known = [...fractions.keys()].sort(compareKeys).map(String).join(", ");
  return (key) => {
    const fraction = byKey.get(structuralKey(key));
    if (fraction === undefined) throw invalid(`key not found: ${String(key)}; there are fractions for ${known}.`);
    return fraction;
  };
}

function invalid(message: string): SparkError {
  return new SparkError({
    condition: "INVALID_FRACTION",
    message,
    nextStep: 'Give a number of at least 0 for every key: new Map([["a", 0.1], ["b", 0.5]]).',
  });
}
