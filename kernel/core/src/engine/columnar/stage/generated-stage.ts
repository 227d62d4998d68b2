import type { PhysicalPlan } from "../../../plans/physical/index.js";
import type { TaskContext } from "../../../rdd/task-context.js";
import { batchesOf } from "../../../types/batched-rows.js";
import type { DataType, InternalRow } from "../../../types/data-type.js";
import type { VectorBatch } from "../../../types/vector-batch.js";
import type { Phase } from "./phase.js";
import type { SegmentInput } from "./segment.js";
import { StageTask } from "./task-state.js";

/** Where rows enter a stage, from below, and the types that they have. */
export interface StageInput {
  readonly plan: PhysicalPlan;
  readonly types: readonly DataType[];
}

/** A stage's operators as generated functions, one after the other. */
export class GeneratedStage {
  readonly inputs: readonly StageInput[];
  readonly phases: readonly Phase[];
  /** Whether its last work takes all rows before it gives the first: then a reader that stops early saves nothing. */
  readonly endsInBlock: boolean;
  private readonly ansi: boolean;
  private readonly start: StageStart;

  constructor(
    inputs: readonly StageInput[],
    start: StageStart,
    phases: readonly Phase[],
    endsInBlock: boolean,
    ansi: boolean,
  ) {
    this.inputs = inputs;
    this.start = start;
    this.phases = phases;
    this.endsInBlock = endsInBlock;
    this.ansi = ansi;
  }

  /** The rows of a partition. `inputs` are the rows that enter, in the order of {@link inputs}. */
  *run(inputs: readonly Iterable<InternalRow>[], context: TaskContext, partition: number): Iterable<VectorBatch> {
    const task = new StageTask(context, partition, this.ansi);
    const batches = inputs.map((rows, i) => polled(batchesOf(rows, this.inputs[i]!.types), context));
    let rows: Iterable<SegmentInput> = this.start(batches, task);
    for (const phase of this.phases) rows = phase.run(rows, task);
    yield* rows as Iterable<VectorBatch>;
  }
}

/** Looks before each batch whether the user wants to interrupt. */
function* polled(batches: Iterable<VectorBatch>, context: TaskContext): Iterable<VectorBatch> {
  for (const batch of batches) {
    context.checkInterrupted();
    yield batch;
  }
}

/** What the first phase reads, made of the rows that enter the stage. */
export type StageStart = (inputs: readonly Iterable<VectorBatch>[], task: StageTask) => Iterable<SegmentInput>;
