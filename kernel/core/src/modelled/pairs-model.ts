import { cloneValue } from "../base/clone-value.js";
import { type AttributeReference, attributeReference } from "../plans/expressions/index.js";
import type { Aggregator } from "../rdd/aggregator.js";
import type { RecordWrite } from "../rdd/dependency.js";
import { ModelledPairs, type ModelledPart } from "../rdd/modelled-rows.js";
import { serializedSize } from "../rdd/serialized-size.js";
import type { SharedMapOutput } from "../rdd/shared-map-output.js";
import type { TaskContext } from "../rdd/task-context.js";
import { OBJECT_FACTOR } from "../rdd/task-memory.js";
import type { InternalRow } from "../types/data-type.js";
import { cellsOf } from "./cells.js";
import type { ColumnModel } from "./column-model.js";
import { mapOutput, placed } from "./exchange-model.js";
import { measured } from "./measured-model.js";
import { modelledArray, shownArray } from "./modelled-array.js";
import { notModelled } from "./modelled-errors.js";
import { PartitionModel } from "./partition-model.js";
import { type Component, distinctOf, type Segment, valuesAt } from "./segment.js";
import { normalised, type Variable } from "./variable.js";

/** The two columns of pairs; no query's columns have such ids. */
const KEY_ID = -(2 ** 53) + 1;
const VALUE_ID = -(2 ** 53) + 2;
/** Pairs that the size of a pair is measured on. */
const PAIRS_MEASURED = 32;
/** Places of a span of values at which a function is tried. */
const PLACES = 16;
/** So many values of a column are all looked at. */
const MOST_VALUES = 64;
/** A combined value larger than this grows with the number of values: functions that collect have no end of it. */
const MOST_COMBINED_BYTES = 100_000;

/** A partition of modelled pairs: how many there are, and how keys and values are distributed. */
export class PairsModel extends ModelledPairs {
  private readonly model: PartitionModel;
  private bytes: number | undefined;
  private readonly outputs: WeakMap<RecordWrite<never>, SharedMapOutput> = new WeakMap();
  private readonly byFunction: WeakMap<object, PairsModel> = new WeakMap();

  constructor(model: PartitionModel) {
    super();
    this.model = model;
  }

  /** Part of an RDD whose keys and values are independent of one another. */
  static of(rows: number, key: ColumnModel, value: ColumnModel): PairsModel {
    const output = [
      attributeReference("key", key.dataType, true, KEY_ID),
      attributeReference("value", value.dataType, true, VALUE_ID),
    ];
    const variables = [key, value].map(({ segments }, i) => ({ slots: [output[i]!], segments }));
    return new PairsModel(new PartitionModel({ output, rows, variables, ansi: true }));
  }

  override get rows(): number {
    return this.model.rows;
  }

  override get rowBytes(): number {
    this.bytes ??= this.pairBytes();
    return this.bytes;
  }

  override merged(parts: readonly ModelledPart[]): PairsModel {
    return new PairsModel(
      this.model.merged(parts.map(({ rows, times }) => ({ rows: (rows as PairsModel).model, times }))),
    );
  }

  override measured(rows: readonly InternalRow[]): PairsModel {
    return new PairsModel(measured(rows, this.model.output, true));
  }

  override made(count: number, draw = 0): InternalRow[] {
    return this.model.made(count, draw);
  }

  override [Symbol.iterator](): Iterator<InternalRow> {
    return this.model[Symbol.iterator]();
  }

  override written(write: RecordWrite<never>): SharedMapOutput {
    const known = this.outputs.get(write) ?? this.output(write);
    this.outputs.set(write, known);
    return known;
  }

  private output({ partitionOf, numPartitions }: RecordWrite<never>): SharedMapOutput {
    const [key] = this.model.output;
    const toPartition = partitionOf as (pair: readonly [unknown, unknown]) => number;
    const parts = placed(this.model, {
      numPartitions,
      keys: [key!],
      partitionOf: ([value]) => toPartition([value, null]),
      byRange: false,
    });
    const output = mapOutput(parts, 1, this.rowBytes);
    return output.mapped((records) => new PairsModel(records as PartitionModel));
  }

  /** Values are tried at some places of their distribution. */
  override mapValues(f: (value: unknown) => unknown): PairsModel {
    const known =
      this.byFunction.get(f) ??
      new PairsModel(this.model.with({ variables: this.model.variables.map((v) => mapped(v, f)) }));
    this.byFunction.set(f, known);
    return known;
  }

  /** Keys that occur often are tried one by one, of a tail some; values at some places. What stays of the keys has the values that it had. */
  override filter(f: (pair: readonly [unknown, unknown]) => boolean): PairsModel {
    const known = this.byFunction.get(f) ?? this.filteredBy(f);
    this.byFunction.set(f, known);
    return known;
  }

  private filteredBy(f: (pair: readonly [unknown, unknown]) => boolean): PairsModel {
    const { model } = this;
    const { own, others } = model.split(model.output);
    const pair = model.evaluator(model.output, own.slots);
    const segments = own.segments.map((segment): Segment => {
      const places = segment.components.some((c) => c.kind === "span") ? PLACES * PLACES : 1;
      let passed = 0;
      for (let i = 0; i < places; i++) {
        const [key, value] = pair(valuesAt(segment, (i + 0.5) / places));
        if (f([key, shownArray(value)])) passed++;
      }
      return { ...segment, n: (segment.n * passed) / places, share: (segment.share * passed) / places };
    });
    const { segments: left, kept } = normalised(segments);
    return new PairsModel(
      model.with({ rows: model.rows * kept, variables: [{ slots: own.slots, segments: left }, ...others] }),
    );
  }

  override combined(aggregator: Aggregator<unknown, unknown>, ofCombiners: boolean, context: TaskContext): PairsModel {
    context.metrics.charge("aggregateRows", this.rows);
    const made = this.byFunction.get(aggregator) ?? this.combinedBy(aggregator, ofCombiners);
    this.byFunction.set(aggregator, made);
    const bytes = aggregator.collects ? this.rows * this.rowBytes : made.rows * made.rowBytes;
    context.memory.fill({ records: Math.round(made.rows), memoryBytes: bytes * OBJECT_FACTOR, diskBytes: bytes });
    if (aggregator.collects) context.memory.holdOnHeap(largestGroup(made.model) * OBJECT_FACTOR);
    return made;
  }

  private combinedBy(aggregator: Aggregator<unknown, unknown>, ofCombiners: boolean): PairsModel {
    const { model } = this;
    const [key, value] = model.output as readonly [AttributeReference, AttributeReference];
    const { own, others } = model.split([key]);
    const place = own.slots.findIndex((slot) => slot.exprId === key.exprId);
    const independent = others.find(({ slots }) => slots.some((slot) => slot.exprId === value.exprId));
    const common = independent && typicalValues(independent, 0);
    let total = 0;
    const made = cellsOf(own, [key], true, Number.POSITIVE_INFINITY).map(({ segment }) => {
      const distinct = distinctOf(segment, model.rows);
      const each = distinct === 0 ? 0 : (model.rows * segment.share) / distinct;
      const inSegment: Variable = { slots: own.slots, segments: [segment] };
      const some =
        common ??
        typicalValues(
          inSegment,
          own.slots.findIndex((slot) => slot.exprId === value.exprId),
        );
      total += distinct;
      return { segment, distinct, value: together(some, each, aggregator, ofCombiners) };
    });
    const segments = made.map(
      ({ segment, distinct, value: held }): Segment => ({
        components: [segment.components[place]!, held],
        n: segment.n,
        share: total === 0 ? 0 : distinct / total,
        logAbsent: Math.log1p(-Math.min(1, distinct / segment.n)),
        unique: "in task",
        ...(segment.subset !== undefined && { subset: segment.subset }),
      }),
    );
    return new PairsModel(model.with({ rows: total, variables: [{ slots: [key, value], segments }] }));
  }

  private pairBytes(): number {
    const pairs = this.model.sample(PAIRS_MEASURED);
    const seen = pairs.reduce((sum, pair) => sum + serializedSize(pair), 0) / Math.max(1, pairs.length);
    return Math.max(
      seen,
      this.model.variables.reduce((sum, { segments }) => sum + heldBytes(segments), 0),
    );
  }
}

function heldBytes(segments: readonly Segment[]): number {
  return segments.reduce((sum, { share, components }) => sum + share * bytesIn(components), 0);
}

function bytesIn(components: readonly Component[]): number {
  return components.reduce((sum, c) => sum + (c.kind === "value" ? (c.bytes ?? 0) : 0), 0);
}

function largestGroup({ variables }: PartitionModel): number {
  return variables.reduce(
    (most, { segments }) => segments.reduce((m, { components }) => Math.max(m, bytesIn(components)), most),
    0,
  );
}

function mapped(variable: Variable, f: (value: unknown) => unknown): Variable {
  const at = variable.slots.findIndex((slot) => slot.exprId === VALUE_ID);
  if (at < 0) return variable;
  const of = (segment: Segment, place: number, part: number): Segment => {
    const value: Component = { kind: "value", value: f(valuesAt(segment, place)[at]) };
    const components = segment.components.map((c, i) => (i === at ? value : c));
    return { ...segment, components, n: segment.n * part, share: segment.share * part };
  };
  return {
    slots: variable.slots,
    segments: variable.segments.flatMap((segment) =>
      segment.components[at]!.kind === "span"
        ? Array.from({ length: PLACES }, (_, i) => of(segment, (i + 0.5) / PLACES, 1 / PLACES))
        : [of(segment, 0.5, 1)],
    ),
  };
}

/** Values that stand for all, in equal shares: the ends of ranges and places between. */
function typicalValues({ segments }: Variable, at: number): readonly unknown[] {
  const [only] = segments;
  if (segments.length === 1 && only!.n <= MOST_VALUES) {
    return Array.from({ length: Math.max(1, Math.round(only!.n)) }, (_, i) =>
      shownArray(valuesAt(only!, (i + 0.5) / only!.n)[at]),
    );
  }
  const total = segments.reduce((sum, { share }) => sum + share, 0);
  const values: unknown[] = [];
  let below = 0;
  for (const segment of segments) {
    const first = Math.ceil((below / total) * PLACES - 0.5);
    below += segment.share;
    const last = Math.ceil((below / total) * PLACES - 0.5);
    for (let i = first; i < last; i++) {
      const isEnd = last - first > 1 && (i === first || i === last - 1);
      const place = isEnd ? (i === first ? 0 : 1) : (i - first + 0.5) / (last - first);
      values.push(shownArray(valuesAt(segment, Math.min(place, 0.999999999))[at]));
    }
  }
  return values;
}

/** The mean of numbers, otherwise the one in the middle. */
function middle(values: readonly unknown[]): unknown {
  const isNumeric = values.every((value) => typeof value === "number");
  if (!isNumeric) return values[values.length >> 1];
  return (values as readonly number[]).reduce((sum, value) => sum + value, 0) / values.length;
}

/** What comes of so many values of a key: each of some typical ones as often as it occurs, merged. */
function together(
  values: readonly unknown[],
  count: number,
  aggregator: Aggregator<unknown, unknown>,
  ofCombiners: boolean,
): Component {
  if (aggregator.collects) {
    const length = Math.max(1, Math.round(count));
    const bytes = values.reduce<number>((sum, value) => sum + serializedSize(value), 0) / values.length;
    return { kind: "value", value: modelledArray(values, length), bytes: bytes * length };
  }
  const { createCombiner, mergeCombiners } = aggregator;
  const combiner = (value: unknown): unknown => (ofCombiners ? value : createCombiner(value));
  const [first] = values;
  const alike = count < values.length || values.every((value) => value === first);
  if (alike) {
    const one = combiner(values.every((value) => value === first) ? first : middle(values));
    return { kind: "value", value: repeated(one, count, mergeCombiners) };
  }
  const isNumeric = typeof combiner(first) === "number";
  const each = count / values.length;
  const parts = values.map((value, i) => {
    const times = isNumeric ? each : Math.round(each * (i + 1)) - Math.round(each * i);
    return repeated(combiner(value), times, mergeCombiners);
  });
  return { kind: "value", value: parts.reduce((a, b) => mergeCombiners(a, b)) };
}

/** A partial result merged with itself, so many times; numbers also for parts of a time. */
function repeated(one: unknown, count: number, merge: (a: unknown, b: unknown) => unknown): unknown {
  const least = Math.max(1, Math.floor(count));
  const low = power(one, least, merge);
  if (count <= least || typeof low !== "number") return low;
  return low + ((power(one, least + 1, merge) as number) - low) * (count - least);
}

/** By doubling: a thousand million values are merged in sixty steps. */
function power(one: unknown, n: number, merge: (a: unknown, b: unknown) => unknown): unknown {
  let result: unknown;
  let doubled = one;
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = result === undefined ? cloneValue(doubled) : merge(result, cloneValue(doubled));
    if (left > 1) doubled = merge(cloneValue(doubled), cloneValue(doubled));
    if (serializedSize(doubled) <= MOST_COMBINED_BYTES) continue;
    throw notModelled(
      "What a function makes of ever more values",
      "Use groupByKey to collect the values of each key, or a function whose result stays small.",
    );
  }
  return result;
}
