import {
  type AttributeReference,
  bindReferences,
  dataTypeOf,
  type Expression,
} from "../../../plans/expressions/index.js";
import type { BroadcastData } from "../../../rdd/broadcast-data.js";
import type { ModelledRows } from "../../../rdd/modelled-rows.js";
import type { TaskContext } from "../../../rdd/task-context.js";
import type { DataType, InternalRow } from "../../../types/data-type.js";
import { rowsOfBatches, type VectorBatch } from "../../../types/vector-batch.js";
import { buildHashedRelation, type HashedRelation } from "../../operators/hash-join.js";
import { keyColumns } from "../stage/key-columns.js";
import { concatBatches } from "../vectors/concat.js";
import { JoinTable } from "./join-table.js";

/** The build side of a join: its rows as one batch, hashed when somebody looks for keys, by generated code or row by row. */
export class ColumnarRelation implements HashedRelation {
  readonly batch: VectorBatch;
  /** What stands for the rows where these are modelled. */
  readonly modelled: ModelledRows | undefined;
  private readonly keys: readonly Expression[];
  private readonly input: readonly AttributeReference[];
  private readonly ansi: boolean;
  /** What executors fetch of it; undefined for a relation that a task builds. */
  broadcast: BroadcastData | undefined;
  private hashed: JoinTable | undefined;
  private byRow: HashedRelation | undefined;

  constructor(
    batches: Iterable<VectorBatch>,
    keys: readonly Expression[],
    input: readonly AttributeReference[],
    ansi: boolean,
    modelled?: ModelledRows,
  ) {
    this.modelled = modelled;
    this.batch = concatBatches(
      batches,
      input.map((a): DataType => a.dataType),
    );
    this.keys = keys;
    this.input = input;
    this.ansi = ansi;
  }

  get numRows(): number {
    return this.modelled === undefined ? this.batch.numRows : Math.round(this.modelled.rows);
  }

  get rows(): readonly InternalRow[] {
    return this.rowTable.rows;
  }

  get(keys: InternalRow): readonly InternalRow[] | undefined {
    return this.rowTable.get(keys);
  }

  /** The same, in a task: its executor fetches it once. */
  readIn(context: TaskContext): this {
    if (this.broadcast !== undefined) context.readBroadcast(this.broadcast);
    return this;
  }

  /** The table that generated code looks keys up in. */
  table(context: TaskContext): JoinTable {
    if (this.hashed === undefined) {
      const bound = this.keys.map((key) => bindReferences(key, this.input));
      const columns = keyColumns(this.batch, this.input, bound, this.ansi, context);
      this.hashed = new JoinTable(this.batch, columns, bound.map(dataTypeOf));
    }
    return this.hashed;
  }

  private get rowTable(): HashedRelation {
    this.byRow ??= buildHashedRelation(rowsOfBatches([this.batch]), this.keys, this.input, this.ansi);
    return this.byRow;
  }
}
