import type { Bytes, ExecutorId, TaskId } from "../base/brand.js";
import { SparkError } from "../errors/spark-error.js";
import { type SpillTotals, spillPages, spillRows } from "../memory/index.js";
import type { TaskMetrics } from "../rdd/task-context.js";
import type { RecordVolume, TaskMemory } from "../rdd/task-memory.js";
import type { ExecutorMemory } from "./executor-memory.js";

/** Exit code of a JVM that ran out of heap, as Spark's executors have it. */
const OUT_OF_MEMORY_EXIT = 52;
/** That of a process that was killed. */
const KILLED_EXIT = 137;

/** Who asks. */
export interface MemoryClient {
  readonly executorId: ExecutorId;
  readonly taskAttemptId: TaskId;
  /** Tasks of its stage attempt. */
  readonly stageTasks: number;
  readonly metrics: TaskMetrics;
  exitExecutor(code: number): never;
}

/** The memory of the task that runs now, on its executor. */
export class ManagedTaskMemory implements TaskMemory {
  private readonly memory: ExecutorMemory;
  private readonly client: MemoryClient;

  constructor(memory: ExecutorMemory, client: MemoryClient) {
    this.memory = memory;
    this.client = client;
  }

  fill({ records, memoryBytes, diskBytes }: RecordVolume): void {
    const { memory, client } = this;
    const { executorId, taskAttemptId, metrics } = client;
    // Most collections never reach the size at which Spark asks for memory.
    if (memoryBytes < memory.spillBytes) {
      metrics.peakMemoryBytes = Math.max(metrics.peakMemoryBytes, memoryBytes);
      return;
    }
    const spilled = spillRows({
      rows: records,
      bytes: memoryBytes,
      initialBytes: memory.spillBytes,
      acquire: (bytes) => memory.acquire(executorId, taskAttemptId, bytes, client.stageTasks),
      release: (bytes) => memory.release(executorId, taskAttemptId, bytes),
    });
    this.count(spilled, (diskBytes * spilled.rows) / records);
  }

  fillPages({ records, memoryBytes, diskBytes }: RecordVolume): void {
    const { memory, client } = this;
    const { executorId, taskAttemptId, metrics } = client;
    const pageBytes = memory.pageBytes(executorId);
    if (memoryBytes <= pageBytes) {
      // One page is always there: a task's share is larger.
      metrics.peakMemoryBytes = Math.max(metrics.peakMemoryBytes, pageBytes);
      return;
    }
    const spilled = spillPages({
      rows: records,
      bytes: memoryBytes,
      pageBytes,
      acquire: (bytes) => memory.acquire(executorId, taskAttemptId, bytes, client.stageTasks),
      release: (bytes) => memory.release(executorId, taskAttemptId, bytes),
    });
    if (spilled === undefined) throw outOfMemory(pageBytes, 0, "for a page of rows");
    this.count(spilled, (diskBytes * spilled.rows) / records);
  }

  private count(spilled: SpillTotals, diskBytes: Bytes): void {
    const { metrics } = this.client;
    metrics.peakMemoryBytes = Math.max(metrics.peakMemoryBytes, spilled.peakBytes);
    if (spilled.spills === 0) return;
    const onDisk = Math.round(diskBytes);
    metrics.memorySpillBytes += spilled.memoryBytes;
    metrics.diskSpillBytes += onDisk;
    // Written once, and read once when the spills are merged.
    metrics.charge("diskBytes", 2 * onDisk);
  }

  hold(bytes: Bytes, what: string): void {
    const { memory, client } = this;
    const got = memory.acquire(client.executorId, client.taskAttemptId, bytes, client.stageTasks);
    client.metrics.peakMemoryBytes += got;
    if (got >= bytes) return;
    throw outOfMemory(bytes, got, what);
  }

  holdOffHeap(bytes: Bytes): void {
    const { executorId, taskAttemptId } = this.client;
    if (this.memory.addOffHeap(executorId, taskAttemptId, bytes)) this.client.exitExecutor(KILLED_EXIT);
  }

  holdOnHeap(bytes: Bytes): void {
    const { memory, client } = this;
    if (bytes > memory.userBytes(client.executorId) + memory.shareOf(client.executorId, client.stageTasks))
      client.exitExecutor(OUT_OF_MEMORY_EXIT);
  }
}

/** Spark's own error where memory that cannot be spilled is not granted. */
function outOfMemory(bytes: Bytes, got: Bytes, what: string): SparkError {
  return new SparkError({
    condition: "UNABLE_TO_ACQUIRE_MEMORY",
    message: `Unable to acquire ${bytes} bytes of memory ${what}, got ${got}.`,
    nextStep: "Give executors more memory or fewer cores each (a task gets its share of both), or use more partitions.",
    parameters: { requestedBytes: String(bytes), receivedBytes: String(got) },
  });
}
