import { type AttributeReference, bindReferences, dataTypeOf, type Expression } from "../../plans/expressions/index.js";
import type { AggregateExec } from "../../plans/physical/index.js";
import { heapBytes } from "../../rdd/heap-bytes.js";
import type { TaskContext } from "../../rdd/task-context.js";
import type { HeldMemory } from "../../rdd/task-memory.js";
import { rowsForAll } from "../../types/batched-rows.js";
import type { DataType, InternalRow } from "../../types/data-type.js";
import {
  type AggregateEvaluator,
  compile,
  compileAggregate,
  compileProjection,
  unsafeRowSize,
} from "../expressions/index.js";
import { groupKey } from "./group-key.js";
import { type KeptRows, keepGroups, keptRows, SAMPLE_STEP, sortByGroup } from "./keep-in-pages.js";
import { addToMetric, type Kernel, type KernelOptions, type OperatorMetrics, type Rows } from "./kernel.js";

/** One aggregate function of the operator: how a row changes its slots of the group's buffer. */
interface Step {
  readonly evaluator: AggregateEvaluator;
  /** First slot in the buffer. */
  readonly at: number;
  readonly apply: (slots: unknown[], row: InternalRow) => void;
}

/**
 * Groups rows and aggregates them, in any step of the aggregation (G6). Groups come out in order of first sight, so sorted
 * input stays sorted. Without keys there is one group even when there are no rows.
 */
export function aggregateKernel(
  plan: AggregateExec,
  input: readonly AttributeReference[],
  options: KernelOptions,
): Kernel {
  const { ansi, outputRows, time, memory } = options;
  const keysOf = compileProjection(
    plan.groupingExpressions.map((e) => bindReferences(e, input)),
    { ansi },
  );
  const steps = compileSteps(plan, input, ansi);
  const finish = resultOf(plan, steps, ansi);
  const sizeOfKeys = unsafeRowSize(plan.groupingExpressions.map(dataTypeOf));
  const keySize = ({ keys }: { readonly keys: InternalRow }): number => sizeOfKeys(keys);
  const sizeOfRows = unsafeRowSize(input.map((a) => a.dataType));
  const bufferBytes = bufferBytesOf(plan);
  const keepsObjects = plan.kind === "ObjectHashAggregateExec";
  const newGroup = (): unknown[] => {
    const slots: unknown[] = [];
    for (const { evaluator, at } of steps) evaluator.init(slots, at);
    return slots;
  };
  return function* ([rows], context) {
    const groups = new Map<unknown, { keys: InternalRow; slots: unknown[] }>();
    if (plan.groupingExpressions.length === 0) groups.set(groupKey([]), { keys: [], slots: newGroup() });
    const sample: number[] = [];
    let seen = 0;
    const count = consume(rows!, (row) => {
      if (keepsObjects && seen++ % SAMPLE_STEP === 0) sample.push(sizeOfRows(row));
      const keys = keysOf(row);
      const id = groupKey(keys);
      let group = groups.get(id);
      if (group === undefined) {
        group = { keys, slots: newGroup() };
        groups.set(id, group);
      }
      for (const step of steps) step.apply(group.slots, row);
    });
    context.metrics.chargeTo(time, "aggregateRows", count);
    const kept = (): KeptRows => keptRows(groups.values(), groups.size, keySize);
    const held = keepsObjects
      ? keepObjects(context, groups.values(), groups.size, memory.objectGroups, { count, sample }, options)
      : keepsMap(plan)
        ? keepGroups(context, kept(), bufferBytes, hasTwoLevels(plan), options)
        : undefined;
    addToMetric(context, outputRows, groups.size);
    for (const { keys, slots } of groups.values()) yield finish(keys, slots);
    held?.release();
  };
}

/** Whether the groups are in a hash map of Tungsten's: without keys there is one buffer. */
export function keepsMap(plan: AggregateExec): boolean {
  return plan.kind === "HashAggregateExec" && plan.groupingExpressions.length > 0;
}

/** Types that the first level of generated code's two maps takes as keys. */
const COMPLEX_TYPES: ReadonlySet<DataType["kind"]> = new Set(["array", "map", "struct", "binary", "null"] as const);

/** Whether generated code keeps the first groups in a smaller map: in partial aggregations by simple keys, and where groups are all there is to find. */
export function hasTwoLevels(plan: AggregateExec): boolean {
  const { aggregateExpressions, groupingExpressions } = plan;
  return (
    aggregateExpressions.every((e) => e.mode === "partial") &&
    groupingExpressions.every((e) => !COMPLEX_TYPES.has(dataTypeOf(e).kind))
  );
}

/**
 * Buffers that are objects, such as the lists of collect_list, are on the heap. With many groups rows are sorted by group first, in pages that can spill; but
 * one group's object must fit in any case (E6).
 */
function keepObjects(
  context: TaskContext,
  groups: Iterable<{ readonly slots: readonly unknown[] }>,
  count: number,
  mostGroups: number,
  rows: KeptRows,
  metrics: OperatorMetrics,
): HeldMemory {
  const sizes = Array.from(groups, ({ slots }) => objectBytes(slots));
  if (count <= mostGroups) return context.memory.holdOnHeap(sizes.reduce((sum, bytes) => sum + bytes, 0));
  const sorted = sortByGroup(context, rows, metrics);
  const largest = context.memory.holdOnHeap(sizes.reduce((most, bytes) => Math.max(most, bytes), 0));
  return {
    release: () => {
      sorted.release();
      largest.release();
    },
  };
}

function objectBytes(slots: readonly unknown[]): number {
  let bytes = 0;
  for (const slot of slots) if (Array.isArray(slot)) bytes += heapBytes(slot, slot.length);
  return bytes;
}

/** What a group takes in the hash map besides its keys: eight bytes for each slot of its buffer. */
export function bufferBytesOf(plan: AggregateExec): number {
  return 8 * (1 + plan.bufferAttributes.reduce((sum, buffers) => sum + buffers.length, 0));
}

function consume(rows: Rows, f: (row: InternalRow) => void): number {
  let count = 0;
  for (const row of rowsForAll(rows)) {
    count++;
    f(row);
  }
  return count;
}

function compileSteps(plan: AggregateExec, input: readonly AttributeReference[], ansi: boolean): readonly Step[] {
  let at = 0;
  return plan.aggregateExpressions.map((e, i) => {
    const buffers = plan.bufferAttributes[i]!;
    const fromRows = e.mode === "partial" || e.mode === "complete";
    const bound = fromRows ? (bindReferences(e, input) as typeof e) : e;
    const evaluator = compileAggregate(bound, { ansi });
    const first = at;
    at += buffers.length;
    if (fromRows) return { evaluator, at: first, apply: (slots, row) => evaluator.update(slots, first, row) };
    const start = input.findIndex((a) => a.exprId === buffers[0]!.exprId);
    return { evaluator, at: first, apply: (slots, row) => evaluator.merge(slots, first, row, start) };
  });
}

/** Keys and buffers for the steps before the last, keys and result expressions for the last. */
function resultOf(
  plan: AggregateExec,
  steps: readonly Step[],
  ansi: boolean,
): (keys: InternalRow, slots: unknown[]) => InternalRow {
  const isLast = plan.aggregateExpressions.every((e) => e.mode === "final" || e.mode === "complete");
  if (!isLast) return (keys, slots) => [...keys, ...slots];
  const available = [...plan.groupingAttributes, ...plan.resultAttributes];
  const results = plan.resultExpressions.map((e: Expression) => compile(bindReferences(e, available), { ansi }));
  return (keys, slots) => {
    const row = [...keys, ...steps.map(({ evaluator, at }) => evaluator.evaluate(slots, at))];
    return results.map((result) => result(row));
  };
}
