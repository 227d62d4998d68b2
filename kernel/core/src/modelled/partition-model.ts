import type { Bytes } from "../base/brand.js";
import { Prng } from "../base/prng.js";
import { compileProjection, rowOrdering } from "../engine/expressions/index.js";
import {
  type AttributeReference,
  bindReferences,
  type Expression,
  type ExprId,
  references,
  type SortOrder,
  transformUp,
} from "../plans/expressions/index.js";
import { type ModelledPart, ModelledRows } from "../rdd/modelled-rows.js";
import type { InternalRow } from "../types/data-type.js";
import { columnWidth, variablePartOf } from "./column-width.js";
import { measured } from "./measured-model.js";
import { shownArray } from "./modelled-array.js";
import { tooManyRows } from "./modelled-errors.js";
import { distinctOf, type Segment, valuesAt } from "./segment.js";
import { shownRow } from "./shown-row.js";
import { mergedVariable, product, thinned, type Variable } from "./variable.js";

/** Rows that are made of a model at most: more of them nobody looks at, and they would have to be held. */
export const MOST_ROWS_MADE = 100_000;
/** Rows that are made of a larger partition, for readers that stop early. */
const MOST_ROWS_READ = 10_000;
/** Rows that are drawn together: each value has its share among them, as nearly as whole rows can. */
const ROWS_DRAWN = 1_000;
/** The golden ratio's part: draws that far apart are spread evenly. */
const APART = 0.6180339887;
/** Rows that the width of a row is measured on. */
const ROWS_MEASURED = 32;

export interface PartitionModelOptions {
  readonly output: readonly AttributeReference[];
  readonly rows: number;
  /** Independent of one another. */
  readonly variables: readonly Variable[];
  /** Columns that are computed from the variables' own. */
  readonly derived?: ReadonlyMap<ExprId, Expression>;
  /** The rows are sorted. */
  readonly order?: readonly SortOrder[];
  readonly ansi: boolean;
}

/** A partition of a modelled table on its way through a plan: how many rows it has, and how their columns are distributed. */
export class PartitionModel extends ModelledRows {
  readonly output: readonly AttributeReference[];
  readonly rows: number;
  readonly variables: readonly Variable[];
  readonly derived: ReadonlyMap<ExprId, Expression>;
  readonly order: readonly SortOrder[] | undefined;
  readonly ansi: boolean;
  private bytes: Bytes | undefined;
  /** So many partitions like this one together. */
  private readonly multiples: Map<number, PartitionModel> = new Map();

  constructor(options: PartitionModelOptions) {
    super();
    this.output = options.output;
    this.rows = options.rows;
    this.variables = options.variables;
    this.derived = options.derived ?? NOTHING_DERIVED;
    this.order = options.order;
    this.ansi = options.ansi;
  }

  /** The same with some things changed. */
  with(changed: Partial<PartitionModelOptions>): PartitionModel {
    const { output, rows, variables, derived, order, ansi } = this;
    return new PartitionModel({
      output,
      rows,
      variables,
      derived,
      ansi,
      ...(order !== undefined && { order }),
      ...changed,
    });
  }

  /** An expression over columns as one over the variables' own. */
  resolved(e: Expression): Expression {
    return transformUp(e, (node) =>
      node.kind === "AttributeReference" ? (this.derived.get(node.exprId) ?? node) : node,
    );
  }

  /** The variables that expressions depend on, together as one, and the others. */
  split(resolved: readonly Expression[]): { readonly own: Variable; readonly others: readonly Variable[] } {
    const wanted = new Set(resolved.flatMap(references).map((a) => a.exprId));
    const isWanted = ({ slots }: Variable): boolean => slots.some((slot) => wanted.has(slot.exprId));
    return {
      own: product(this.variables.filter(isWanted), this.rows),
      others: this.variables.filter((variable) => !isWanted(variable)),
    };
  }

  /** Expressions as a function of some columns' values. */
  evaluator(resolved: readonly Expression[], slots: readonly AttributeReference[]): (values: InternalRow) => unknown[] {
    return compileProjection(
      resolved.map((e) => bindReferences(e, slots)),
      { ansi: this.ansi },
    );
  }

  /** What the variables are when each row is kept with the same chance. */
  thinnedVariables(kept: number): readonly Variable[] {
    return this.variables.map((variable) => thinned(variable, this.rows, kept));
  }

  override get rowBytes(): Bytes {
    this.bytes ??= this.measuredRowBytes();
    return this.bytes;
  }

  override merged(parts: readonly ModelledPart[]): PartitionModel {
    const counts = new Map<PartitionModel, number>();
    for (const { rows, times } of parts)
      counts.set(rows as PartitionModel, (counts.get(rows as PartitionModel) ?? 0) + times);
    const models = Array.from(counts, ([model, times]) => ({ model, times }));
    const [first] = models;
    if (models.length > 1) return this.together(models);
    const known = first!.model.multiples.get(first!.times) ?? this.together(models);
    first!.model.multiples.set(first!.times, known);
    return known;
  }

  private together(models: readonly { readonly model: PartitionModel; readonly times: number }[]): PartitionModel {
    const rows = models.reduce((sum, { model, times }) => sum + model.rows * times, 0);
    const aligned = alike(models.map(({ model }) => model));
    const variables = aligned[0]!.map((_, i) =>
      mergedVariable(models.map(({ model, times }, j) => ({ variable: aligned[j]![i]!, rows: model.rows, times }))),
    );
    const { output, derived, ansi } = this;
    return new PartitionModel({ output, rows, variables, derived, ansi });
  }

  override measured(rows: readonly InternalRow[]): PartitionModel {
    return measured(rows, this.output, this.ansi);
  }

  /** Rows that look like those of the partition; sorted where these are. */
  override *[Symbol.iterator](): Iterator<InternalRow> {
    const total = Math.round(this.rows);
    const together = total <= 10 * ROWS_DRAWN ? total : ROWS_DRAWN;
    for (let made = 0, draw = 0; made < total; draw++) {
      if (made >= MOST_ROWS_READ && total > MOST_ROWS_MADE) throw tooManyRows(total);
      const rows = this.made(Math.min(together, total - made), draw);
      if (rows.length === 0) return;
      yield* rows;
      made += rows.length;
    }
  }

  override made(count: number, draw = 0): InternalRow[] {
    const rows = this.sample(count, draw);
    if (this.order === undefined) return rows;
    const order = this.order.map((o) => bindReferences(o, this.output) as SortOrder);
    return rows.sort(rowOrdering(order));
  }

  /** So many rows, in which every value has its share as nearly as whole rows can. */
  sample(count: number, draw = 0): InternalRow[] {
    return this.sampleOf(this.output, count, draw).map(shownRow(this.output));
  }

  /** The values of expressions over columns, for so many rows. */
  sampleOf(expressions: readonly Expression[], count: number, draw = 0): unknown[][] {
    // Without rows there are no values.
    if (this.variables.some(({ segments }) => segments.length === 0)) return [];
    if (this.variables.length > 0) return this.project(expressions, this.drawn(count, draw));
    const evaluate = this.evaluator(
      expressions.map((e) => this.resolved(e)),
      [],
    );
    return Array.from({ length: count }, () => evaluate([]));
  }

  /** So many rows with the values that a variable has at a place of one of its segments; the other columns are drawn. */
  rowsAt(variable: number, segment: Segment, place: number, count: number): InternalRow[] {
    const held = valuesAt(segment, Math.min(place, 0.999999999));
    const drawn = this.drawn(count, 0).map((values, v) => (v === variable ? values.map(() => held) : values));
    return this.project(this.output, drawn).map(shownRow(this.output));
  }

  private drawn(count: number, draw: number): unknown[][][] {
    return this.variables.map((variable, i) => drawnValues(variable, this.rows, count, i, draw));
  }

  /** @param drawn by variable, by row */
  private project(expressions: readonly Expression[], drawn: readonly (readonly unknown[][])[]): unknown[][] {
    const slots = this.variables.flatMap((variable) => variable.slots);
    const evaluate = this.evaluator(
      expressions.map((e) => this.resolved(e)),
      slots,
    );
    const count = drawn[0]?.length ?? 0;
    return Array.from({ length: count }, (_, row) => evaluate(drawn.flatMap((of) => of[row]!)));
  }

  /** Null bits, eight bytes a column, and what does not fit in these. */
  private measuredRowBytes(): Bytes {
    const fixed = 8 * Math.ceil(this.output.length / 64) + 8 * this.output.length;
    return this.output.reduce((sum, column) => sum + this.widthOf(column), fixed);
  }

  private widthOf(column: AttributeReference): Bytes {
    const e = this.derived.get(column.exprId) ?? column;
    if (e.kind === "AttributeReference") {
      for (const variable of this.variables) {
        const at = variable.slots.findIndex((slot) => slot.exprId === e.exprId);
        if (at >= 0) return columnWidth(variable, at);
      }
    }
    const variablePart = variablePartOf(column.dataType);
    if (variablePart === undefined) return 0;
    const sample = this.sampleOf([column], ROWS_MEASURED);
    return sample.reduce((sum, [value]) => sum + variablePart(shownArray(value)), 0) / ROWS_MEASURED;
  }
}

const NOTHING_DERIVED: ReadonlyMap<ExprId, Expression> = new Map();

/** The variables of models in the same order, tied together where one of the models has them so. */
function alike(models: readonly PartitionModel[]): readonly (readonly Variable[])[] {
  const names = models.map(({ variables }) =>
    variables.map(({ slots }) => slots.map((a) => a.exprId).join()).join("|"),
  );
  if (names.every((name) => name === names[0])) return models.map(({ variables }) => variables);
  return models.map((model) => [inOrder(product(model.variables, model.rows), models[0]!)]);
}

/** A variable's columns in the order that the columns of a model's variables have. */
function inOrder(variable: Variable, { variables }: PartitionModel): Variable {
  const slots = variables.flatMap((v) => v.slots);
  const places = slots.map((slot) => variable.slots.findIndex((a) => a.exprId === slot.exprId));
  const back = new Map(places.map((place, i) => [place, i]));
  return {
    slots,
    segments: variable.segments.map((segment) => ({
      ...segment,
      components: places.map((place) => {
        const c = segment.components[place]!;
        return c.kind === "from" ? { ...c, of: back.get(c.of)! } : c;
      }),
    })),
  };
}

/**
 * Values of a variable at evenly spaced places, so that each segment has its share of them; in an order of its own, so that variables stay
 * independent. Values that occur once come as they are numbered, each once.
 */
function drawnValues(variable: Variable, rows: number, count: number, stream: number, draw: number): unknown[][] {
  const { segments } = variable;
  const drawn: unknown[][] = [];
  const phase = (0.5 + draw * APART) % 1;
  let segment = 0;
  let below = 0;
  for (let i = 0; i < count; i++) {
    const place = (i + phase) / count;
    while (segment < segments.length - 1 && below + segments[segment]!.share < place)
      below += segments[segment++]!.share;
    const s = segments[segment];
    if (s === undefined) break;
    drawn.push(valuesAt(s, Math.min(0.999999999, Math.max(0, (place - below) / s.share))));
  }
  const random = Prng.named(draw, "modelled rows", stream, count);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const once = segments.some((s) => s.unique !== undefined) && distinctOf(segments[0]!, rows) > 0;
  if (!once) random.shuffle(order, count);
  return Array.from(order, (i) => drawn[i] ?? []);
}
