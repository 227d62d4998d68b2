import { compileProjection } from "../engine/expressions/index.js";
import { groupKey } from "../engine/operators/index.js";
import { bindReferences, type Expression, semanticKey } from "../plans/expressions/index.js";
import { basesOf, placesOf } from "./cells.js";
import { type Component, type Segment, valuesAt, width } from "./segment.js";
import type { Variable } from "./variable.js";

/** Places at which an expression is looked at. */
const PLACES = 512;
/** The golden ratio's part: places that far apart share no pattern with the values. */
const APART = 0.6180339887;

/** The values of expressions over a long tail: how many there are is told from how many differ among some. */
export function derivedSpan(segment: Segment, own: Variable, keys: readonly Expression[], ansi: boolean): Segment {
  const project = compileProjection(
    keys.map((key) => bindReferences(key, own.slots)),
    { ansi },
  );
  const seen = new Map<unknown, readonly unknown[]>();
  for (let i = 0; i < PLACES; i++) {
    const key = project(valuesAt(segment, (i * APART) % 1));
    seen.set(groupKey(key), key);
  }
  const bases = basesOf(segment, placesOf(own, keys)).map((place) => segment.components[place]!);
  const n = Math.max(1, Math.min(segment.n, width(bases), estimatedDistinct(seen.size, PLACES)));
  const tuples = [...seen.values()];
  const byFirst = new Map(tuples.map((tuple) => [tuple[0], tuple]));
  const family = {
    id: `derived:${keys.map(semanticKey).join()}`,
    valueOf: (index: number) => tuples[Math.min(tuples.length - 1, Math.floor((index / n) * tuples.length))]![0],
    indexOf: () => undefined,
    ascending: false,
  };
  const first: Component = { kind: "span", family, from: 0, to: n };
  const rest = keys.slice(1).map(
    (_, i): Component => ({
      kind: "from",
      of: 0,
      map: (value) => byFirst.get(value)?.[i + 1] ?? null,
    }),
  );
  return { components: [first, ...rest], n, share: segment.share };
}

/** How many values there are when `different` of `looked` are; infinitely many when hardly any repeats. */
export function estimatedDistinct(different: number, looked: number): number {
  if (different >= looked * 0.98) return Number.POSITIVE_INFINITY;
  let [low, high] = [different, looked * looked];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (-middle * Math.expm1(-looked / middle) < different) low = middle;
    else high = middle;
  }
  return Math.round(low);
}
