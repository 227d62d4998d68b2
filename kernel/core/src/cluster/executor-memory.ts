import type { Bytes, ExecutorId, TaskId } from "../base/brand.js";
import { gcShare, type MemoryEntry, UnifiedMemoryManager } from "../memory/index.js";

/** What the memory of an executor depends on. */
export interface ExecutorMemoryOptions {
  /** Unified memory, M of E1. */
  readonly maxBytes: (executor: ExecutorId) => Bytes;
  readonly heapBytes: (executor: ExecutorId) => Bytes;
  /** What its container may use; Infinity where nobody watches (D5). */
  readonly containerBytes: (executor: ExecutorId) => Bytes;
  /** Tasks that the executor runs at once. */
  readonly slots: (executor: ExecutorId) => number;
  /** Bytes of a Tungsten page (E6). */
  readonly pageBytes: (executor: ExecutorId) => Bytes;
  /** Executors that are alive. */
  readonly executors: () => number;
  /** `spark.memory.storageFraction`. */
  readonly storageFraction: number;
  /** `spark.storage.unrollMemoryThreshold`. */
  readonly unrollBytes: Bytes;
  /** `spark.shuffle.spill.initialMemoryThreshold`. */
  readonly spillBytes: Bytes;
}

/** What Spark keeps for itself of every heap (E1). */
const RESERVED_BYTES = 300 * 1024 * 1024;

/** The unified memory of every executor (E1–E6). An executor has a state from its first cached block or its first spillable collection on. */
export class ExecutorMemory {
  /** Told of each cached block that is evicted. */
  onEvicted: (executor: ExecutorId, block: MemoryEntry) => void = () => {};
  readonly unrollBytes: Bytes;
  readonly spillBytes: Bytes;
  private readonly options: ExecutorMemoryOptions;
  private readonly managers: Map<ExecutorId, UnifiedMemoryManager> = new Map();
  /** Memory outside the heap by executor, and by the task that holds it. */
  private readonly offHeap: Map<ExecutorId, Map<TaskId, Bytes>> = new Map();
  /** Tasks that hold memory, and where. */
  private readonly holders: Map<TaskId, ExecutorId> = new Map();

  constructor(options: ExecutorMemoryOptions) {
    this.options = options;
    this.unrollBytes = options.unrollBytes;
    this.spillBytes = options.spillBytes;
  }

  of(executor: ExecutorId): UnifiedMemoryManager {
    let manager = this.managers.get(executor);
    if (manager === undefined) {
      const max = this.options.maxBytes(executor);
      const region = Math.trunc(max * this.options.storageFraction);
      manager = new UnifiedMemoryManager(max, region, (block) => this.onEvicted(executor, block));
      this.managers.set(executor, manager);
    }
    return manager;
  }

  /**
   * Execution memory for a task. A task is computed when it is launched, before the others that will run beside it; so its share is what it
   * will have among them (E4), whoever is there already.
   * @param beside tasks of its stage attempt
   * @returns what was granted; less than asked for means that it must spill
   */
  acquire(executor: ExecutorId, task: TaskId, bytes: Bytes, beside: number): Bytes {
    const manager = this.of(executor);
    const share = this.shareOf(executor, beside) - manager.heldBy(task);
    const granted = manager.acquireExecution(task, Math.max(0, Math.min(bytes, share)));
    if (granted === "wait") return 0;
    this.holders.set(task, executor);
    return granted;
  }

  release(executor: ExecutorId, task: TaskId, bytes: Bytes): void {
    this.of(executor).releaseExecution(task, bytes);
  }

  /** Most execution memory that a task gets when its stage attempt is spread evenly: cached blocks keep what they have of R (E2). */
  shareOf(executor: ExecutorId, stageTasks: number): Bytes {
    const { storageBytes, unrollBytes, maxBytes } = this.of(executor).use;
    const kept = Math.min(storageBytes + unrollBytes, Math.trunc(maxBytes * this.options.storageFraction));
    const tasks = Math.min(this.options.slots(executor), Math.ceil(stageTasks / this.options.executors()));
    return Math.floor((maxBytes - kept) / Math.max(1, tasks));
  }

  /** Bytes of a Tungsten page (E6). */
  pageBytes(executor: ExecutorId): Bytes {
    return this.options.pageBytes(executor);
  }

  /** Heap that Spark does not manage, for the objects of the user's functions: the other 40% (E1). */
  userBytes(executor: ExecutorId): Bytes {
    return this.options.heapBytes(executor) - RESERVED_BYTES - this.options.maxBytes(executor);
  }

  /** A task takes memory outside the heap. @returns true when the container now uses more than it may */
  addOffHeap(executor: ExecutorId, task: TaskId, bytes: Bytes): boolean {
    const held = this.offHeap.get(executor) ?? new Map<TaskId, Bytes>();
    this.offHeap.set(executor, held);
    held.set(task, (held.get(task) ?? 0) + bytes);
    this.holders.set(task, executor);
    return this.physicalBytes(executor) > this.options.containerBytes(executor);
  }

  /** Physical memory of the executor's container: its whole heap, and what its tasks hold beside it. */
  physicalBytes(executor: ExecutorId): Bytes {
    let bytes = this.options.heapBytes(executor);
    for (const held of this.offHeap.get(executor)?.values() ?? []) bytes += held;
    return bytes;
  }

  /** A task has ended: its memory is free. */
  taskEnded(task: TaskId): void {
    const executor = this.holders.get(task);
    if (executor === undefined) return;
    this.holders.delete(task);
    this.managers.get(executor)?.releaseTask(task);
    this.offHeap.get(executor)?.delete(task);
  }

  /** The executor is lost, and everything in its memory. */
  executorLost(executor: ExecutorId): void {
    this.managers.delete(executor);
    this.offHeap.delete(executor);
  }

  /** Share of compute time that garbage collection adds on this executor, beyond that of an empty heap (K). */
  gcPressure(executor: ExecutorId): number {
    const manager = this.managers.get(executor);
    if (manager === undefined) return 0;
    const { storageBytes, unrollBytes, executionBytes } = manager.use;
    const used = RESERVED_BYTES + storageBytes + unrollBytes + executionBytes;
    return gcShare(used / this.options.heapBytes(executor)) - gcShare(0);
  }
}
