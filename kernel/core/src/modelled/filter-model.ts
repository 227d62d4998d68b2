import { type Expression, references, splitConjunctivePredicates } from "../plans/expressions/index.js";
import { basesOf, cellsOf, placesOf } from "./cells.js";
import type { PartitionModel } from "./partition-model.js";
import { withRandom } from "./random-columns.js";
import { type Segment, type Span, valuesAt } from "./segment.js";
import { normalised, thinned, type Variable } from "./variable.js";

/** Places of a long tail at which a condition is looked at. */
const PLACES = 512;
/** Drawn rows on which a condition over several independent columns is looked at, where these are too many to combine. */
const ROWS_DRAWN = 4_096;
/** Of rarer values comparisons look at ranges, not at each. */
const RARE = 0.001;
/** Segments that several columns are combined in. */
const MOST_COMBINED = 4_096;

/**
 * The rows that a condition keeps: exactly where it is about heavy hitters, small domains or a range of a tail; otherwise as many as of the values that are
 * looked at. Conditions on different columns are independent.
 */
export function filtered(model: PartitionModel, condition: Expression): PartitionModel {
  return splitConjunctivePredicates(condition).reduce(filteredByOne, model);
}

function filteredByOne(model: PartitionModel, condition: Expression): PartitionModel {
  const { model: input, expressions } = withRandom(model, [model.resolved(condition)]);
  const resolved = expressions[0]!;
  const used = involved(input, resolved);
  if (used.reduce((count, { segments }) => count * segments.length, 1) > MOST_COMBINED) {
    return keptShare(input, shareOfDrawn(input, resolved));
  }
  const { own, others } = input.split([resolved]);
  const passed = own.slots.length === 0 ? constant(input, resolved) : passing(own, resolved, input);
  const { segments, kept } = normalised(passed);
  const rest = others.map((variable) => thinned(variable, input.rows, kept));
  return input.with({ rows: input.rows * kept, variables: [{ slots: own.slots, segments }, ...rest] });
}

function involved({ variables }: PartitionModel, resolved: Expression): readonly Variable[] {
  const read = new Set(references(resolved).map((a) => a.exprId));
  return variables.filter(({ slots }) => slots.some((slot) => read.has(slot.exprId)));
}

function constant(model: PartitionModel, resolved: Expression): readonly Segment[] {
  return model.evaluator([resolved], [])([])[0] === true ? [{ components: [], n: 1, share: 1 }] : [];
}

function shareOfDrawn(model: PartitionModel, resolved: Expression): number {
  const rows = model.sampleOf([resolved], ROWS_DRAWN);
  return rows.filter(([passes]) => passes === true).length / rows.length;
}

/** Each row is kept with the same chance. */
export function keptShare(model: PartitionModel, share: number): PartitionModel {
  return model.with({ rows: model.rows * share, variables: model.thinnedVariables(share) });
}

function passing(own: Variable, condition: Expression, model: PartitionModel): readonly Segment[] {
  const test = model.evaluator([condition], own.slots);
  const passes = (values: readonly unknown[]): boolean => test(values)[0] === true;
  return cellsOf(own, [condition], model.ansi, isComparison(condition) ? RARE : 0).flatMap(
    ({ segment, key }): readonly Segment[] => {
      if (key !== undefined) return key[0] === true ? [segment] : [];
      const spans = basesOf(segment, placesOf(own, [condition])).filter((i) => segment.components[i]!.kind === "span");
      return spans.length === 1 && isComparison(condition)
        ? ranges(segment, spans[0]!, passes)
        : partly(segment, passes);
    },
  );
}

/** Comparisons with a constant: what passes of ascending values are runs of them. */
function isComparison(e: Expression): boolean {
  if (e.kind === "Not" || e.kind === "IsNotNull" || e.kind === "IsNull")
    return e.kind !== "Not" || isComparison(e.child);
  if (e.kind === "And" || e.kind === "Or") return isComparison(e.left) && isComparison(e.right);
  if (e.kind === "In") return isColumn(e.value) && e.list.every((item) => item.kind === "Literal");
  if (e.kind !== "BinaryComparison") return false;
  return (isColumn(e.left) && e.right.kind === "Literal") || (isColumn(e.right) && e.left.kind === "Literal");
}

function isColumn(e: Expression): boolean {
  return e.kind === "AttributeReference" || (e.kind === "Cast" && isColumn(e.child));
}

/** The runs of a span's values that pass, found by halving; single values by the constants' own numbers. */
function ranges(segment: Segment, at: number, passes: (values: readonly unknown[]) => boolean): readonly Segment[] {
  const span = segment.components[at] as Span;
  if (!span.family.ascending) return partly(segment, passes);
  const count = span.to - span.from;
  const test = (index: number): boolean =>
    passes(valuesAt({ components: segment.components.map((c, i) => (i === at ? one(span, index) : c)) }, 0.5));
  // Ends, and places between which a condition of a few constants changes once at most.
  const looked = Math.min(count, PLACES);
  const marks = Array.from({ length: looked + 1 }, (_, i) =>
    Math.min(count - 1, Math.floor((i * (count - 1)) / looked)),
  );
  const runs: Segment[] = [];
  let start = test(0) ? 0 : undefined;
  let previous = start !== undefined;
  for (let i = 1; i < marks.length; i++) {
    const passesHere = test(marks[i]!);
    if (passesHere === previous) continue;
    const change = firstChange(marks[i - 1]!, marks[i]!, previous, test);
    if (passesHere) start = change;
    else {
      runs.push(run(segment, at, start!, change));
      start = undefined;
    }
    previous = passesHere;
  }
  if (start !== undefined) runs.push(run(segment, at, start, count));
  return runs;

  function one({ family, from }: Span, index: number): Segment["components"][number] {
    return { kind: "value", value: family.valueOf(from + index) };
  }
}

/** The first index after `low` whose answer is another than that of `low`. */
function firstChange(low: number, high: number, before: boolean, test: (index: number) => boolean): number {
  let [same, other] = [low, high];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (test(middle) === before) same = middle;
    else other = middle;
  }
  return other;
}

function run(segment: Segment, at: number, start: number, end: number): Segment {
  const span = segment.components[at] as Span;
  const part = (end - start) / (span.to - span.from);
  const components = segment.components.map((c, i) =>
    i === at ? { ...span, from: span.from + start, to: span.from + end } : c,
  );
  return { ...segment, components, n: segment.n * part, share: segment.share * part };
}

/** As many of a tail's values as of those that are looked at. */
function partly(segment: Segment, passes: (values: readonly unknown[]) => boolean): readonly Segment[] {
  let passed = 0;
  for (let i = 0; i < PLACES; i++) if (passes(valuesAt(segment, (i + 0.5) / PLACES))) passed++;
  if (passed === 0) return [];
  const part = passed / PLACES;
  return [{ ...segment, n: segment.n * part, share: segment.share * part }];
}
