import type { ExecutorId, ShuffleId } from "../base/brand.js";

/** Thrown inside a task when a block of a shuffle cannot be had: Spark's FetchFailedException. */
export class FetchFailedError extends Error {
  readonly shuffleId: ShuffleId;
  /** −1 when the map output itself is not known of: MetadataFetchFailedException. */
  readonly mapIndex: number;
  readonly executor: ExecutorId;

  constructor(shuffleId: ShuffleId, mapIndex: number, executor: ExecutorId, message: string) {
    super(message);
    this.name = "FetchFailedException";
    this.shuffleId = shuffleId;
    this.mapIndex = mapIndex;
    this.executor = executor;
  }
}

/** Thrown inside a task that ends its executor's process. */
export class ExecutorExit extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`The executor exits with code ${code}`);
    this.name = "ExecutorExit";
    this.code = code;
  }
}
