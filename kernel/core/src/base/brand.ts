/**
 * Branded numbers, so that a stage id is never passed where a task id is meant. The functions below are the only casts.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = number & { readonly [brand]?: Name };

/** Virtual milliseconds since the application started. */
export type Millis = Branded<"Millis">;
/** A size in bytes (binary units when printed: 1 KiB = 1,024 B). */
export type Bytes = Branded<"Bytes">;
export type JobId = Branded<"JobId">;
export type StageId = Branded<"StageId">;
export type TaskId = Branded<"TaskId">;
export type RddId = Branded<"RddId">;
export type ShuffleId = Branded<"ShuffleId">;
export type ExecutionId = Branded<"ExecutionId">;
export type AccumulatorId = Branded<"AccumulatorId">;
/** Index of an executor in the order of registration; its Spark name is `String(executorId)`. */
export type ExecutorId = Branded<"ExecutorId">;
