import type { BufferLimits } from "../../rdd/task-memory.js";

/** Settings of the memory of SQL's operators (E6); numbers are rows or keys. */
export interface OperatorMemory {
  readonly windowBuffer: BufferLimits;
  readonly joinBuffer: BufferLimits;
  readonly productBuffer: BufferLimits;
  /** Groups of an ObjectHashAggregate in its map; with more, rows are sorted by group instead. */
  readonly objectGroups: number;
  /** Whether sorts by one key of a fixed width use radix sort. */
  readonly radixSort: boolean;
}

/** Spark's defaults. */
export const DEFAULT_OPERATOR_MEMORY: OperatorMemory = {
  windowBuffer: { inMemoryRows: 4096, spillRows: 2147483647 },
  joinBuffer: { inMemoryRows: 2147483632, spillRows: 2147483647 },
  productBuffer: { inMemoryRows: 4096, spillRows: 2147483647 },
  objectGroups: 128,
  radixSort: true,
};
