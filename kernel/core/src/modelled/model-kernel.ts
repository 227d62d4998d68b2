import {
  addToMetric,
  bufferBytesOf,
  bufferRows,
  buildInMemory,
  buildsByLong,
  canRadixSort,
  hasTwoLevels,
  type KeptRows,
  type KernelOptions,
  keepGroups,
  keepsMap,
  sortByGroup,
  sortInPages,
} from "../engine/operators/index.js";
import type { AttributeReference, Expression, ExprId } from "../plans/expressions/index.js";
import { toAttribute } from "../plans/logical/index.js";
import { type AggregateExec, type PhysicalPlan, physicalOutput } from "../plans/physical/index.js";
import type { TaskContext, WorkKind } from "../rdd/task-context.js";
import { OBJECT_FACTOR } from "../rdd/task-memory.js";
import type { InternalRow } from "../types/data-type.js";
import { type Aggregated, aggregated } from "./aggregate-model.js";
import { expanded, generated } from "./expand-model.js";
import { filtered, keptShare } from "./filter-model.js";
import { crossed, type Joined, joined } from "./join-model.js";
import { renamed } from "./marginal.js";
import { shownArray } from "./modelled-array.js";
import { notModelled } from "./modelled-errors.js";
import type { PartitionModel } from "./partition-model.js";
import { withRandom } from "./random-columns.js";
import { groupLimited, windowed } from "./window-model.js";

/** Rows of a partition up to which results are made rows, which the rest of the plan computes with as with any. */
const FEW_ROWS = 2_000;

/** What an operator does with the models of its inputs' partitions: charges the task with the work and gives the model of its own rows, or few rows. */
export type ModelKernel = (inputs: readonly PartitionModel[], context: TaskContext) => Iterable<InternalRow>;

/** The model of an operator that works partition by partition. What it makes of equal inputs it makes once. */
export function modelKernel(
  plan: PhysicalPlan,
  options: KernelOptions,
  inputsOf: readonly PhysicalPlan[],
): ModelKernel {
  const kernel = kernelFor(plan, options);
  const outputs = inputsOf.map(physicalOutput);
  const rename = outputs.map((output) => once((model: PartitionModel) => renamed(model, output)));
  return (inputs, context) =>
    kernel(
      inputs.map((model, i) => rename[i]!(model)),
      context,
    );
}

function kernelFor(plan: PhysicalPlan, options: KernelOptions): ModelKernel {
  switch (plan.kind) {
    case "ColumnarToRowExec":
    case "DeserializeToObjectExec":
    case "WholeStageCodegenExec":
    case "InputAdapter":
      return ([model]) => model!;
    case "ProjectExec":
      return narrow(options, (model) => projected(model, plan.projectList));
    case "FilterExec":
      return narrow(options, (model) => filtered(model, plan.condition));
    case "SampleExec":
      return narrow(options, (model) => keptShare(model, plan.upperBound - plan.lowerBound));
    case "ExpandExec":
      return narrow(options, (model) => expanded(plan, model), "output");
    case "GenerateExec":
      return narrow(options, (model) => generated(plan, model), "output");
    case "WindowGroupLimitExec":
      return narrow(options, (model) => groupLimited(plan, model));
    case "SortExec":
      return sorting(plan, options);
    case "HashAggregateExec":
    case "ObjectHashAggregateExec":
    case "SortAggregateExec":
      return aggregating(plan, options);
    case "WindowExec":
      return windowing(plan, options);
    case "LocalLimitExec":
    case "GlobalLimitExec":
    case "CollectLimitExec":
      return limiting(plan.limit, "offset" in plan ? (plan.offset ?? 0) : 0, options);
    case "SortMergeJoinExec":
    case "ShuffledHashJoinExec":
    case "BroadcastHashJoinExec":
    case "BroadcastNestedLoopJoinExec":
    case "CartesianProductExec":
      return joining(plan, options);
    default:
      return () => {
        throw notModelled(`What ${plan.kind} gives`, "Leave this operation out, or use a table of real rows.");
      };
  }
}

/** Remembers what it made of an object. */
export function once<K extends object, V>(f: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, { readonly value: V }>();
  return (key) => {
    const known = made.get(key) ?? { value: f(key) };
    made.set(key, known);
    return known.value;
  };
}

function charge(context: TaskContext, { time }: KernelOptions, kind: WorkKind, rows: number): void {
  context.metrics.chargeTo(time, kind, rows);
}

function give(model: PartitionModel, context: TaskContext, { outputRows }: KernelOptions): PartitionModel {
  addToMetric(context, outputRows, Math.round(model.rows));
  return model;
}

/** Operators that take row by row. */
function narrow(
  options: KernelOptions,
  f: (model: PartitionModel) => PartitionModel,
  counts: "input" | "output" = "input",
): ModelKernel {
  const of = once(f);
  return ([model], context) => {
    const made = of(model!);
    charge(context, options, "pipelineRows", counts === "input" ? model!.rows : made.rows);
    return give(made, context, options);
  };
}

/** The columns of a projection. */
export function projected(model: PartitionModel, list: readonly Expression[]): PartitionModel {
  const output = list.map(toAttribute);
  const { model: input, expressions } = withRandom(
    model,
    list.map((e) => model.resolved(e.kind === "Alias" ? e.child : e)),
  );
  const derived = new Map<ExprId, Expression>();
  output.forEach((a: AttributeReference, i) => {
    const e = expressions[i]!;
    if (e.kind !== "AttributeReference" || e.exprId !== a.exprId) derived.set(a.exprId, e);
  });
  return input.with({ output, derived });
}

function sorting(plan: Extract<PhysicalPlan, { kind: "SortExec" }>, options: KernelOptions): ModelKernel {
  const sorted = once((model: PartitionModel) => model.with({ order: plan.order }));
  const radix = options.memory.radixSort && canRadixSort(plan.order);
  return ([model], context) => {
    const made = sorted(model!);
    sortInPages(context, kept(model!.rows, model!.rowBytes), radix, options);
    charge(context, options, "sortRows", model!.rows);
    return give(made, context, options);
  };
}

function aggregating(plan: AggregateExec, options: KernelOptions): ModelKernel {
  const isLast =
    plan.requiresClustering && plan.aggregateExpressions.every((e) => e.mode === "final" || e.mode === "complete");
  const of = once((model: PartitionModel) => {
    const made = aggregated(plan, model);
    return { ...made, rows: isLast ? fewRows(made.model) : undefined };
  });
  return ([model], context) => {
    const made = of(model!);
    charge(context, options, "aggregateRows", model!.rows);
    charge(context, options, "pipelineRows", made.merged);
    keepAggregation(plan, made, model!, context, options);
    give(made.model, context, options);
    return made.rows ?? made.model;
  };
}

/** A hash map of groups spills, values that are kept as objects cannot (E6). */
function keepAggregation(
  plan: AggregateExec,
  made: Aggregated,
  input: PartitionModel,
  context: TaskContext,
  options: KernelOptions,
): void {
  if (keepsMap(plan)) {
    keepGroups(context, kept(made.groups, made.keyBytes), bufferBytesOf(plan), hasTwoLevels(plan), options);
    return;
  }
  if (plan.kind !== "ObjectHashAggregateExec") return;
  const isSorted = made.groups > options.memory.objectGroups;
  if (isSorted) sortByGroup(context, kept(input.rows, input.rowBytes), options);
  context.memory.holdOnHeap((isSorted ? made.largestKept : made.kept) * OBJECT_FACTOR);
}

/** Rows that are alike, as operators tell the memory of them. */
function kept(rows: number, rowBytes: number): KeptRows {
  return { count: Math.round(rows), sample: [rowBytes] };
}

function windowing(plan: Extract<PhysicalPlan, { kind: "WindowExec" }>, options: KernelOptions): ModelKernel {
  const of = once((model: PartitionModel) => windowed(plan, model));
  return ([model], context) => {
    const { model: made, largestRows } = of(model!);
    bufferRows(
      context,
      Math.round(largestRows),
      () => kept(largestRows, model!.rowBytes),
      options.memory.windowBuffer,
      options,
    ).release();
    charge(context, options, "aggregateRows", model!.rows * plan.windowExpressions.length);
    return give(made, context, options);
  };
}

/** A limit gives rows where it is small. */
function limiting(limit: number, offset: number, options: KernelOptions): ModelKernel {
  const of = once((model: PartitionModel): { rows: readonly InternalRow[] | undefined; model: PartitionModel } => {
    const end = limit < 0 ? model.rows : Math.min(limit, Math.round(model.rows));
    const count = Math.max(0, end - offset);
    const limited = keptShare(model, model.rows === 0 ? 1 : count / model.rows);
    if (end > FEW_ROWS) return { rows: undefined, model: limited };
    const rows: InternalRow[] = [];
    for (const row of model) {
      if (rows.length >= end) break;
      rows.push(row);
    }
    return { rows: rows.slice(offset), model: limited };
  });
  return ([model], context) => {
    const made = of(model!);
    give(made.model, context, options);
    return made.rows ?? made.model;
  };
}

type JoinExec = Extract<PhysicalPlan, { joinType: unknown }>;

function joining(plan: JoinExec, options: KernelOptions): ModelKernel {
  const output = physicalOutput(plan);
  const of = once((left: PartitionModel) =>
    once(
      (right: PartitionModel): Joined =>
        "leftKeys" in plan ? joined(left, right, { ...plan, output }) : crossed(left, right, { ...plan, output }),
    ),
  );
  return ([left, right], context) => {
    const { model, largestGroup } = of(left!)(right!);
    const isLoop = !("leftKeys" in plan);
    if (plan.kind === "SortMergeJoinExec") {
      const buffered = plan.joinType === "RightOuter" ? left! : right!;
      bufferRows(
        context,
        Math.round(largestGroup),
        () => kept(largestGroup, buffered.rowBytes),
        options.memory.joinBuffer,
        options,
      ).release();
    }
    if (plan.kind === "ShuffledHashJoinExec") {
      const build = plan.buildSide === "BuildRight" ? right! : left!;
      buildInMemory(context, kept(build.rows, build.rowBytes), buildsByLong(plan), options);
    }
    const streamed =
      "buildSide" in plan ? (plan.buildSide === "BuildRight" ? left!.rows : right!.rows) : left!.rows + right!.rows;
    charge(context, options, "joinRows", (isLoop ? left!.rows * right!.rows : streamed) + model.rows);
    return give(model, context, options);
  };
}

/** The rows of a result, where they are few: what comes of an aggregation is mostly small. Rows would hold the first elements of long lists only. */
function fewRows(model: PartitionModel): readonly InternalRow[] | undefined {
  return model.rows <= FEW_ROWS && !holdsLongLists(model) ? [...model] : undefined;
}

function holdsLongLists({ variables }: PartitionModel): boolean {
  return variables.some(({ segments }) =>
    segments.some(({ components }) => components.some((c) => c.kind === "value" && shownArray(c.value) !== c.value)),
  );
}
