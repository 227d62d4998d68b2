import { groupKey } from "../engine/operators/index.js";
import {
  type AttributeReference,
  attributeReference,
  caseWhen,
  type Expression,
  type ExprId,
} from "../plans/expressions/index.js";
import type { JoinType } from "../plans/logical/index.js";
import { BooleanType } from "../types/data-type.js";
import { cellsOf } from "./cells.js";
import { filtered } from "./filter-model.js";
import { isPlain } from "./marginal.js";
import { notModelled } from "./modelled-errors.js";
import { PartitionModel } from "./partition-model.js";
import { type Component, distinctOf, logAbsentOf, type Segment, type Span, type Subset, shiftedBy } from "./segment.js";
import { normalised, type Variable } from "./variable.js";

export interface JoinShape {
  readonly joinType: JoinType;
  readonly leftKeys: readonly Expression[];
  readonly rightKeys: readonly Expression[];
  readonly condition: Expression | undefined;
  readonly output: readonly AttributeReference[];
}

/** The rows of a join, and how many rows of the side that a merge buffers share a key at most. */
export interface Joined {
  readonly model: PartitionModel;
  readonly largestGroup: number;
}

/** A part of a side: its rows, and either the key that they all have or the span of keys that they are spread over. */
interface Piece {
  readonly segment: Segment;
  readonly rows: number;
  readonly key: readonly unknown[] | undefined;
  /** Of the key, where it is one column. */
  readonly span: Span | undefined;
}

/** Two parts whose keys meet, and how many rows each has there. */
interface Meeting {
  readonly left: Piece;
  readonly right: Piece;
  /** Keys that both may have. */
  readonly n: number;
  readonly leftRows: number;
  readonly rightRows: number;
  /** The keys of both, where these are a span. */
  readonly span: Span | undefined;
}

/**
 * Joins two partitions by equal keys: heavy hitters meet exactly, long tails as far as their values are the same numbers of the same family. Columns that are not
 * keys are independent of those of the other side.
 */
export function joined(left: PartitionModel, right: PartitionModel, shape: JoinShape): Joined {
  const leftKeys = shape.leftKeys.map((e) => left.resolved(e));
  const rightKeys = shape.rightKeys.map((e) => right.resolved(e));
  const [l, r] = [left.split(leftKeys), right.split(rightKeys)];
  const leftPieces = pieces(left, l.own, leftKeys);
  const rightPieces = pieces(right, r.own, rightKeys);
  const meetings = meet(leftPieces, rightPieces);
  const { joinType } = shape;
  if (shape.condition !== undefined && joinType !== "Inner" && joinType !== "Cross") {
    throw notModelled(
      `Which rows of a ${joinType} join have a partner under a condition beside its keys`,
      "Filter the other side before the join, or use an inner join.",
    );
  }
  const isSemi = joinType === "LeftSemi" || joinType === "LeftAnti";
  const made: { segment: Omit<Segment, "share">; rows: number }[] = [];
  if (!isSemi) for (const m of meetings) made.push(marked(matchedSegment(m, l.own), true, true));
  if (KEEPS_LEFT.has(joinType)) {
    for (const piece of leftPieces) {
      const matched = matchedRows(piece, meetings, "left", right.rows);
      const rows = joinType === "LeftSemi" ? matched : piece.rows - matched;
      if (rows <= 0) continue;
      const segment = { ...piece.segment, n: piece.segment.n * (rows / piece.rows) };
      const components = [...segment.components, ...nulls(r.own)];
      made.push(isSemi ? { segment, rows } : marked({ segment: { ...segment, components }, rows }, true, false));
    }
  }
  if (KEEPS_RIGHT.has(joinType)) {
    for (const piece of rightPieces) {
      const rows = piece.rows - matchedRows(piece, meetings, "right", left.rows);
      if (rows <= 0) continue;
      const components = [...nulls(l.own), ...piece.segment.components.map((c) => shiftedBy(c, l.own.slots.length))];
      const segment = { ...piece.segment, components, n: piece.segment.n * (rows / piece.rows) };
      made.push(marked({ segment, rows }, false, true));
    }
  }
  const total = made.reduce((sum, { rows }) => sum + rows, 0);
  const { segments } = normalised(
    made.map(({ segment, rows }) => ({ ...plain(segment), share: total === 0 ? 0 : rows / total })),
  );
  const [hasLeft, hasRight] = [presence(left), presence(right)];
  const slots = isSemi ? l.own.slots : [...l.own.slots, ...r.own.slots, hasLeft, hasRight];
  const result = new PartitionModel({
    output: shape.output,
    rows: total,
    variables: [{ slots, segments }, ...l.others, ...(isSemi ? [] : r.others)],
    derived: isSemi
      ? left.derived
      : new Map([
          ...(KEEPS_RIGHT.has(joinType) ? whereThere(left, l.own, hasLeft) : left.derived),
          ...(joinType === "LeftOuter" || joinType === "FullOuter"
            ? whereThere(right, r.own, hasRight)
            : right.derived),
        ]),
    ansi: left.ansi,
  });
  return {
    model: shape.condition === undefined ? result : filtered(result, shape.condition),
    largestGroup: meetings.reduce(
      (most, { leftRows, rightRows, n }) => Math.max(most, (joinType === "RightOuter" ? leftRows : rightRows) / n),
      0,
    ),
  };
}

/** Joins that do something with rows of the left side, or of the right, which have no partner or only need one. */
const KEEPS_LEFT: ReadonlySet<JoinType> = new Set<JoinType>(["LeftOuter", "FullOuter", "LeftAnti", "LeftSemi"]);
const KEEPS_RIGHT: ReadonlySet<JoinType> = new Set<JoinType>(["RightOuter", "FullOuter"]);

/** A column that tells whether a row has something of a side; no query's columns have such ids. */
function presence({ output }: PartitionModel): AttributeReference {
  return attributeReference("has", BooleanType, false, -(2 ** 51) - (output[0]?.exprId ?? 0));
}

function marked<T extends { readonly segment: Omit<Segment, "share"> }>(
  made: T,
  hasLeft: boolean,
  hasRight: boolean,
): T {
  const flags = [hasLeft, hasRight].map((value): Component => ({ kind: "value", value }));
  return { ...made, segment: { ...made.segment, components: [...made.segment.components, ...flags] } };
}

/** Columns of a side that may be missing: null then. Those that the join's own segments hold are null there already. */
function whereThere(model: PartitionModel, own: Variable, has: AttributeReference): ReadonlyMap<ExprId, Expression> {
  const derived = new Map(model.derived);
  for (const column of model.output) {
    const e = model.resolved(column);
    if (e.kind === "AttributeReference" && own.slots.some((slot) => slot.exprId === e.exprId)) continue;
    derived.set(column.exprId, caseWhen([[has, e]]));
  }
  return derived;
}

/** A join without equal keys: every row with every row that the condition lets pass. */
export function crossed(
  left: PartitionModel,
  right: PartitionModel,
  shape: Omit<JoinShape, "leftKeys" | "rightKeys">,
): Joined {
  return joined(left, right, { ...shape, leftKeys: [], rightKeys: [] });
}

/** What is joined occurs as often as it does: nothing is known to be there once. */
function plain({ components, n, subset }: Omit<Segment, "share">): Omit<Segment, "share"> {
  return { components, n, ...(subset !== undefined && { subset }) };
}

function nulls({ slots }: Variable): readonly Component[] {
  return slots.map((): Component => ({ kind: "value", value: null }));
}

function pieces(model: PartitionModel, own: Variable, keys: readonly Expression[]): readonly Piece[] {
  const at =
    keys.length === 1 && keys[0]!.kind === "AttributeReference"
      ? own.slots.findIndex((slot) => slot.exprId === (keys[0] as AttributeReference).exprId)
      : -1;
  const leastShare = keys.length === 1 && keys.every(isPlain) ? Number.POSITIVE_INFINITY : 0;
  return cellsOf(own, keys, model.ansi, leastShare).map(({ segment, key }) => {
    const c = at < 0 || key !== undefined ? undefined : segment.components[at];
    const base = c?.kind === "from" && c.map === undefined ? segment.components[c.of] : c;
    return { segment, rows: model.rows * segment.share, key, span: base?.kind === "span" ? base : undefined };
  });
}

function meet(lefts: readonly Piece[], rights: readonly Piece[]): readonly Meeting[] {
  const meetings: Meeting[] = [];
  const byKey = new Map<unknown, Piece[]>();
  for (const right of rights) {
    if (right.key === undefined || right.key.includes(null)) continue;
    const id = groupKey(right.key);
    const known = byKey.get(id);
    if (known === undefined) byKey.set(id, [right]);
    else known.push(right);
  }
  const spans = rights.filter(({ key }) => key === undefined);
  for (const left of lefts) {
    if (left.key !== undefined) {
      if (left.key.includes(null)) continue;
      for (const right of byKey.get(groupKey(left.key)) ?? []) {
        meetings.push({ left, right, n: 1, leftRows: left.rows, rightRows: right.rows, span: undefined });
      }
      for (const right of spans) pushIfAny(meetings, oneInSpan(left, right, "left"));
      continue;
    }
    for (const right of rights) {
      if (right.key === undefined) pushIfAny(meetings, overlap(left, right));
      else if (!right.key.includes(null)) pushIfAny(meetings, oneInSpan(right, left, "right"));
    }
  }
  return meetings;
}

function pushIfAny(meetings: Meeting[], meeting: Meeting | undefined): void {
  if (meeting !== undefined) meetings.push(meeting);
}

/** A heavy hitter of one side is one of the other's tail. */
function oneInSpan(one: Piece, many: Piece, side: "left" | "right"): Meeting | undefined {
  const { span } = many;
  const index = span === undefined || one.key!.length !== 1 ? undefined : span.family.indexOf(one.key![0]);
  if (span === undefined || index === undefined || index < span.from || index >= span.to) return undefined;
  const rows = many.rows / many.segment.n;
  return side === "left"
    ? { left: one, right: many, n: 1, leftRows: one.rows, rightRows: Math.min(many.rows, rows), span: undefined }
    : { left: many, right: one, n: 1, leftRows: Math.min(many.rows, rows), rightRows: one.rows, span: undefined };
}

/** Two tails share the values whose numbers are in both. Where that is not known, the smaller set of values is taken to be part of the larger. */
function overlap(left: Piece, right: Piece): Meeting | undefined {
  const [a, b] = [left.span, right.span];
  if (a === undefined || b === undefined || a.family.id !== b.family.id) {
    if (a !== undefined && b !== undefined) return undefined;
    const n = Math.min(left.segment.n, right.segment.n);
    const share = (piece: Piece): number => (piece.rows * n) / piece.segment.n;
    return { left, right, n, leftRows: share(left), rightRows: share(right), span: undefined };
  }
  if (areApart(left.segment.subset, right.segment.subset)) return undefined;
  const [from, to] = [Math.max(a.from, b.from), Math.min(a.to, b.to)];
  if (from >= to) return undefined;
  const [partOfLeft, partOfRight] = [(to - from) / (a.to - a.from), (to - from) / (b.to - b.from)];
  return {
    left,
    right,
    n: Math.min(left.segment.n * partOfLeft, right.segment.n * partOfRight),
    leftRows: left.rows * partOfLeft,
    rightRows: right.rows * partOfRight,
    span: { kind: "span", family: a.family, from, to },
  };
}

/** Parts of a tail that the same shuffle has sent to different partitions. */
function areApart(one: Subset | undefined, other: Subset | undefined): boolean {
  if (one === undefined || other === undefined || one.last === other.last) return false;
  return one.last.split(":")[0] === other.last.split(":")[0];
}

function matchedSegment(m: Meeting, left: Variable): { segment: Omit<Segment, "share">; rows: number } {
  const { n, span } = m;
  const narrow = (c: Component, own: Span | undefined): Component => (span !== undefined && c === own ? span : c);
  const key = m.left.key ?? m.right.key;
  const narrowed = (piece: Piece, c: Component): Component =>
    piece.key === undefined && c === piece.span && key !== undefined && span === undefined
      ? { kind: "value", value: key[0] }
      : narrow(c, piece.span);
  const lefts = m.left.segment.components.map((c) => narrowed(m.left, c));
  const at = span === undefined ? -1 : lefts.indexOf(span);
  const rights = m.right.segment.components.map((c): Component => {
    if (at >= 0 && c === m.right.span) return { kind: "from", of: at };
    return shiftedBy(narrowed(m.right, c), left.slots.length);
  });
  const valuesOf = ({ segment, rows }: Piece, met: number): number => (rows === 0 ? 0 : (segment.n * met) / rows);
  const values = (valuesOf(m.left, m.leftRows) * valuesOf(m.right, m.rightRows)) / n;
  const subset = span === undefined ? undefined : (m.left.segment.subset ?? m.right.segment.subset);
  const segment = { components: [...lefts, ...rights], n: values, ...(subset !== undefined && { subset }) };
  return { segment, rows: (m.leftRows * m.rightRows) / n };
}

/** Rows of one side that find a partner on the other. */
function matchedRows(piece: Piece, meetings: readonly Meeting[], side: "left" | "right", otherRows: number): number {
  let rows = 0;
  for (const m of meetings) {
    if (m[side] !== piece) continue;
    const other = side === "left" ? m.right : m.left;
    const here = side === "left" ? m.leftRows : m.rightRows;
    // Keys of the other side's tail may happen not to be there.
    const present =
      other.segment.unique === "in table"
        ? distinctOf(other.segment, otherRows) / other.segment.n
        : -Math.expm1(logAbsentOf(other.segment, otherRows));
    rows += here * Math.min(1, present);
  }
  return Math.min(piece.rows, rows);
}
