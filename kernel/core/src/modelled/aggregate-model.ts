import { groupKey } from "../engine/operators/index.js";
import type { AggregateExpression, AttributeReference, Expression, ExprId } from "../plans/expressions/index.js";
import { toAttribute } from "../plans/logical/index.js";
import type { AggregateExec } from "../plans/physical/index.js";
import { aggregateResult, keptBytes } from "./aggregate-result.js";
import {
  type AggregateState,
  type AggregateStates,
  mergedStates,
  NOTHING_SEEN,
  totalState,
} from "./aggregate-state.js";
import { argumentState } from "./argument-state.js";
import { bufferState } from "./buffer-state.js";
import { cellsOf, placesOf } from "./cells.js";
import { isPlain, manyGroups, oneGroup, together } from "./marginal.js";
import { PartitionModel } from "./partition-model.js";
import { type Component, distinctOf, identityOf, type Segment, valuesAt } from "./segment.js";
import type { Variable } from "./variable.js";

/** What an aggregation makes of a partition, and what it takes to. */
export interface Aggregated {
  readonly model: PartitionModel;
  readonly groups: number;
  /** Bytes of a group's keys as an UnsafeRow. */
  readonly keyBytes: number;
  /** Bytes that the largest group keeps as objects: the values of `collect_list`. */
  readonly largestKept: number;
  /** Those of all groups. */
  readonly kept: number;
  /** Values that came in lists, and are added to another one by one. */
  readonly merged: number;
}

/** Rows of one group, or of many groups that are alike. */
interface GroupSegment {
  readonly segment: Segment;
  readonly parts: { readonly rows: number; readonly states: AggregateStates }[];
}

/** Groups a partition's rows and aggregates them, in any step of the aggregation (G6). */
export function aggregated(plan: AggregateExec, input: PartitionModel): Aggregated {
  const keys = plan.groupingExpressions.map((e) => input.resolved(e));
  const { own, others } = input.split([...keys, ...mergedBuffers(plan, input)]);
  const groups = groupSegments(plan, input, keys, own, others);
  const isLast = plan.aggregateExpressions.every((e) => e.mode === "final" || e.mode === "complete");
  let total = 0;
  let kept = 0;
  let merged = 0;
  let largestKept = 0;
  const made = [...groups.values()].map(({ segment, parts }) => {
    const rows = parts.reduce((sum, part) => sum + part.rows, 0);
    const isOne = keys.length === 0;
    const distinct = isOne
      ? 1
      : distinctOf({ ...segment, share: input.rows === 0 ? 0 : rows / input.rows }, input.rows);
    const perRecord = mergedStates(parts.map((part) => ({ states: part.states, rows: part.rows })));
    const states = new Map(
      [...perRecord].map(([id, state]): [ExprId, AggregateState] => [
        id,
        distinct === 0 ? NOTHING_SEEN : totalState(state, rows / distinct),
      ]),
    );
    const each = plan.aggregateExpressions.reduce((sum, e, i) => sum + keptBytes(e, states.get(bufferId(plan, i))!), 0);
    total += distinct;
    kept += each * distinct;
    merged += distinct * listedValues(plan, states);
    largestKept = Math.max(largestKept, each);
    return {
      segment,
      distinct,
      states,
      logAbsent: segment.n === 0 ? 0 : Math.log1p(-Math.min(1, distinct / segment.n)),
    };
  });
  const columns = isLast ? resultColumns(plan) : bufferColumns(plan);
  const segments = made.map(
    ({ segment, distinct, states, logAbsent }): Segment => ({
      components: [...segment.components, ...columns.of(states)],
      n: segment.n,
      ...(segment.subset !== undefined && { subset: segment.subset }),
      share: total === 0 ? 0 : distinct / total,
      logAbsent,
      unique: plan.requiresClustering || segment.unique === "in table" ? "in table" : "in task",
      ...(!isLast && { states }),
    }),
  );
  const variable: Variable = { slots: [...plan.groupingAttributes, ...columns.slots], segments };
  const model = new PartitionModel({
    output: plan.resultExpressions.map(toAttribute),
    rows: total,
    variables: [variable],
    derived: isLast ? derivedBy(plan.resultExpressions) : new Map(),
    ansi: input.ansi,
  });
  return { model, groups: total, keyBytes: keyBytesOf(model, plan), kept, merged, largestKept };
}

/** Values of a group's lists, where lists are what is aggregated. */
function listedValues(plan: AggregateExec, states: AggregateStates): number {
  return plan.aggregateExpressions.reduce((sum, e, i) => {
    const state = states.get(bufferId(plan, i))!;
    const isMerging = e.mode === "final" || e.mode === "partialMerge";
    return isMerging && keptBytes(e, state) > 0 ? sum + state.count : sum;
  }, 0);
}

/** The buffers that are merged come with their groups. */
function mergedBuffers(plan: AggregateExec, input: PartitionModel): readonly Expression[] {
  return plan.aggregateExpressions.flatMap((e, i) =>
    e.mode === "final" || e.mode === "partialMerge" ? plan.bufferAttributes[i]!.map((a) => input.resolved(a)) : [],
  );
}

function keyBytesOf(model: PartitionModel, { groupingAttributes }: AggregateExec): number {
  if (model.variables[0]!.segments.length === 0) return 0;
  return model.with({ output: groupingAttributes, derived: new Map() }).rowBytes;
}

function groupSegments(
  plan: AggregateExec,
  input: PartitionModel,
  keys: readonly Expression[],
  own: Variable,
  others: readonly Variable[],
): ReadonlyMap<string, GroupSegment> {
  const groups = new Map<string, GroupSegment>();
  const shared = new Map<number, AggregateState>();
  const readsOwn = plan.aggregateExpressions.map((e) => readsSlots(e, input, own));
  const places = placesOf(own, keys);
  // The groups of a tail are alike, and columns are groups as they are.
  for (const cell of cellsOf(own, keys, input.ansi, keys.every(isPlain) ? Number.POSITIVE_INFINITY : 0)) {
    const { segment } = cell;
    const rows = input.rows * segment.share;
    const states = new Map(
      plan.aggregateExpressions.map((e, i): [ExprId, AggregateState] => {
        const id = bufferId(plan, i);
        if (e.mode === "final" || e.mode === "partialMerge") {
          return [
            id,
            segment.states?.get(id) ??
              bufferState(e, plan.bufferAttributes[i]!, heldIn(segment, own, plan.bufferAttributes[i]!)),
          ];
        }
        const state = (readsOwn[i] ? undefined : shared.get(i)) ?? argumentState(e, input, own, others, segment);
        if (!readsOwn[i]) shared.set(i, state);
        return [id, state];
      }),
    );
    const group = cell.key === undefined ? manyGroups(segment, own, keys, input) : oneGroup(segment, places, cell.key);
    const id = cell.key === undefined ? identityOf(group) : String(groupKey(cell.key));
    const known = groups.get(id);
    if (known === undefined) groups.set(id, { segment: group, parts: [{ rows, states }] });
    else {
      known.parts.push({ rows, states });
      groups.set(id, { segment: together(known.segment, group), parts: known.parts });
    }
  }
  return groups;
}

function readsSlots(e: AggregateExpression, model: PartitionModel, { slots }: Variable): boolean {
  const read = [...e.args, ...(e.filter === undefined ? [] : [e.filter])].map((part) => model.resolved(part));
  return placesOf({ slots, segments: [] }, read).length > 0;
}

/** The values of some columns, where a segment is of real rows. */
function heldIn(segment: Segment, own: Variable, columns: readonly AttributeReference[]): readonly unknown[] {
  const values = valuesAt(segment, 0.5);
  return columns.map((column) => values[own.slots.findIndex((slot) => slot.exprId === column.exprId)]);
}

function bufferId({ bufferAttributes }: AggregateExec, i: number): ExprId {
  return bufferAttributes[i]![0]!.exprId;
}

interface Columns {
  readonly slots: readonly AttributeReference[];
  of(states: AggregateStates): readonly Component[];
}

/** The buffers: their widths matter, and of lists what some values look like; all else is in the states. */
function bufferColumns(plan: AggregateExec): Columns {
  const slots = plan.bufferAttributes.flat();
  return {
    slots,
    of: (states) =>
      plan.aggregateExpressions.flatMap((e, i) =>
        plan.bufferAttributes[i]!.map((_, j): Component => {
          const state = states.get(bufferId(plan, i))!;
          const bytes = j === 0 ? keptBytes(e, state) : 0;
          return bytes > 0 ? { kind: "value", value: state.some, bytes } : { kind: "value", value: null };
        }),
      ),
  };
}

function resultColumns(plan: AggregateExec): Columns {
  return {
    slots: plan.resultAttributes,
    of: (states) =>
      plan.aggregateExpressions.map((e, i) =>
        aggregateResult(e, states.get(bufferId(plan, i))!, plan.resultAttributes[i]!.dataType),
      ),
  };
}

/** Columns that are computed, by their ids. */
export function derivedBy(list: readonly Expression[]): ReadonlyMap<ExprId, Expression> {
  return new Map(list.flatMap((e): [ExprId, Expression][] => (e.kind === "Alias" ? [[e.exprId, e.child]] : [])));
}
