import type { Bytes, ExecutorId, TaskId } from "../base/brand.js";
import {
  type FilledTotals,
  fillLongMap,
  fillMap,
  fillSorter,
  type PageSource,
  RADIX_SORTER,
  SHUFFLE_SORTER,
  type SorterKind,
  spillRows,
  UNSAFE_SORTER,
} from "../memory/index.js";
import type { TaskMetrics } from "../rdd/task-context.js";
import type { BufferLimits, HeldMemory, RecordVolume, TaskMemory } from "../rdd/task-memory.js";
import type { ExecutorMemory, MemoryMode } from "./executor-memory.js";
import { noRoomForRelation, unableToAcquireMemory } from "./memory-errors.js";

/** Exit code of a JVM that ran out of heap, as Spark's executors have it. */
const OUT_OF_MEMORY_EXIT = 52;
/** That of a process that was killed. */
const KILLED_EXIT = 137;
/** A record in a sorter's page begins with its length. */
const LENGTH_BYTES = 4;
/** An entry of a map has two lengths before it and the address of the next one behind it. */
const ENTRY_BYTES = 16;
/** Slots of an aggregation's map, and of a join's, at first. */
const AGGREGATION_CAPACITY = 16_384;
const JOIN_CAPACITY = 128;
/** Most groups in the first of two levels, and what one has there beside its key and buffer. */
const FAST_MAP_GROUPS = 65_536;
const FAST_ENTRY_BYTES = 8;
/** An UnsafeRow's object and its array, beside its bytes. */
const ROW_OBJECT_BYTES = 64;
const NOTHING: HeldMemory = { release: () => {} };

/** Who asks. */
export interface MemoryClient {
  readonly executorId: ExecutorId;
  readonly taskAttemptId: TaskId;
  /** Tasks of its stage attempt. */
  readonly stageTasks: number;
  readonly metrics: TaskMetrics;
  exitExecutor(code: number): never;
}

/** Pages that an operator goes on reading, which others can make it spill. */
interface SpillableHold extends HeldMemory {
  bytes: Bytes;
  readonly spillableBytes: Bytes;
  readonly diskBytes: Bytes;
}

/** The memory of the task that runs now, on its executor: Spark's TaskMemoryManager, and its heap as far as nobody manages it. */
export class ManagedTaskMemory implements TaskMemory {
  private readonly memory: ExecutorMemory;
  private readonly client: MemoryClient;
  /** Holds of the task that runs now. */
  private readonly holds: Set<SpillableHold> = new Set();
  private holdsOf: TaskId = -1;

  constructor(memory: ExecutorMemory, client: MemoryClient) {
    this.memory = memory;
    this.client = client;
  }

  fill({ records, memoryBytes, diskBytes }: RecordVolume): void {
    const { memory } = this;
    const { metrics } = this.client;
    // Most collections never reach the size at which Spark asks for memory.
    if (memoryBytes < memory.spillBytes && records <= memory.spillRows) {
      metrics.peakMemoryBytes += memoryBytes;
      return;
    }
    const spilled = spillRows({
      rows: records,
      bytes: memoryBytes,
      initialBytes: memory.spillBytes,
      spillAfterRows: memory.spillRows,
      ...this.source("onHeap"),
    });
    metrics.peakMemoryBytes += spilled.peakBytes;
    this.countSpill(spilled.memoryBytes, (diskBytes * spilled.rows) / records);
  }

  fillPages(volume: RecordVolume, sort: "radix" | "TimSort" = "TimSort"): HeldMemory {
    const kind = sort === "radix" ? RADIX_SORTER : UNSAFE_SORTER;
    const totals = this.sorted(volume, kind, this.memory.spillRows);
    this.client.metrics.peakMemoryBytes += totals.peakBytes;
    return this.heldPages(totals, volume);
  }

  fillMap(volume: RecordVolume, twoLevel = false): HeldMemory {
    const { records, memoryBytes, diskBytes } = volume;
    const source = this.source(this.memory.tungstenMode);
    const perGroup = records === 0 ? 0 : memoryBytes / records;
    const fast = twoLevel ? Math.min(FAST_MAP_GROUPS, Math.floor(source.pageBytes / (perGroup + FAST_ENTRY_BYTES))) : 0;
    if (twoLevel) this.take(source, source.pageBytes);
    const groups = Math.max(0, records - fast);
    const bytes = groups * (perGroup + ENTRY_BYTES);
    // A map that is made has its slots, whether or not a group comes to it.
    const totals =
      groups === 0
        ? this.emptyMap(source)
        : fillMap({
            keys: groups,
            entries: groups,
            bytes,
            initialCapacity: AGGREGATION_CAPACITY,
            spills: true,
            ...source,
          });
    if (totals === undefined) throw unableToAcquireMemory(source.pageBytes, 0, "for a page of groups");
    this.client.metrics.peakMemoryBytes += totals.peakBytes;
    if (totals.spills > 0) this.countSpill(totals.memoryBytes, (diskBytes * groups) / records);
    return this.heldPages(totals, volume);
  }

  writeSerialized(volume: RecordVolume): void {
    const totals = this.sorted(volume, SHUFFLE_SORTER, this.memory.spillRows);
    this.client.metrics.peakMemoryBytes += totals.peakBytes;
    // Once it has spilled, its last part is merged from disk like the others, and counted like them.
    if (totals.spills > 0) this.countSpill(0, volume.diskBytes - (volume.diskBytes * totals.rows) / volume.records);
    this.source(this.memory.tungstenMode).release(totals.heldBytes);
  }

  buffer(volume: RecordVolume, { inMemoryRows, spillRows: spillAfter }: BufferLimits): HeldMemory {
    const { records, memoryBytes } = volume;
    if (records <= inMemoryRows) return this.holdOnHeap(memoryBytes + records * ROW_OBJECT_BYTES);
    return this.heldPages(this.sorted(volume, UNSAFE_SORTER, spillAfter), volume);
  }

  buildRelation({ records, memoryBytes }: RecordVolume, byLong: boolean): void {
    const source = this.source(this.memory.tungstenMode);
    if (byLong) {
      const held = fillLongMap({ rows: records, bytes: memoryBytes, ...source });
      if (typeof held === "number") return;
      throw unableToAcquireMemory(held.requestedBytes, held.receivedBytes, "to build the hash relation");
    }
    const bytes = memoryBytes + records * ENTRY_BYTES;
    const totals = fillMap({
      keys: records,
      entries: records,
      bytes,
      initialCapacity: JOIN_CAPACITY,
      spills: false,
      ...source,
    });
    if (totals === undefined) throw noRoomForRelation();
  }

  hold(bytes: Bytes, what: string): void {
    const got = this.source(this.memory.tungstenMode).acquire(bytes);
    this.client.metrics.peakMemoryBytes += got;
    if (got < bytes) throw unableToAcquireMemory(bytes, got, what);
  }

  holdOffHeap(bytes: Bytes): void {
    if (bytes === 0) return;
    const { executorId, taskAttemptId } = this.client;
    if (this.memory.addOffHeap(executorId, taskAttemptId, bytes)) this.client.exitExecutor(KILLED_EXIT);
  }

  holdOnHeap(bytes: Bytes): HeldMemory {
    const { executorId, taskAttemptId } = this.client;
    if (this.memory.addOnHeap(executorId, taskAttemptId, bytes)) this.client.exitExecutor(OUT_OF_MEMORY_EXIT);
    return { release: () => this.memory.removeOnHeap(executorId, taskAttemptId, bytes) };
  }

  private sorted(volume: RecordVolume, kind: SorterKind, spillAfterRows: number): FilledTotals {
    const { records, memoryBytes, diskBytes } = volume;
    const source = this.source(this.memory.tungstenMode);
    const totals = fillSorter({
      rows: records,
      bytes: memoryBytes + records * LENGTH_BYTES,
      kind,
      spillAfterRows,
      ...source,
    });
    if (totals === undefined) throw unableToAcquireMemory(source.pageBytes, 0, "for a page of rows");
    this.countSpill(totals.memoryBytes, records === 0 ? 0 : (diskBytes * totals.rows) / records);
    return totals;
  }

  private emptyMap(source: PageSource): FilledTotals | undefined {
    const bytes = AGGREGATION_CAPACITY * 16;
    if (!this.take(source, bytes)) return undefined;
    return { spills: 0, memoryBytes: 0, rows: 0, peakBytes: bytes, heldBytes: bytes, spillableBytes: bytes };
  }

  private take(source: PageSource, bytes: Bytes): boolean {
    const granted = source.acquire(bytes);
    if (granted < bytes) source.release(granted);
    return granted >= bytes;
  }

  private heldPages(
    { heldBytes, spillableBytes, rows }: FilledTotals,
    { records, diskBytes }: RecordVolume,
  ): HeldMemory {
    if (heldBytes === 0) return NOTHING;
    const source = this.source(this.memory.tungstenMode);
    const hold: SpillableHold = {
      bytes: heldBytes,
      spillableBytes,
      diskBytes: records === 0 ? 0 : (diskBytes * (records - rows)) / records,
      release: () => {
        if (this.holds.delete(hold)) source.release(hold.bytes);
      },
    };
    this.holds.add(hold);
    return hold;
  }

  /** Execution memory of this task; when there is too little, what its other operators hold is spilled for it (E6). */
  private source(mode: MemoryMode): PageSource {
    const { memory } = this;
    const { executorId, taskAttemptId, stageTasks } = this.client;
    if (this.holdsOf !== taskAttemptId) {
      this.holds.clear();
      this.holdsOf = taskAttemptId;
    }
    const ask = (bytes: Bytes): Bytes => memory.acquire(executorId, taskAttemptId, bytes, stageTasks, mode);
    return {
      pageBytes: memory.pageBytes(executorId),
      manyAtOnce: this.holds.size === 0,
      acquire: (bytes) => {
        let got = ask(bytes);
        while (got < bytes && mode === memory.tungstenMode && this.spillOther(bytes - got)) got += ask(bytes - got);
        return got;
      },
      release: (bytes) => memory.release(executorId, taskAttemptId, bytes, mode),
    };
  }

  /** Of the operators that hold pages, the one with the least that is enough, else the one with the most, is spilled. */
  private spillOther(bytes: Bytes): boolean {
    const bySize = [...this.holds].sort((a, b) => a.bytes - b.bytes);
    const hold = bySize.find((candidate) => candidate.bytes >= bytes) ?? bySize.at(-1);
    if (hold === undefined) return false;
    this.countSpill(hold.spillableBytes, hold.diskBytes);
    hold.release();
    return true;
  }

  private countSpill(memoryBytes: Bytes, diskBytes: Bytes): void {
    const { metrics } = this.client;
    const onDisk = Math.round(diskBytes);
    metrics.memorySpillBytes += memoryBytes;
    metrics.diskSpillBytes += onDisk;
    // Written once, and read once when the spills are merged.
    if (onDisk > 0) metrics.charge("diskBytes", 2 * onDisk);
  }
}
