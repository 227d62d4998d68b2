import type { DataType, InternalRow } from "./data-type.js";
import { StringDictionary } from "./string-dictionary.js";
import { batchOfRows, rowsOfBatch, rowsOfBatches, type VectorBatch } from "./vector-batch.js";

/** Rows that have no batches of their own are put into batches of so many. */
const BATCH_ROWS = 8192;

/**
 * Rows of a partition that can be had in two ways, one of which is used, once: by iterating, one after the other and no more than the reader takes;
 * or all of them by `batches()`, which is faster. So an RDD of rows stays one for everybody who knows nothing of batches.
 */
export class BatchedRows implements Iterable<InternalRow> {
  private readonly toBatches: () => Iterable<VectorBatch>;
  private readonly toRows: (() => Iterable<InternalRow>) | undefined;

  /** @param toRows the same rows one by one, where that is more than reading them from the batches: a reader that stops early, counted exactly. */
  constructor(toBatches: () => Iterable<VectorBatch>, toRows?: () => Iterable<InternalRow>) {
    this.toBatches = toBatches;
    this.toRows = toRows;
  }

  batches(): Iterable<VectorBatch> {
    return this.toBatches();
  }

  [Symbol.iterator](): Iterator<InternalRow> {
    return (this.toRows?.() ?? rowsOfEach(this.toBatches()))[Symbol.iterator]();
  }
}

function* rowsOfEach(batches: Iterable<VectorBatch>): Iterable<InternalRow> {
  for (const batch of batches) yield* rowsOfBatch(batch);
}

/** All rows as batches: their own, or made from the rows. */
export function batchesOf(rows: Iterable<InternalRow>, types: readonly DataType[]): Iterable<VectorBatch> {
  return rows instanceof BatchedRows ? rows.batches() : batched(rows, types);
}

function* batched(rows: Iterable<InternalRow>, types: readonly DataType[]): Iterable<VectorBatch> {
  const dictionaries = types.map(() => new StringDictionary());
  let pending: InternalRow[] = [];
  for (const row of rows) {
    pending.push(row);
    if (pending.length < BATCH_ROWS) continue;
    yield batchOfRows(pending, types, dictionaries);
    pending = [];
  }
  if (pending.length > 0) yield batchOfRows(pending, types, dictionaries);
}

/** The rows by the faster way: for readers that take every row whatever happens. */
export function rowsForAll(rows: Iterable<InternalRow>): Iterable<InternalRow> {
  return rows instanceof BatchedRows ? rowsOfEach(rows.batches()) : rows;
}

/** All rows in an array, by the faster way: for readers that take every row whatever happens. */
export function allRows(rows: Iterable<InternalRow>): InternalRow[] {
  return rows instanceof BatchedRows ? rowsOfBatches(rows.batches()) : [...rows];
}
