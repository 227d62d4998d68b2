import {
  type AttributeReference,
  bindReferences,
  dataTypeOf,
  type Expression,
} from "../../../plans/expressions/index.js";
import {
  type AggregateExec,
  type BroadcastHashJoinExec,
  type BroadcastNestedLoopJoinExec,
  type ExpandExec,
  type GenerateExec,
  type PhysicalPlan,
  physicalOutput,
  type ShuffledHashJoinExec,
  type SortExec,
} from "../../../plans/physical/index.js";
import { buildsByLong } from "../../operators/hash-join.js";
import { buildInMemory } from "../../operators/keep-in-pages.js";
import { addToMetric, type KernelOptions } from "../../operators/kernel.js";
import { canRadixSort } from "../../operators/sort.js";
import { aggregatePhase, aggregationOf } from "../aggregate/aggregate-phase.js";
import { ColumnarRelation } from "../join/columnar-relation.js";
import { joinOperator, joinRule } from "../join/join-operator.js";
import type { JoinTable } from "../join/join-table.js";
import { mergedPairs, mergeOperator, mergeSource } from "../join/merge-phase.js";
import { sortPhase } from "../sort/sort-phase.js";
import type { SortKey } from "../sort/sorted-rows.js";
import { GeneratedStage, type StageInput, type StageStart } from "./generated-stage.js";
import { keptBatch } from "./kept-batch.js";
import { explodeOperator, filterOperator, projectOperator, resultOperator } from "./narrow-operators.js";
import { expandSink, outputSink } from "./output-sink.js";
import { type Phase, type SegmentTable, streamPhase } from "./phase.js";
import { Segment, type SegmentSource } from "./segment.js";
import { countingOperator, type StreamOperator } from "./stream-operator.js";
import type { StageTask } from "./task-state.js";

/** What building a stage asks of the query that it runs for. */
export interface StageServices {
  readonly ansi: boolean;
  kernelOptions(plan: PhysicalPlan): KernelOptions;
  /** The broadcast side of a join. */
  relation(plan: BroadcastHashJoinExec | BroadcastNestedLoopJoinExec): ColumnarRelation;
}

/** Makes the generated form of a stage's operators; undefined when one of them is only computed row by row. */
export function buildStage(plan: PhysicalPlan, services: StageServices): GeneratedStage | undefined {
  return new StageBuilder(services).build(plan);
}

/** Goes from where rows enter up to the top; a phase ends where all rows must be there before the next goes on. */
class StageBuilder {
  private readonly services: StageServices;
  private readonly phases: Phase[] = [];
  private inputs: readonly StageInput[] = [];
  private start: StageStart = ([batches]) => batches!;
  private source: SegmentSource = { columns: [] };
  private operators: StreamOperator[] = [];
  private tables: SegmentTable[] = [];
  private endsInBlock = false;

  constructor(services: StageServices) {
    this.services = services;
  }

  build(plan: PhysicalPlan): GeneratedStage | undefined {
    if (!this.add(plan)) return undefined;
    const endsInBlock = this.endsInBlock && this.operators.every(({ counters }) => counters === 0);
    this.endPhase();
    return new GeneratedStage(this.inputs, this.start, this.phases, endsInBlock, this.services.ansi);
  }

  /** Adds an operator and all below it; false when it cannot be generated. */
  private add(plan: PhysicalPlan): boolean {
    const options = this.services.kernelOptions(plan);
    switch (plan.kind) {
      case "InputAdapter":
      case "RangeExec":
      case "LocalTableScanExec":
      case "EmptyRelationExec":
      case "RDDScanExec":
      case "UnionExec":
        this.enter(plan);
        return true;
      case "ColumnarToRowExec":
        if (plan.child.kind !== "InputAdapter") return this.add(plan.child);
        this.enter(plan);
        return true;
      case "ProjectExec":
        return this.stream(plan.child, (input) => projectOperator(bound(plan.projectList, input), options));
      case "FilterExec":
        return this.stream(plan.child, (input) => filterOperator(bindReferences(plan.condition, input), options));
      case "GenerateExec":
        return this.addGenerate(plan, options);
      case "ExpandExec":
        return this.addExpand(plan, options);
      case "HashAggregateExec":
      case "SortAggregateExec":
        return this.addAggregate(plan, options);
      case "SortExec":
        return this.addSort(plan, options);
      case "BroadcastHashJoinExec":
      case "ShuffledHashJoinExec":
        return this.addHashJoin(plan, options);
      case "BroadcastNestedLoopJoinExec":
        return this.addNestedLoop(plan, options);
      case "SortMergeJoinExec": {
        const sides = { left: physicalOutput(plan.left), right: physicalOutput(plan.right) };
        this.inputs = [inputOf(plan.left), inputOf(plan.right)];
        this.start = (batches, task) => mergedPairs(plan, sides, batches, options, task);
        this.source = mergeSource(plan, sides);
        this.operators.push(mergeOperator(plan, sides, options));
        return true;
      }
      default:
        return false;
    }
  }

  private enter(plan: PhysicalPlan): void {
    this.inputs = [inputOf(plan)];
    this.source = { columns: physicalOutput(plan) };
  }

  private stream(child: PhysicalPlan, make: (input: readonly AttributeReference[]) => StreamOperator): boolean {
    if (!this.add(child)) return false;
    this.operators.push(make(physicalOutput(child)));
    return true;
  }

  /** What has been added since the last phase, as a phase of its own; what comes next reads its batches. */
  private endPhase(columns: SegmentSource["columns"] = [], sink = outputSink): void {
    if (this.operators.length > 0) {
      const segment = new Segment("stream", this.source, this.operators, sink, this.services.ansi);
      this.phases.push(streamPhase(segment, this.tables));
    }
    this.next(columns);
  }

  private next(columns: SegmentSource["columns"]): void {
    this.source = { columns };
    this.operators = [];
    this.tables = [];
  }

  private addGenerate({ generator, requiredChildOutput, child }: GenerateExec, options: KernelOptions): boolean {
    if (generator.kind !== "Generator" || generator.name !== "explode") return false;
    const [array] = generator.args;
    if (array === undefined || dataTypeOf(array).kind !== "array") return false;
    return this.stream(child, (input) => {
      const kept = requiredChildOutput.map((a) => ordinalOf(a, input));
      return explodeOperator(bindReferences(array, input), generator.outer, kept, options);
    });
  }

  private addExpand({ projections, child, output }: ExpandExec, { outputRows, time }: KernelOptions): boolean {
    const counting = countingOperator("Expand", (count, context) => {
      context.metrics.chargeTo(time, "pipelineRows", count * projections.length);
      addToMetric(context, outputRows, count * projections.length);
    });
    if (!this.stream(child, () => counting)) return false;
    const input = physicalOutput(child);
    this.endsInBlock = false;
    this.endPhase(output, expandSink(projections.map((list) => bound(list, input))));
    return true;
  }

  private addAggregate(plan: AggregateExec, options: KernelOptions): boolean {
    const aggregation = aggregationOf(plan, physicalOutput(plan.child), options.ansi);
    if (aggregation === undefined || !this.add(plan.child)) return false;
    this.phases.push(aggregatePhase(aggregation, this.source, this.operators, this.tables, options));
    this.endsInBlock = true;
    if (!aggregation.isLast) {
      this.next(physicalOutput(plan));
      return true;
    }
    const available = [...plan.groupingAttributes, ...plan.resultAttributes];
    this.next(available);
    const results = bound(plan.resultExpressions, available);
    // Keys and results as they are need no function.
    const asTheyAre = results.length === available.length && results.every((e, i) => isColumn(e, i));
    if (!asTheyAre) this.operators.push(resultOperator(results));
    return true;
  }

  private addSort(plan: SortExec, options: KernelOptions): boolean {
    if (!this.add(plan.child)) return false;
    const input = physicalOutput(plan.child);
    const computed: Expression[] = [];
    const keys = plan.order.map(({ child, ascending, nullsFirst }): SortKey => {
      const e = bindReferences(child, input);
      if (e.kind === "BoundReference") return { ordinal: e.ordinal, dataType: e.dataType, ascending, nullsFirst };
      computed.push(e);
      return { ordinal: input.length + computed.length - 1, dataType: dataTypeOf(e), ascending, nullsFirst };
    });
    const types = [...typesOf(input), ...computed.map(dataTypeOf)];
    if (computed.length > 0) this.operators.push(resultOperator([...bound(input, input), ...computed]));
    this.endPhase();
    const radix = options.memory.radixSort && canRadixSort(plan.order);
    this.phases.push(sortPhase(keys, types, input.length, radix, options));
    this.endsInBlock = true;
    this.next(input);
    return true;
  }

  private addHashJoin(plan: BroadcastHashJoinExec | ShuffledHashJoinExec, options: KernelOptions): boolean {
    if (joinRule(plan.joinType, plan.buildSide) === undefined) return false;
    const buildsRight = plan.buildSide === "BuildRight";
    const [build, stream] = buildsRight ? [plan.right, plan.left] : [plan.left, plan.right];
    if (!this.add(stream)) return false;
    if (plan.kind === "ShuffledHashJoinExec") this.readBoth(plan, build, options);
    else {
      this.tables.push(this.broadcast(plan, build));
    }
    this.pushJoin(plan, buildsRight ? plan.leftKeys : plan.rightKeys, build, stream, options);
    return true;
  }

  private addNestedLoop(plan: BroadcastNestedLoopJoinExec, options: KernelOptions): boolean {
    if (joinRule(plan.joinType, plan.buildSide) === undefined) return false;
    const [build, stream] = plan.buildSide === "BuildRight" ? [plan.right, plan.left] : [plan.left, plan.right];
    if (!this.add(stream)) return false;
    this.tables.push(this.broadcast(plan, build));
    this.pushJoin(plan, undefined, build, stream, options);
    return true;
  }

  private broadcast(plan: BroadcastHashJoinExec | BroadcastNestedLoopJoinExec, build: PhysicalPlan): SegmentTable {
    const { services } = this;
    return {
      columns: physicalOutput(build),
      of: ({ context }) => services.relation(plan).readIn(context).table(context),
    };
  }

  private pushJoin(
    plan: BroadcastHashJoinExec | ShuffledHashJoinExec | BroadcastNestedLoopJoinExec,
    streamKeys: readonly Expression[] | undefined,
    build: PhysicalPlan,
    stream: PhysicalPlan,
    options: KernelOptions,
  ): void {
    const { joinType, buildSide, condition, left, right } = plan;
    this.operators.push(
      joinOperator({
        ...options,
        name: plan.kind.replace("Exec", ""),
        joinType,
        buildSide,
        streamKeys: streamKeys === undefined ? undefined : bound(streamKeys, physicalOutput(stream)),
        condition: condition && bindReferences(condition, [...physicalOutput(left), ...physicalOutput(right)]),
        build: physicalOutput(build),
        table: this.tables.length - 1,
      }),
    );
  }

  /** A shuffled hash join reads its build side from the task's second input, before the other side starts. */
  private readBoth(plan: ShuffledHashJoinExec, build: PhysicalPlan, options: KernelOptions): void {
    const buildsRight = plan.buildSide === "BuildRight";
    const keys = buildsRight ? plan.rightKeys : plan.leftKeys;
    const [streamed] = this.inputs;
    this.inputs = buildsRight ? [streamed!, inputOf(build)] : [inputOf(build), streamed!];
    const tables = new WeakMap<StageTask, JoinTable>();
    const input = physicalOutput(build);
    const byLong = buildsByLong(plan);
    this.start = (batches, task) => {
      const [buildRows, streamRows] = buildsRight ? [batches[1]!, batches[0]!] : [batches[0]!, batches[1]!];
      const relation = new ColumnarRelation(buildRows, keys, input, options.ansi);
      buildInMemory(task.context, keptBatch(relation.batch, typesOf(input)), byLong, options);
      tables.set(task, relation.table(task.context));
      return streamRows;
    };
    this.tables.push({ columns: input, of: (task) => tables.get(task)! });
  }
}

const typesOf = (attributes: readonly AttributeReference[]) => attributes.map((a) => a.dataType);
const inputOf = (plan: PhysicalPlan): StageInput => ({ plan, types: typesOf(physicalOutput(plan)) });
const bound = (list: readonly Expression[], input: readonly AttributeReference[]): readonly Expression[] =>
  list.map((e) => bindReferences(e, input));

function ordinalOf(attribute: AttributeReference, input: readonly AttributeReference[]): number {
  const e = bindReferences(attribute, input);
  return e.kind === "BoundReference" ? e.ordinal : -1;
}

/** Whether an expression is nothing but a column, under whatever name. */
function isColumn(e: Expression, ordinal: number): boolean {
  return e.kind === "Alias" ? isColumn(e.child, ordinal) : e.kind === "BoundReference" && e.ordinal === ordinal;
}
