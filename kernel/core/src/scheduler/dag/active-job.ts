import type { JobRequest, MapStageRequest } from "../../backend.js";
import type { JobId } from "../../base/brand.js";
import type { ResultStage, ShuffleMapStage } from "./stage.js";

/** A job that runs: what it asked for and which of its partitions are done. Spark's `ActiveJob` and `JobWaiter` in one. */
export class ResultJob {
  readonly kind = "result";
  readonly jobId: JobId;
  readonly request: JobRequest<unknown, unknown>;
  readonly partitions: readonly number[];
  readonly results: unknown[];
  /** 1 for each partition whose result is there. */
  readonly finished: Uint8Array;
  numFinished = 0;
  hasEnded = false;
  finalStage: ResultStage | undefined;
  private readonly onEnd: (failure: Error | undefined, results: unknown[]) => void;

  constructor(
    jobId: JobId,
    request: JobRequest<unknown, unknown>,
    partitions: readonly number[],
    onEnd: (failure: Error | undefined, results: unknown[]) => void,
  ) {
    this.jobId = jobId;
    this.request = request;
    this.partitions = partitions;
    this.results = new Array(partitions.length);
    this.finished = new Uint8Array(partitions.length);
    this.onEnd = onEnd;
  }

  get numPartitions(): number {
    return this.partitions.length;
  }

  /** Tells the submitter; called once. */
  end(failure: Error | undefined): void {
    this.hasEnded = true;
    this.onEnd(failure, this.results);
  }
}

/** A job that is over when a shuffle is written (B17). */
export class MapStageJob {
  readonly kind = "map stage";
  readonly jobId: JobId;
  readonly request: MapStageRequest;
  finalStage: ShuffleMapStage | undefined;
  /** Tells the submitter; called once. */
  readonly end: (failure: Error | undefined) => void;

  constructor(jobId: JobId, request: MapStageRequest, end: (failure: Error | undefined) => void) {
    this.jobId = jobId;
    this.request = request;
    this.end = end;
  }

  get numPartitions(): number {
    return this.request.shuffle.rdd.numPartitions;
  }
}

export type ActiveJob = ResultJob | MapStageJob;
