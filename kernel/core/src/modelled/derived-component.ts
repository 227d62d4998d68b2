import { compile } from "../engine/expressions/index.js";
import { groupKey } from "../engine/operators/index.js";
import { bindReferences, type Expression, semanticKey } from "../plans/expressions/index.js";
import { basesOf, placesOf } from "./cells.js";
import type { Family } from "./family.js";
import { type Component, type Segment, type Span, valuesAt, width } from "./segment.js";
import type { Variable } from "./variable.js";

/** Places at which an expression is looked at. */
const PLACES = 512;
/** The golden ratio's part: places that far apart share no pattern with the values. */
const APART = 0.6180339887;

/** An expression over a long tail as a place of its own. */
export interface DerivedComponent {
  readonly component: Component;
  /** Several values of the tail give the same one. */
  readonly repeats: boolean;
}

/** The values of an expression over a long tail: how many there are is told from how many differ among some. */
export function derivedComponent(segment: Segment, own: Variable, key: Expression, ansi: boolean): DerivedComponent {
  const evaluate = compile(bindReferences(key, own.slots), { ansi });
  const seen = new Map<unknown, unknown>();
  for (let i = 0; i < PLACES; i++) {
    const value = evaluate(valuesAt(segment, (i * APART) % 1));
    seen.set(groupKey([value]), value);
  }
  const [only] = seen.values();
  if (seen.size === 1) return { component: { kind: "value", value: only }, repeats: true };
  const bases = basesOf(segment, placesOf(own, [key]));
  const spans = bases.filter((place) => segment.components[place]!.kind === "span");
  const count = width(bases.map((place) => segment.components[place]!));
  const different = estimatedDistinct(seen.size, Math.min(PLACES, count));
  if (different >= count && spans.length === 1) return oneToOne(segment, spans[0]!, key, evaluate);
  const n = Math.max(1, Math.min(count, different));
  const values = [...seen.values()];
  const family = derivedFamily(
    key,
    "",
    (index) => values[Math.min(values.length - 1, Math.floor((index / n) * values.length))],
  );
  return { component: { kind: "span", family, from: 0, to: n }, repeats: true };
}

/** An expression that gives each value of a span another one. */
function oneToOne(
  segment: Segment,
  place: number,
  key: Expression,
  evaluate: (row: readonly unknown[]) => unknown,
): DerivedComponent {
  const span = segment.components[place] as Span;
  const others = valuesAt(segment, 0);
  const family = derivedFamily(key, span.family.id, (index) =>
    evaluate(others.map((value, i) => (i === place ? span.family.valueOf(index) : value))),
  );
  return { component: { ...span, family }, repeats: false };
}

function derivedFamily(key: Expression, of: string, at: Family["valueOf"]): Family {
  return { id: `derived:${semanticKey(key)}:${of}`, valueOf: at, indexOf: () => undefined, ascending: false };
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
