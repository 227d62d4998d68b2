import type { ShuffleWriter } from "../events/listener.js";
import type { ShuffleDependency } from "./dependency.js";

export interface ShuffleWriterConf {
  /** `spark.shuffle.sort.bypassMergeThreshold`. */
  readonly bypassMergeThreshold: number;
  /** Whether `spark.serializer` is Kryo, whose bytes may change places. */
  readonly usesKryo: boolean;
}

/** Reducers of the serialized writer at most: its pointers have 24 bits for them. */
const MOST_SERIALIZED_REDUCERS = 2 ** 24;

/**
 * The writer of a shuffle, by Spark's rule (F1). SQL's rows may change places as bytes; so may what Kryo wrote, which Spark takes by itself where keys and
 * values are numbers or strings.
 *
 * @param record one of the records to write, which shows the types; undefined when there is none
 */
export function shuffleWriter(
  { write, numPartitions }: ShuffleDependency<unknown>,
  { bypassMergeThreshold, usesKryo }: ShuffleWriterConf,
  record: unknown,
): ShuffleWriter {
  const isSql = "writeAll" in write;
  if (!isSql && write.prepare !== undefined) return "Sort";
  if (numPartitions <= bypassMergeThreshold) return "BypassMergeSort";
  const isRelocatable = isSql || usesKryo || isPairOfPlainValues(record);
  return isRelocatable && numPartitions <= MOST_SERIALIZED_REDUCERS ? "Serialized" : "Sort";
}

function isPairOfPlainValues(record: unknown): boolean {
  return Array.isArray(record) && record.length === 2 && record.every((value) => PLAIN_TYPES.has(typeof value));
}

const PLAIN_TYPES: ReadonlySet<string> = new Set(["string", "number", "bigint", "boolean"]);
