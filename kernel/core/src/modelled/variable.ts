import { type AttributeReference, attributeReference, NO_EXPR_ID } from "../plans/expressions/index.js";
import { NullType } from "../types/data-type.js";
import { mergedStates } from "./aggregate-state.js";
import { listed } from "./family.js";
import {
  type Component,
  distinctOf,
  identityOf,
  logAbsentOf,
  type Segment,
  shiftedBy,
  spansOf,
  valuesAt,
  width,
} from "./segment.js";

/** Most segments that a variable is kept with; beyond it the rarest are one segment together. */
const MOST_SEGMENTS = 20_000;

/**
 * One or more columns that depend on one another and on nothing else: which values they take together, and in which share of the rows. The columns of a
 * table are a variable each; what a shuffle, an aggregation or a join ties together becomes one.
 */
export interface Variable {
  /** The columns, in the order of the segments' components. */
  readonly slots: readonly AttributeReference[];
  readonly segments: readonly Segment[];
}

/** Several variables as one. */
export function product(variables: readonly Variable[], rows: number): Variable {
  if (variables.length === 1) return variables[0]!;
  return variables.reduce((left, right) => productOfTwo(left, right, rows), { slots: [], segments: [ONE] });
}

const ONE: Segment = { components: [], n: 1, share: 1 };

function productOfTwo(left: Variable, right: Variable, rows: number): Variable {
  if (left.slots.length === 0) return right;
  const most = Math.floor(Math.sqrt(MOST_SEGMENTS));
  const [a, b] =
    left.segments.length * right.segments.length <= MOST_SEGMENTS
      ? [left, right]
      : [coarse(left, most), coarse(right, most)];
  const slots = [...a.slots, ...b.slots];
  const offset = a.slots.length;
  const segments: Segment[] = [];
  for (const x of a.segments) {
    for (const y of b.segments) {
      const unique = x.unique ?? y.unique;
      const n = x.n * y.n;
      const share = x.share * y.share;
      segments.push({
        components: [...x.components, ...y.components.map((c) => shiftedBy(c, offset))],
        n,
        share,
        ...(unique !== undefined && { unique, logAbsent: Math.log1p(-Math.min(1, (rows * share) / n)) }),
        ...statesOf(x, y),
        ...subsetOf(x, y),
      });
    }
  }
  return { slots, segments };
}

function statesOf(x: Segment, y: Segment): Pick<Segment, "states"> {
  const states = x.states ?? y.states;
  return states === undefined ? {} : { states };
}

function subsetOf({ subset: x }: Segment, { subset: y }: Segment): Pick<Segment, "subset"> {
  if (x === undefined || y === undefined) return x === undefined && y === undefined ? {} : { subset: (x ?? y)! };
  return { subset: { before: `${x.before}/${x.last}&${y.before}`, last: y.last } };
}

/** The most frequent segments as they are, the others as one list of values that are taken to be equally likely. */
function coarse(variable: Variable, most: number): Variable {
  if (variable.segments.length <= most) return variable;
  const byShare = [...variable.segments].sort((a, b) => b.share / b.n - a.share / a.n);
  const rest = byShare.slice(most - 1);
  const tuples = rest.map((segment) => valuesAt(segment, 0.5));
  const family = listed(`rest:${variable.slots.map((a) => a.exprId).join(",")}:${rest.length}`, tuples);
  const components: Component[] = variable.slots.map((_, i) => ({
    kind: "from",
    of: variable.slots.length,
    map: (tuple) => (tuple as readonly unknown[])[i],
  }));
  const n = rest.reduce((sum, s) => sum + s.n, 0);
  const share = rest.reduce((sum, s) => sum + s.share, 0);
  const hidden: Component = { kind: "span", family, from: 0, to: tuples.length };
  const one: Segment = { components: [...components, hidden], n, share };
  const kept = byShare.slice(0, most - 1).map((s): Segment => ({ ...s, components: [...s.components, NO_VALUE] }));
  return { slots: [...variable.slots, HIDDEN], segments: [...kept, one] };
}

/** Which of the listed values it is; no column reads it. */
const HIDDEN: AttributeReference = attributeReference("", NullType, true, NO_EXPR_ID);
const NO_VALUE: Component = { kind: "value", value: null };

/**
 * A variable over the rows of several partitions together.
 * @param parts each with the rows of its partition, all partitions of that kind counted
 */
export function mergedVariable(
  parts: readonly { readonly variable: Variable; readonly rows: number; readonly times: number }[],
): Variable {
  const total = parts.reduce((sum, { rows, times }) => sum + rows * times, 0);
  const [first] = parts;
  if (parts.length === 1 && first!.times === 1) return first!.variable;
  const byIdentity = new Map<string, { segment: Segment; rows: number; times: number }[]>();
  for (const { variable, rows, times } of parts) {
    for (const segment of variable.segments) {
      const id = parts.length === 1 ? String(byIdentity.size) : identityOf(segment);
      const known = byIdentity.get(id);
      if (known === undefined) byIdentity.set(id, [{ segment, rows, times }]);
      else known.push({ segment, rows, times });
    }
  }
  const segments = [...byIdentity.values()].map((same) => mergedSegment(same, total));
  return {
    slots: first!.variable.slots,
    segments: parts.length > MOST_SUBSETS ? joinedSubsets(segments, total) : segments,
  };
}

/** Parts of one tail that are kept apart at most: more of them are taken to be one larger part. */
const MOST_SUBSETS = 8;

/** Many parts of a tail as one. */
function joinedSubsets(segments: readonly Segment[], rows: number): readonly Segment[] {
  if (segments.every(({ subset }) => subset === undefined)) return segments;
  const bySpans = new Map<string, Segment[]>();
  for (const segment of segments) {
    const id = spansOf(segment);
    const known = bySpans.get(id);
    if (known === undefined) bySpans.set(id, [segment]);
    else known.push(segment);
  }
  return [...bySpans.values()].flatMap((parts) => (parts.length <= MOST_SUBSETS ? parts : [oneSubset(parts, rows)]));
}

function oneSubset(parts: readonly Segment[], rows: number): Segment {
  const [first] = parts;
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  const share = parts.reduce((sum, part) => sum + part.share, 0);
  const distinct = parts.reduce((sum, part) => sum + distinctOf(part, rows), 0);
  const { subset, states, logAbsent: _, ...rest } = first!;
  const isLast = parts.every((part) => part.subset?.last === subset?.last);
  return {
    ...rest,
    n,
    share,
    logAbsent: Math.log1p(-Math.min(1, distinct / n)),
    ...(isLast && subset !== undefined && { subset: { before: "", last: subset.last } }),
    ...(states !== undefined && {
      states: mergedStates(parts.map((part) => ({ states: part.states!, rows: part.share }))),
    }),
  };
}

function mergedSegment(
  same: readonly { readonly segment: Segment; readonly rows: number; readonly times: number }[],
  total: number,
): Segment {
  const { segment } = same[0]!;
  const rows = same.reduce((sum, part) => sum + part.rows * part.times * part.segment.share, 0);
  const independent = same.every((part) => part.segment.logAbsent === undefined);
  const inTable = same.every((part) => part.segment.unique === "in table");
  const states =
    segment.states === undefined || same.length === 1
      ? segment.states
      : mergedStates(
          same.map((part) => ({ states: part.segment.states!, rows: part.rows * part.times * part.segment.share })),
        );
  const logAbsent = same.reduce((sum, part) => sum + part.times * logAbsentOf(part.segment, part.rows), 0);
  return {
    components: segment.components,
    n: Math.max(...same.map((part) => part.segment.n)),
    share: total === 0 ? 0 : rows / total,
    ...(!independent && { logAbsent }),
    ...(inTable && { unique: "in table" as const }),
    ...(segment.subset !== undefined && { subset: segment.subset }),
    ...(states !== undefined && { states }),
  };
}

/** What stays of a variable when each row is kept with the same chance, whatever its values. */
export function thinned({ slots, segments }: Variable, rows: number, kept: number): Variable {
  if (segments.every((segment) => segment.logAbsent === undefined)) return { slots, segments };
  return {
    slots,
    segments: segments.map((segment) => {
      if (segment.logAbsent === undefined) return segment;
      // Of values that occur once at most, as many go as rows do; others survive in another row.
      const present = distinctOf(segment, rows);
      const each = present === 0 ? 1 : (rows * segment.share) / present;
      const left = present * (1 - (1 - kept) ** each);
      return { ...segment, logAbsent: Math.log1p(-Math.min(1, left / segment.n)) };
    }),
  };
}

/** Segments with their shares made to add up to 1; those without rows are left out. */
export function normalised(segments: readonly Segment[]): {
  readonly segments: readonly Segment[];
  readonly kept: number;
} {
  const alive = segments.filter(({ share, n }) => share > 0 && n > 0);
  const kept = alive.reduce((sum, { share }) => sum + share, 0);
  if (kept === 0) return { segments: [], kept };
  return { segments: alive.map((segment) => ({ ...segment, share: segment.share / kept })), kept };
}

/**
 * The segments with one of their spans' combinations taken apart, where these are few.
 * @param places of the components whose values are wanted
 */
export function takenApart(segment: Segment, places: readonly number[]): readonly Segment[] {
  const spans = places.filter((i) => segment.components[i]!.kind === "span");
  let segments: readonly Segment[] = [segment];
  for (const at of spans) {
    segments = segments.flatMap((s) => {
      const span = s.components[at]!;
      if (span.kind !== "span") return [s];
      const count = span.to - span.from;
      return Array.from(
        { length: count },
        (_, i): Segment => ({
          ...s,
          components: s.components.map((c, j) =>
            j === at ? { kind: "value", value: span.family.valueOf(span.from + i) } : c,
          ),
          n: s.n / count,
          share: s.share / count,
        }),
      );
    });
  }
  return segments;
}

/** Whether every value of the spans may occur in the partition: it has not been thinned out by a shuffle. */
export function isWhole(segment: Segment): boolean {
  return segment.n >= width(segment.components) * 0.999;
}
