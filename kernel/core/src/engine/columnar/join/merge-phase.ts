import {
  type AttributeReference,
  bindReferences,
  dataTypeOf,
  type Expression,
} from "../../../plans/expressions/index.js";
import type { SortMergeJoinExec } from "../../../plans/physical/index.js";
import type { ColumnVector } from "../../../types/column-vector.js";
import { valueReader } from "../../../types/column-vector.js";
import { sliceBatch, type VectorBatch } from "../../../types/vector-batch.js";
import { compilePredicate } from "../../expressions/compile.js";
import { bufferRows } from "../../operators/keep-in-pages.js";
import { addToMetric, type KernelOptions } from "../../operators/kernel.js";
import { expressionCode } from "../code/expression-code.js";
import { isTrue } from "../code/value-code.js";
import { keptBatch } from "../stage/kept-batch.js";
import { keyColumns } from "../stage/key-columns.js";
import type { SegmentSource } from "../stage/segment.js";
import type { StreamOperator } from "../stage/stream-operator.js";
import type { StageTask } from "../stage/task-state.js";
import { concatBatches } from "../vectors/concat.js";
import { type MergeCount, mergeJoin, NEEDS_LEFT, type PairBatch, type PairTest } from "./merge-join.js";

export interface MergeSides {
  readonly left: readonly AttributeReference[];
  readonly right: readonly AttributeReference[];
}

const typesOf = (side: readonly AttributeReference[]) => side.map((a) => a.dataType);

/** What generated code reads of a merge join: pairs of rows. */
export function mergeSource({ joinType }: SortMergeJoinExec, { left, right }: MergeSides): SegmentSource {
  return {
    columns: left,
    right: {
      columns: right,
      leftIsOptional: joinType === "RightOuter" || joinType === "FullOuter",
      isOptional: joinType !== "Inner" && joinType !== "Cross" && joinType !== "RightOuter",
    },
  };
}

/** Pairs of rows of equal keys, from two sorted inputs. The side that is not streamed is asked for nothing before the other has a row. */
export function* mergedPairs(
  plan: SortMergeJoinExec,
  { left, right }: MergeSides,
  [leftBatches, rightBatches]: readonly Iterable<VectorBatch>[],
  options: KernelOptions,
  { context }: StageTask,
): Iterable<PairBatch> {
  const { ansi, memory, time } = options;
  const side = (batches: Iterable<VectorBatch>, input: readonly AttributeReference[], keys: readonly Expression[]) => {
    const rows = concatBatches(batches, typesOf(input));
    const bound = keys.map((key) => bindReferences(key, input));
    return { rows, keys: rows.numRows === 0 ? noKeys(keys) : keyColumns(rows, input, bound, ansi, context) };
  };
  const { joinType } = plan;
  let r = joinType === "RightOuter" ? side(rightBatches!, right, plan.rightKeys) : undefined;
  if (r?.rows.numRows === 0) return;
  const l = side(leftBatches!, left, plan.leftKeys);
  if (l.rows.numRows === 0 && NEEDS_LEFT.has(joinType)) return;
  r ??= side(rightBatches!, right, plan.rightKeys);
  // A condition of an inner join is tested on the pairs, in generated code.
  const isInner = joinType === "Inner" || joinType === "Cross";
  const test = isInner ? undefined : pairTest(plan.condition, [...left, ...right], l.rows, r.rows, ansi);
  // The side that is not streamed is kept in memory, key by key: of a right outer join the left one (E6).
  const buffered =
    joinType === "RightOuter" ? { rows: l.rows, types: typesOf(left) } : { rows: r.rows, types: typesOf(right) };
  const count: MergeCount = {
    rows: 0,
    group: (start, end) => {
      const kept = () => keptBatch(sliceBatch(buffered.rows, start, end), buffered.types);
      bufferRows(context, end - start, kept, memory.joinBuffer, options).release();
    },
  };
  try {
    yield* mergeJoin(joinType, l, r, plan.leftKeys.map(dataTypeOf), test, count);
  } finally {
    context.metrics.chargeTo(time, "joinRows", count.rows);
  }
}

const noKeys = (keys: readonly Expression[]): ColumnVector[] => keys.map(() => ({ kind: "any", values: [] }));

function pairTest(
  condition: Expression | undefined,
  input: readonly AttributeReference[],
  left: VectorBatch,
  right: VectorBatch,
  ansi: boolean,
): PairTest {
  if (condition === undefined) return undefined;
  const keep = compilePredicate(bindReferences(condition, input), { ansi });
  const [lefts, rights] = [left.columns.map(valueReader), right.columns.map(valueReader)];
  return (l, r) => keep([...lefts.map((read) => read(l)), ...rights.map((read) => read(r))]);
}

/** The join's place in a generated function: counts what it gives, tests an inner join's condition. */
export function mergeOperator(
  { joinType, condition }: SortMergeJoinExec,
  { left, right }: MergeSides,
  { outputRows, time }: KernelOptions,
): StreamOperator {
  const isInner = joinType === "Inner" || joinType === "Cross";
  const tested = isInner && condition !== undefined ? bindReferences(condition, [...left, ...right]) : undefined;
  const keepsLeftOnly = joinType === "LeftSemi" || joinType === "LeftAnti";
  return {
    name: "SortMergeJoin",
    counters: 1,
    isOneToOne: false,
    isNarrowing: true,
    write: (input, fn, [count], consume) => {
      const emit = (): void => {
        fn.line(`${count}++;`);
        consume(keepsLeftOnly ? input.slice(0, left.length) : input);
      };
      if (tested === undefined) return emit();
      const test = isTrue(expressionCode(tested, input, fn));
      fn.block(`if (${test})`, emit);
    },
    report: ([count], context) => {
      context.metrics.chargeTo(time, "joinRows", count!);
      addToMetric(context, outputRows, count!);
    },
  };
}
