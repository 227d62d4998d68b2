import type { ExecutorId, Millis } from "../base/brand.js";
import type {
  SparkListenerExecutorAdded,
  SparkListenerExecutorRequestDropped,
  SparkListenerExecutorRequested,
} from "./listener.js";
import type { RunDocument, RunExclusion, RunExecutor, RunExecutorRequest } from "./run.js";

/** Folds the lives of an application's executors: who was asked for, came, left and was excluded. They outlive a run. */
export class ExecutorsFold {
  private readonly executors: Map<ExecutorId, RunExecutor> = new Map();
  private readonly requests: Map<number, RunExecutorRequest> = new Map();
  private exclusions: RunExclusion[] = [];

  /** What is over by now is forgotten. @param endMs end of the run before */
  startRun(endMs: Millis): void {
    for (const [id, { droppedMs }] of this.requests) if (droppedMs !== undefined) this.requests.delete(id);
    // What the application excludes stays so in the next run; stages end with theirs.
    this.exclusions = this.exclusions.filter(({ untilMs }) => untilMs !== undefined && untilMs > endMs);
  }

  added({ executorId, host, cores, timeMs, requestId }: SparkListenerExecutorAdded): void {
    const request = requestId === undefined ? undefined : this.requests.get(requestId);
    this.executors.set(executorId, {
      executorId,
      host,
      cores,
      addedMs: timeMs,
      ...(request === undefined ? {} : { requestedMs: request.requestedMs }),
    });
    if (requestId !== undefined) this.requests.delete(requestId);
  }

  requested({ timeMs, requestId, cores }: SparkListenerExecutorRequested): void {
    this.requests.set(requestId, { requestedMs: timeMs, cores });
  }

  requestDropped({ timeMs, requestId }: SparkListenerExecutorRequestDropped): void {
    const request = this.requests.get(requestId);
    if (request !== undefined) this.requests.set(requestId, { ...request, droppedMs: timeMs });
  }

  /** Something has happened to an executor that has come. */
  changed(executorId: ExecutorId, what: Partial<RunExecutor>): void {
    const executor = this.executors.get(executorId);
    if (executor !== undefined) this.executors.set(executorId, { ...executor, ...what });
  }

  excluded({ timeMs, ...exclusion }: Omit<RunExclusion, "fromMs"> & { readonly timeMs: Millis }): void {
    this.exclusions.push({ ...exclusion, fromMs: timeMs });
  }

  /** What the document of a run that starts at `startMs` says of them. */
  ofRun(startMs: Millis): Pick<RunDocument, "executors" | "requests" | "exclusions"> {
    return {
      executors: [...this.executors.values()].filter(
        ({ removedMs }) => !(removedMs !== undefined && removedMs < startMs),
      ),
      ...(this.requests.size === 0 ? {} : { requests: [...this.requests.values()] }),
      ...(this.exclusions.length === 0 ? {} : { exclusions: [...this.exclusions] }),
    };
  }
}
