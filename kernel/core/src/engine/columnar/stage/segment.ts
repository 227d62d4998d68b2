import type { TaskContext } from "../../../rdd/task-context.js";
import type { DataType } from "../../../types/data-type.js";
import type { VectorBatch } from "../../../types/vector-batch.js";
import { FunctionCode, type Reference } from "../code/function-code.js";
import type { Columns } from "../code/value-code.js";
import type { PairBatch } from "../join/merge-join.js";
import { factoryOf } from "./function-cache.js";
import { expectedShape, optionalColumns, shapeKey, shapeOf, sideColumns, type VectorShape } from "./source-columns.js";
import type { OperatorCode, StreamOperator } from "./stream-operator.js";
import type { FunctionState, StageTask } from "./task-state.js";

/** What happens to the rows at the end of a generated function. Gives the lines after its loop. */
export interface Sink {
  write(rows: Columns, fn: OperatorCode, flow: { readonly isOneToOne: boolean; readonly isNarrowing: boolean }): void;
  /** Lines after the loop, asked for when the loop is written. */
  after(): readonly string[];
}

export type MakeSink = () => Sink;

/** The rows that a function loops over: those of a batch, or pairs of rows of two. */
export type SegmentInput = VectorBatch | PairBatch;

/** What is known of a column before there are rows; an attribute is one. */
export interface ColumnInfo {
  readonly dataType: DataType;
  readonly nullable: boolean;
}

/** The columns that a function reads; of both sides where it reads pairs, of which a side may be missing. */
export interface SegmentSource {
  readonly columns: readonly ColumnInfo[];
  readonly right?: {
    readonly columns: readonly ColumnInfo[];
    readonly leftIsOptional: boolean;
    readonly isOptional: boolean;
  };
}

/** The shapes that a function is made for. */
export interface SegmentShapes {
  readonly columns: readonly VectorShape[];
  readonly right: readonly VectorShape[];
  readonly tables: readonly (readonly VectorShape[])[];
  readonly directTables: readonly boolean[];
}

/** A generated function while it is written. */
export class SegmentCode extends FunctionCode implements OperatorCode {
  readonly tableShapes: readonly (readonly VectorShape[])[];
  readonly directTables: readonly boolean[];

  constructor(ansi: boolean, { tables, directTables }: SegmentShapes) {
    super(ansi);
    this.tableShapes = tables;
    this.directTables = directTables;
  }
}

type Apply = (batch: SegmentInput, state: FunctionState) => VectorBatch | undefined;

interface Variant {
  readonly source: string;
  readonly references: readonly Reference[];
}

/**
 * Operators that rows pass through without stopping, in one generated function. It is written anew for each shape of its input (which columns
 * have nulls, which are dictionary-encoded); most inputs have one.
 */
export class Segment {
  readonly operators: readonly StreamOperator[];
  readonly name: string;
  private readonly source: SegmentSource;
  private readonly makeSink: MakeSink;
  private readonly ansi: boolean;
  private readonly variants: Map<string, Variant> = new Map();

  constructor(
    name: string,
    source: SegmentSource,
    operators: readonly StreamOperator[],
    makeSink: MakeSink,
    ansi: boolean,
  ) {
    this.name = name;
    this.source = source;
    this.operators = operators;
    this.makeSink = makeSink;
    this.ansi = ansi;
  }

  get numCounters(): number {
    return this.operators.reduce((sum, { counters }) => sum + counters, 0);
  }

  /** The function of a task's batches: each variant of it is made ready once. */
  start(state: FunctionState, task: StageTask): (input: SegmentInput) => VectorBatch | undefined {
    const tables = state.tables.map((table) => table.rows.columns.map(shapeOf));
    const directTables = state.tables.map(({ least }) => least !== undefined);
    const ready = new Map<Variant, Apply>();
    return (input) => {
      const variant = this.variant({ ...shapesOf(input), tables, directTables });
      let apply = ready.get(variant);
      if (apply === undefined) {
        const { source, references } = variant;
        apply = factoryOf(source)(
          references.map((reference) =>
            reference.kind === "constant" ? reference.value : task.evaluator(reference.expression, reference.origin),
          ),
        ) as Apply;
        ready.set(variant, apply);
      }
      return apply(input, state);
    };
  }

  /** The source for vectors as the columns let expect them, for its reader. */
  expectedSource(tables: readonly (readonly ColumnInfo[])[]): string {
    const { columns, right } = this.source;
    const shapes: SegmentShapes = {
      columns: columns.map(expectedShape),
      right: right?.columns.map(expectedShape) ?? [],
      tables: tables.map((table) => table.map(expectedShape)),
      directTables: tables.map(() => false),
    };
    return this.variant(shapes).source.replace(/^return /, "");
  }

  private variant(shapes: SegmentShapes): Variant {
    const key = [shapes.columns, shapes.right, ...shapes.tables].map(shapeKey).join("|");
    const full = `${key} ${shapes.directTables.join()}`;
    let variant = this.variants.get(full);
    if (variant === undefined) {
      variant = this.write(shapes);
      this.variants.set(full, variant);
    }
    return variant;
  }

  private write(shapes: SegmentShapes): Variant {
    const fn = new SegmentCode(this.ansi, shapes);
    const sink = this.makeSink();
    const counts = this.operators.map(({ counters }) => Array.from({ length: counters }, () => fn.counter().variable));
    const flow = {
      isOneToOne: this.source.right === undefined && this.operators.every(({ isOneToOne }) => isOneToOne),
      isNarrowing: this.operators.every(({ isNarrowing }) => isNarrowing),
    };
    const writeFrom = (place: number, rows: Columns): void => {
      const operator = this.operators[place];
      if (operator === undefined) sink.write(rows, fn, flow);
      else {
        fn.line(`// ${operator.name}`);
        operator.write(rows, fn, counts[place]!, (output) => writeFrom(place + 1, output));
      }
    };
    writeFrom(0, this.inputColumns(shapes, fn));
    const source = fn.source(this.name, "for (let row = 0, end = batch.numRows; row < end; row++)", sink.after());
    return { source, references: fn.references };
  }

  private inputColumns(shapes: SegmentShapes, fn: SegmentCode): Columns {
    const { columns: infos, right } = this.source;
    const types = infos.map(({ dataType }) => dataType);
    if (right === undefined) {
      const columns = sideColumns(types, shapes.columns, { batch: "batch", row: "row", prefix: "column" }, fn);
      return columns.map((code, column) => ({ ...code, column, isTyped: shapes.columns[column]!.kind !== "any" }));
    }
    fn.before("const leftRows = batch.leftRows, rightRows = batch.rightRows;");
    fn.line("const left = leftRows[row], right = rightRows[row];");
    const lefts = sideColumns(types, shapes.columns, { batch: "batch.left", row: "left", prefix: "left" }, fn);
    const rights = sideColumns(
      right.columns.map(({ dataType }) => dataType),
      shapes.right,
      { batch: "batch.right", row: "right", prefix: "right" },
      fn,
    );
    return [
      ...(right.leftIsOptional ? optionalColumns(lefts, "left") : lefts),
      ...(right.isOptional ? optionalColumns(rights, "right") : rights),
    ];
  }

  /** Tells a task what its operators counted. */
  report(counts: readonly number[], context: TaskContext): void {
    let at = 0;
    for (const operator of this.operators) {
      operator.report(counts.slice(at, at + operator.counters), context);
      at += operator.counters;
    }
  }
}

function shapesOf(input: SegmentInput): Pick<SegmentShapes, "columns" | "right"> {
  if ("columns" in input) return { columns: input.columns.map(shapeOf), right: [] };
  return { columns: input.left.columns.map(shapeOf), right: input.right.columns.map(shapeOf) };
}
