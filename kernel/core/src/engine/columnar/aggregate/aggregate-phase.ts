import {
  type AggregateExpression,
  type AttributeReference,
  bindReferences,
  dataTypeOf,
  type Expression,
} from "../../../plans/expressions/index.js";
import type { AggregateExec } from "../../../plans/physical/index.js";
import { vectorKind } from "../../../types/column-vector.js";
import type { VectorBatch } from "../../../types/vector-batch.js";
import { bufferBytesOf, hasTwoLevels, keepsMap } from "../../operators/aggregate.js";
import { keepGroups } from "../../operators/keep-in-pages.js";
import { addToMetric, type KernelOptions } from "../../operators/kernel.js";
import { expressionCode } from "../code/expression-code.js";
import { type Columns, isTrue, NEVER } from "../code/value-code.js";
import { keptBatch } from "../stage/kept-batch.js";
import { newState, type Phase, type SegmentTable } from "../stage/phase.js";
import { Segment, type SegmentSource, type Sink } from "../stage/segment.js";
import { countingOperator, type OperatorCode, type StreamOperator } from "../stage/stream-operator.js";
import { type AggregateCode, aggregateCode, type GroupSlots } from "./aggregate-code.js";
import { groupCode, keySlots } from "./group-code.js";
import { GroupState } from "./group-state.js";
import { keyVectors } from "./key-vectors.js";

/** One function of the aggregation, and where its slots and its buffer columns are. */
interface Step {
  readonly e: AggregateExpression;
  readonly code: AggregateCode;
  readonly first: number;
  /** First column of the buffer in the input, for steps that merge. */
  readonly from: number | undefined;
}

/** How an operator aggregates, when generated code can; the groups come out as keys and buffers, or keys and results. */
export interface Aggregation {
  readonly keys: readonly Expression[];
  readonly steps: readonly Step[];
  readonly isLast: boolean;
  /** Groups in Tungsten's pages; undefined for an aggregation that keeps none there. */
  readonly kept: { readonly bufferBytes: number; readonly twoLevels: boolean } | undefined;
}

/** Undefined when one of the functions is only computed row by row. */
export function aggregationOf(
  plan: AggregateExec,
  input: readonly AttributeReference[],
  ansi: boolean,
): Aggregation | undefined {
  const keys = plan.groupingExpressions.map((e) => bindReferences(e, input));
  const steps: Step[] = [];
  let first = keys.length === 0 ? 0 : keys.length + 1;
  for (const [i, aggregate] of plan.aggregateExpressions.entries()) {
    const fromRows = aggregate.mode === "partial" || aggregate.mode === "complete";
    const e = fromRows ? (bindReferences(aggregate, input) as AggregateExpression) : aggregate;
    const code = aggregateCode(e, ansi);
    if (code === undefined) return undefined;
    const buffer = plan.bufferAttributes[i]![0]!;
    steps.push({ e, code, first, from: fromRows ? undefined : input.findIndex((a) => a.exprId === buffer.exprId) });
    first += code.slots.length;
  }
  const isLast = plan.aggregateExpressions.every((e) => e.mode === "final" || e.mode === "complete");
  const kept = keepsMap(plan) ? { bufferBytes: bufferBytesOf(plan), twoLevels: hasTwoLevels(plan) } : undefined;
  return { keys, steps, isLast, kept };
}

/** Groups all rows, then gives the groups in one batch, in order of first sight. Without keys there is one group even without rows. */
export function aggregatePhase(
  aggregation: Aggregation,
  source: SegmentSource,
  operators: readonly StreamOperator[],
  tables: readonly SegmentTable[],
  options: KernelOptions,
): Phase {
  const { ansi, outputRows, time } = options;
  const { keys, steps, isLast, kept } = aggregation;
  const keyTypes = keys.map(dataTypeOf);
  const layout = [
    ...keySlots(keys.map((key) => vectorKind(dataTypeOf(key)))),
    ...steps.flatMap(({ code }) => code.slots),
  ];
  const counting = countingOperator("HashAggregate");
  const segment = new Segment(
    "aggregate",
    source,
    [...operators, counting],
    () => groupSink(aggregation, layout.length),
    ansi,
  );
  return {
    segment,
    tableColumns: tables.map(({ columns }) => columns),
    run: function* (input, task) {
      const groups = new GroupState(layout, keys.length);
      if (keys.length === 0) groups.append();
      const state = newState(
        segment,
        tables.map((table) => table.of(task)),
        groups,
      );
      const apply = segment.start(state, task);
      try {
        for (const batch of input) apply(batch);
      } finally {
        segment.report(state.counts, task.context);
      }
      task.context.metrics.chargeTo(time, "aggregateRows", state.counts.at(-1)!);
      addToMetric(task.context, outputRows, groups.count);
      const found = { numRows: groups.count, columns: keyVectors(groups, keyTypes) };
      const held =
        kept && keepGroups(task.context, keptBatch(found, keyTypes), kept.bufferBytes, kept.twoLevels, options);
      if (groups.count > 0) yield resultBatch(groups, found);
      held?.release();
    },
  };

  function resultBatch(groups: GroupState, found: VectorBatch): VectorBatch {
    const columns = steps.flatMap(({ code, first }) =>
      isLast ? [code.result(groups, first)] : code.buffers(groups, first),
    );
    return { numRows: groups.count, columns: [...found.columns, ...columns] };
  }
}

function groupSink({ keys, steps }: Aggregation, numSlots: number): Sink {
  const write = (rows: Columns, fn: OperatorCode): void => {
    fn.before("const state = task.groups;");
    for (let slot = 0; slot < numSlots; slot++) fn.before(`let slot${slot} = state.columns[${slot}];`);
    const reload = (): void => {
      for (let slot = 0; slot < numSlots; slot++) fn.line(`slot${slot} = state.columns[${slot}];`);
    };
    const keyCodes = keys.map((key) => expressionCode(key, rows, fn));
    const group = groupCode(keyCodes, reload, fn);
    for (const step of steps) writeStep(step, rows, group, fn);
  };
  return { write, after: () => [] };
}

function writeStep({ e, code, first, from }: Step, rows: Columns, group: string, fn: OperatorCode): void {
  fn.line(`// ${e.mode} ${e.name}`);
  const slots: GroupSlots = { group, first, at: (slot) => `slot${first + slot}[${group}]` };
  if (from !== undefined) {
    code.merge(rows.slice(from), slots, fn);
    return;
  }
  if (e.filter === undefined) {
    writeUpdate(e.args, code, rows, slots, fn);
    return;
  }
  const keep = isTrue(expressionCode(e.filter, rows, fn));
  fn.block(`if (${keep})`, () => writeUpdate(e.args, code, rows, slots, fn));
}

/** Of several arguments (count(a, b)) all must be there. */
function writeUpdate(
  args: readonly Expression[],
  code: AggregateCode,
  rows: Columns,
  slots: GroupSlots,
  fn: OperatorCode,
): void {
  const [arg, ...others] = args;
  if (arg === undefined) return;
  const value = expressionCode(arg, rows, fn);
  const rest = (): void => {
    if (others.length === 0) code.update(value, slots, fn);
    else writeUpdate(others, code, rows, slots, fn);
  };
  if (value.isNull === NEVER || code.seesNulls === true) rest();
  else fn.block(`if (!${value.isNull})`, rest);
}
