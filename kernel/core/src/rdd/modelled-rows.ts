import type { Bytes } from "../base/brand.js";
import type { InternalRow } from "../types/data-type.js";
import type { Aggregator } from "./aggregator.js";
import type { RecordWrite } from "./dependency.js";
import type { SharedMapOutput } from "./shared-map-output.js";
import type { TaskContext } from "./task-context.js";

/**
 * What stands for a partition's rows where there are too many to have: how many they are and how their values are distributed. Iterating gives rows
 * that look like them, drawn from the distributions.
 */
export abstract class ModelledRows implements Iterable<InternalRow> {
  /** As expected: not always a whole number. */
  abstract readonly rows: number;
  /** Of an average row, as an UnsafeRow. */
  abstract readonly rowBytes: Bytes;
  /** The rows of several partitions together, this one's shape among them. */
  abstract merged(parts: readonly ModelledPart[]): ModelledRows;
  /** Real rows of the same columns, as a model. */
  abstract measured(rows: readonly InternalRow[]): ModelledRows;
  /** So many rows, in the order that the rows are in; others for each `draw`. */
  abstract made(count: number, draw?: number): InternalRow[];
  /** @throws SparkError MODELLED_ROWS to readers that want more rows than can be made */
  abstract [Symbol.iterator](): Iterator<InternalRow>;
}

/** Partitions that are alike. */
export interface ModelledPart {
  readonly rows: ModelledRows;
  /** How many of them. */
  readonly times: number;
}

/** The same for pairs, as RDDs have them. */
export abstract class ModelledPairs extends ModelledRows {
  /** What a map task writes of them: tasks over equal pairs have one output. */
  abstract written(write: RecordWrite<never>): SharedMapOutput;
  /** The pairs for which `f` is true, told from some of them. */
  abstract filter(f: (pair: readonly [unknown, unknown]) => boolean): ModelledPairs;
  /** Another value for each key. */
  abstract mapValues(f: (value: unknown) => unknown): ModelledPairs;
  /**
   * One pair for each key. The task is charged for it.
   * @param ofCombiners the values are partial results already
   */
  abstract combined(
    aggregator: Aggregator<unknown, unknown>,
    ofCombiners: boolean,
    context: TaskContext,
  ): ModelledPairs;
}
