import type { JobRequest } from "../../backend.js";
import type { JobId } from "../../base/brand.js";
import type { ResultStage } from "./stage.js";

/** A job that runs: what it asked for and which of its partitions are done. Spark's `ActiveJob` and `JobWaiter` in one. */
export class ActiveJob {
  readonly jobId: JobId;
  readonly request: JobRequest<unknown, unknown>;
  readonly partitions: readonly number[];
  readonly results: unknown[];
  readonly finished: boolean[];
  numFinished = 0;
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
    this.finished = new Array(partitions.length).fill(false);
    this.onEnd = onEnd;
  }

  /** Tells the submitter; called once. */
  end(failure: Error | undefined): void {
    this.onEnd(failure, this.results);
  }
}
