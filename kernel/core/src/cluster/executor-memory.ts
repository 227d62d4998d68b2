import type { Bytes, ExecutorId, TaskId } from "../base/brand.js";
import { gcShare, type MemoryEntry, UnifiedMemoryManager } from "../memory/index.js";
import type { MemoryConf } from "./memory-conf.js";

/** Where memory is: Spark's `MemoryMode`. */
export type MemoryMode = "onHeap" | "offHeap";

/** What the memory of an executor depends on. */
export interface ExecutorMemoryOptions extends MemoryConf {
  /** Unified memory: M of E1, and `spark.memory.offHeap.size` where that is enabled. */
  readonly maxBytes: (executor: ExecutorId, mode: MemoryMode) => Bytes;
  readonly heapBytes: (executor: ExecutorId) => Bytes;
  /** What its container may use; Infinity where nobody watches (D5). */
  readonly containerBytes: (executor: ExecutorId) => Bytes;
  /** Tasks that the executor runs at once. */
  readonly slots: (executor: ExecutorId) => number;
  /** Bytes of a Tungsten page (E6). */
  readonly pageBytes: (executor: ExecutorId) => Bytes;
  /** Where Tungsten's pages are: outside the heap as soon as there is memory there. */
  readonly tungstenMode: MemoryMode;
  /** Executors that are alive. */
  readonly executors: () => number;
  /** Of {@link CostModel}: what garbage collection adds for each task that shares a heap with more than a few. */
  readonly gcContention: number;
}

const MIB = 1024 * 1024;
/** What is on every heap, as far as garbage collection goes: about what Spark sets aside (E1), as some of it is garbage at any time. */
const RESERVED_BYTES = 300 * MIB;
/** What is always live on an executor's heap: less than the 300 MiB that Spark sets aside (E1). Measured on an executor of 512 MiB. */
const ALWAYS_LIVE_BYTES = 60 * MIB;
/** So many tasks fill one heap without getting into one another's way (modelled: the usual advice is four or five cores). */
const UNCROWDED_TASKS = 5;
/** What a JVM takes beside its heap: classes, compiled code, stacks of threads (modelled). */
const JVM_BYTES = 128 * MIB;

/** Bytes by executor, and by the task that holds them. */
class Holdings {
  private readonly held: Map<ExecutorId, Map<TaskId, Bytes>> = new Map();

  add(executor: ExecutorId, task: TaskId, bytes: Bytes): void {
    let tasks = this.held.get(executor);
    if (tasks === undefined) {
      tasks = new Map();
      this.held.set(executor, tasks);
    }
    tasks.set(task, (tasks.get(task) ?? 0) + bytes);
  }

  on(executor: ExecutorId): Bytes {
    let bytes = 0;
    for (const held of this.held.get(executor)?.values() ?? []) bytes += held;
    return bytes;
  }

  taskEnded(executor: ExecutorId, task: TaskId): void {
    this.held.get(executor)?.delete(task);
  }

  executorLost(executor: ExecutorId): void {
    this.held.delete(executor);
  }
}

/** The memory of every executor (E1–E6). An executor has a state from its first cached block or its first spillable collection on. */
export class ExecutorMemory {
  /** Told of each cached block that is evicted. */
  onEvicted: (executor: ExecutorId, block: MemoryEntry) => void = () => {};
  readonly unrollBytes: Bytes;
  readonly spillBytes: Bytes;
  readonly spillRows: number;
  readonly tungstenMode: MemoryMode;
  private readonly options: ExecutorMemoryOptions;
  private readonly managers: Readonly<Record<MemoryMode, Map<ExecutorId, UnifiedMemoryManager>>> = {
    onHeap: new Map(),
    offHeap: new Map(),
  };
  /** What Spark does not manage: objects on the heap, and memory outside it. */
  private readonly objects: Holdings = new Holdings();
  private readonly native: Holdings = new Holdings();
  /** Tasks that hold memory, and where. */
  private readonly holders: Map<TaskId, ExecutorId> = new Map();

  /** Bytes of a page, by executor: its settings do not change. */
  private readonly pages: Bytes[] = [];

  constructor(options: ExecutorMemoryOptions) {
    this.options = options;
    this.unrollBytes = options.unrollBytes;
    this.spillBytes = options.spillBytes;
    this.spillRows = options.spillRows;
    this.tungstenMode = options.tungstenMode;
  }

  of(executor: ExecutorId, mode: MemoryMode = "onHeap"): UnifiedMemoryManager {
    let manager = this.managers[mode].get(executor);
    if (manager === undefined) {
      const max = this.options.maxBytes(executor, mode);
      const region = Math.trunc(max * this.options.storageFraction);
      manager = new UnifiedMemoryManager(max, region, (block) => this.onEvicted(executor, block));
      this.managers[mode].set(executor, manager);
    }
    return manager;
  }

  /**
   * Execution memory for a task. A task is computed when it is launched, before the others that will run beside it; so its share is what it
   * will have among them (E4), whoever is there already.
   * @param beside tasks of its stage attempt
   * @returns what was granted; less than asked for means that it must spill
   */
  acquire(executor: ExecutorId, task: TaskId, bytes: Bytes, beside: number, mode: MemoryMode = "onHeap"): Bytes {
    const manager = this.of(executor, mode);
    const share = this.shareOf(executor, beside, mode) - manager.heldBy(task);
    const granted = manager.acquireExecution(task, Math.max(0, Math.min(bytes, share)));
    if (granted === "wait") return 0;
    this.holders.set(task, executor);
    return granted;
  }

  release(executor: ExecutorId, task: TaskId, bytes: Bytes, mode: MemoryMode = "onHeap"): void {
    this.of(executor, mode).releaseExecution(task, bytes);
  }

  /** Most execution memory that a task gets when its stage attempt is spread evenly: cached blocks keep what they have of R (E2). */
  shareOf(executor: ExecutorId, stageTasks: number, mode: MemoryMode = "onHeap"): Bytes {
    const { storageBytes, unrollBytes, maxBytes } = this.of(executor, mode).use;
    const kept = Math.min(storageBytes + unrollBytes, Math.trunc(maxBytes * this.options.storageFraction));
    return Math.floor((maxBytes - kept) / this.concurrentTasks(executor, stageTasks));
  }

  /** Bytes of a Tungsten page (E6). */
  pageBytes(executor: ExecutorId): Bytes {
    this.pages[executor] ??= this.options.pageBytes(executor);
    return this.pages[executor];
  }

  /**
   * A task puts objects on the heap that Spark does not manage. They evict nothing: Spark does not know of them.
   * @returns true when the heap is too small for all that is on it now
   */
  addOnHeap(executor: ExecutorId, task: TaskId, bytes: Bytes): boolean {
    this.objects.add(executor, task, bytes);
    this.holders.set(task, executor);
    return ALWAYS_LIVE_BYTES + this.heldBytes(executor) > this.options.heapBytes(executor);
  }

  removeOnHeap(executor: ExecutorId, task: TaskId, bytes: Bytes): void {
    this.objects.add(executor, task, -bytes);
  }

  /** A task takes memory outside the heap. @returns true when the container now uses more than it may */
  addOffHeap(executor: ExecutorId, task: TaskId, bytes: Bytes): boolean {
    this.native.add(executor, task, bytes);
    this.holders.set(task, executor);
    return this.physicalBytes(executor) > this.options.containerBytes(executor);
  }

  /** Physical memory of the executor's container: its whole heap, what the JVM needs beside it, and what is in use outside. */
  physicalBytes(executor: ExecutorId): Bytes {
    const unified = this.managers.offHeap.get(executor)?.use;
    const managed = unified === undefined ? 0 : unified.storageBytes + unified.unrollBytes + unified.executionBytes;
    return this.options.heapBytes(executor) + JVM_BYTES + managed + this.native.on(executor);
  }

  /** A task has ended: its memory is free. */
  taskEnded(task: TaskId): void {
    const executor = this.holders.get(task);
    if (executor === undefined) return;
    this.holders.delete(task);
    this.managers.onHeap.get(executor)?.releaseTask(task);
    this.managers.offHeap.get(executor)?.releaseTask(task);
    this.objects.taskEnded(executor, task);
    this.native.taskEnded(executor, task);
  }

  /** The executor is lost, and everything in its memory. */
  executorLost(executor: ExecutorId): void {
    this.managers.onHeap.delete(executor);
    this.managers.offHeap.delete(executor);
    this.objects.executorLost(executor);
    this.native.executorLost(executor);
  }

  /**
   * Share of compute time that garbage collection adds on this executor, beyond that of an empty heap which few tasks share (K).
   * @param peakBytes most execution memory that the task has had
   * @param beside tasks of its stage attempt: those that run at the same time have as much
   */
  gcPressure(executor: ExecutorId, peakBytes: Bytes, beside: number): number {
    const crowd = Math.max(0, this.concurrentTasks(executor, beside) - UNCROWDED_TASKS);
    return this.occupancyPressure(executor, peakBytes, beside) + crowd * this.options.gcContention;
  }

  private occupancyPressure(executor: ExecutorId, peakBytes: Bytes, beside: number): number {
    const manager = this.managers.onHeap.get(executor);
    if (manager === undefined && peakBytes === 0) return 0;
    const live = RESERVED_BYTES + this.heldBytes(executor);
    const executing = this.tungstenMode === "onHeap" ? peakBytes * this.concurrentTasks(executor, beside) : 0;
    const { executionBytes, maxBytes, storageBytes } = this.of(executor).use;
    const more = Math.max(0, Math.min(executing, maxBytes - storageBytes) - executionBytes);
    return gcShare((live + more) / this.options.heapBytes(executor)) - gcShare(0);
  }

  /** What tasks and cached blocks hold on the heap. */
  private heldBytes(executor: ExecutorId): Bytes {
    const objects = this.objects.on(executor);
    const manager = this.managers.onHeap.get(executor);
    if (manager === undefined) return objects;
    const { storageBytes, unrollBytes, executionBytes } = manager.use;
    return objects + storageBytes + unrollBytes + executionBytes;
  }

  /** Tasks of a stage attempt that run on an executor at once, when it is spread evenly. */
  private concurrentTasks(executor: ExecutorId, stageTasks: number): number {
    return Math.max(1, Math.min(this.options.slots(executor), Math.ceil(stageTasks / this.options.executors())));
  }
}
