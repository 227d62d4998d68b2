import { compileProjection } from "../engine/expressions/index.js";
import { bindReferences, type Expression, references } from "../plans/expressions/index.js";
import type { InternalRow } from "../types/data-type.js";
import { type Segment, valuesAt, width } from "./segment.js";
import { shownRow } from "./shown-row.js";
import { isWhole, takenApart, type Variable } from "./variable.js";

/** Combinations that one segment is taken apart into at most, and all of a variable's. */
const MOST_OF_SEGMENT = 4_096;
const MOST_OF_VARIABLE = 16_384;

/** A part of a variable, and the value that expressions have all over it. */
export interface Cell {
  readonly segment: Segment;
  /** Undefined where the part has more values than can be looked at one by one. */
  readonly key: InternalRow | undefined;
}

/**
 * Takes a variable apart until expressions have one value in each part, as far as there are few enough: heavy hitters and small domains exactly, long tails
 * not.
 *
 * @param keys over the variable's columns
 * @param leastShare of the rows that a value must have to be worth looking at by itself
 */
export function cellsOf(
  variable: Variable,
  keys: readonly Expression[],
  ansi: boolean,
  leastShare = 0,
): readonly Cell[] {
  const project = compileProjection(
    keys.map((key) => bindReferences(key, variable.slots)),
    { ansi },
  );
  const shown = shownRow(keys);
  const at = (segment: Segment): InternalRow => shown(project(valuesAt(segment, 0.5)));
  const places = placesOf(variable, keys);
  let left = MOST_OF_VARIABLE;
  return variable.segments.flatMap((segment): readonly Cell[] => {
    const read = basesOf(segment, places);
    const combinations = width(read.map((place) => segment.components[place]!));
    if (combinations === 1) return [{ segment, key: at(segment) }];
    const isRare = segment.share < leastShare * combinations;
    if (isRare || combinations > MOST_OF_SEGMENT || combinations > left || !isWhole(segment)) {
      return [{ segment, key: undefined }];
    }
    left -= combinations;
    return takenApart(segment, read).map((part) => ({ segment: part, key: at(part) }));
  });
}

/** The columns of a variable that expressions read, by place. */
export function placesOf(variable: Variable, expressions: readonly Expression[]): readonly number[] {
  const wanted = new Set(expressions.flatMap(references).map((a) => a.exprId));
  return variable.slots.flatMap((slot, i) => (wanted.has(slot.exprId) ? [i] : []));
}

/** The components that the values at some places come from. */
export function basesOf({ components }: Segment, places: readonly number[]): readonly number[] {
  const bases = places.map((place) => {
    const c = components[place]!;
    return c.kind === "from" ? c.of : place;
  });
  return [...new Set(bases)];
}
