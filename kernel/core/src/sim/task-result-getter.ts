import type { JobRequest } from "../backend.js";
import type { Bytes, JobId, Millis } from "../base/brand.js";
import { type CostModel, RESULT_BASE_BYTES } from "../cluster/cost-model.js";
import type { DriverMemory } from "../driver/driver-memory.js";
import type { ResultLimits } from "../driver/result-limits.js";
import { OBJECT_FACTOR } from "../rdd/task-memory.js";
import type { TaskSetManager } from "../scheduler/task/task-set-manager.js";

/**
 * What becomes of a result that reaches the driver: `taken` as it came; `fetched` from the executor, which keeps it as a block; `refused`, since
 * results are too large together; or the driver has no `room` for it and dies.
 */
export type ResultVerdict = "taken" | "fetched" | "refused" | "no room";

type ResultRequest = Pick<JobRequest<unknown, unknown>, "unpackedBytes">;

export interface TaskResultGetterOptions {
  readonly limits: ResultLimits;
  readonly memory: DriverMemory;
  readonly cost: CostModel;
}

/** The driver's side of results, Spark's TaskResultGetter: how they come, how many it lets in (C11), and what they take of its heap (E9). */
export class TaskResultGetter {
  private readonly options: TaskResultGetterOptions;
  /** Bytes of results that the driver holds, by job. */
  private readonly held: Map<JobId, Bytes> = new Map();
  /** When the driver's link has brought all that is being fetched. */
  private linkFreeMs: Millis = 0;

  constructor(options: TaskResultGetterOptions) {
    this.options = options;
  }

  /** What of a result counts: what travels in a status update only with its value, a block as a whole. */
  countedBytes(resultBytes: Bytes): Bytes {
    return resultBytes > this.options.limits.maxDirectBytes
      ? resultBytes
      : Math.max(0, resultBytes - RESULT_BASE_BYTES);
  }

  /** Whether results may come in a status update, and the driver has room for them, with so many bytes on their way. */
  hasRoomFor(manager: TaskSetManager, resultBytes: Bytes, onTheirWay: Bytes): boolean {
    const { limits, memory } = this.options;
    if (resultBytes > limits.maxDirectBytes) return false;
    return manager.resultBytes + onTheirWay <= limits.maxResultBytes && onTheirWay <= memory.freeBytes;
  }

  /** A result task has ended well: counts its result. */
  receive(manager: TaskSetManager, resultBytes: Bytes): ResultVerdict {
    const { limits, memory } = this.options;
    const { stage } = manager.taskSet;
    manager.resultCount++;
    const bytes = this.countedBytes(resultBytes);
    if (bytes === 0 || stage.kind !== "ResultTask") return "taken";
    manager.resultBytes += bytes;
    if (manager.resultBytes > limits.maxResultBytes) return "refused";
    if (!memory.hold("results", bytes)) return "no room";
    const { jobId } = stage.job;
    this.held.set(jobId, (this.held.get(jobId) ?? 0) + bytes);
    return resultBytes > limits.maxDirectBytes ? "fetched" : "taken";
  }

  /** When a result that is fetched from now on will be there. Blocks come one after another over the driver's link. */
  fetchedMs(nowMs: Millis, resultBytes: Bytes): Millis {
    const { cost } = this.options;
    const startMs = Math.max(nowMs, this.linkFreeMs);
    this.linkFreeMs = startMs + cost.remoteFetchMs + resultBytes * cost.resultFetchMsPerByte;
    return this.linkFreeMs;
  }

  /** A job is over: its results are the program's, which needs room for them unpacked. @returns the bytes that there was no room for. */
  jobEnded(jobId: JobId, request: ResultRequest | undefined, results: readonly unknown[]): Bytes {
    const bytes = this.held.get(jobId);
    if (bytes === undefined) return 0;
    const { memory } = this.options;
    this.held.delete(jobId);
    const unpacked = request === undefined ? 0 : unpackedBytes(request, results, bytes);
    if (!memory.hold("rows", unpacked)) return unpacked;
    memory.release("results", bytes);
    memory.release("rows", unpacked);
    return 0;
  }
}

function unpackedBytes(request: ResultRequest, results: readonly unknown[], packed: Bytes): Bytes {
  if (request.unpackedBytes === undefined) return packed * OBJECT_FACTOR;
  let bytes = 0;
  for (const result of results) bytes += request.unpackedBytes(result);
  return bytes;
}
