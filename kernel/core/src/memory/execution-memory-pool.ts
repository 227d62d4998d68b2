import type { Bytes, TaskId } from "../base/brand.js";

/** How much one task may hold now, given the tasks that hold some (E4). */
export interface TaskBounds {
  /** A task never holds more: 1/N of the largest size that the pool could have. */
  readonly most: Bytes;
  /** A task waits rather than go on with less: 1/2N of the pool. */
  readonly least: Bytes;
}

/** Memory for shuffles, joins, sorts and aggregations, shared fairly among the tasks that run (E4). */
export class ExecutionMemoryPool {
  poolSize: Bytes;
  private readonly held: Map<TaskId, Bytes> = new Map();
  private usedBytes: Bytes = 0;

  constructor(poolSize: Bytes) {
    this.poolSize = poolSize;
  }

  get used(): Bytes {
    return this.usedBytes;
  }

  get free(): Bytes {
    return this.poolSize - this.used;
  }

  /** Tasks that hold memory or wait for some. */
  get activeTasks(): number {
    return this.held.size;
  }

  heldBy(task: TaskId): Bytes {
    return this.held.get(task) ?? 0;
  }

  /** From its first request on a task counts among those that share the pool. */
  enter(task: TaskId): void {
    if (!this.held.has(task)) this.held.set(task, 0);
  }

  /** Bounds of each task, when the pool could grow to `maxPoolSize` bytes. */
  bounds(maxPoolSize: Bytes): TaskBounds {
    return {
      most: Math.floor(maxPoolSize / this.activeTasks),
      least: Math.floor(this.poolSize / (2 * this.activeTasks)),
    };
  }

  grant(task: TaskId, bytes: Bytes): void {
    this.held.set(task, this.heldBy(task) + bytes);
    this.usedBytes += bytes;
  }

  /** Takes memory back; what a task does not hold cannot be taken. */
  release(task: TaskId, bytes: Bytes): Bytes {
    const before = this.heldBy(task);
    const freed = Math.min(bytes, before);
    this.usedBytes -= freed;
    if (freed === before) this.held.delete(task);
    else this.held.set(task, before - freed);
    return freed;
  }
}
