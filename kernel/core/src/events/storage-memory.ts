import type { Bytes, ExecutorId, Millis } from "../base/brand.js";

/** Bytes of cached blocks in the memory of all executors: `bytes[i]` holds from `timeMs[i]` on. */
export interface StorageMemory {
  readonly timeMs: readonly Millis[];
  readonly bytes: readonly Bytes[];
}

/** Steps kept of a run; a longer curve loses every second one. */
const MOST_STEPS = 1000;

/** Folds what executors say of their cached blocks into one curve a run. */
export class StorageMemoryFold {
  private readonly byExecutor: Map<ExecutorId, Bytes> = new Map();
  private total: Bytes = 0;
  /** Of blocks that an earlier run cached. */
  private before: Bytes = 0;
  private timeMs: Millis[] = [];
  private bytes: Bytes[] = [];

  startRun(): void {
    this.before = this.total;
    this.timeMs = [];
    this.bytes = [];
  }

  /** @param memoryBytes all cached blocks that the executor has in memory now */
  update(timeMs: Millis, executor: ExecutorId, memoryBytes: Bytes): void {
    this.total += memoryBytes - (this.byExecutor.get(executor) ?? 0);
    this.byExecutor.set(executor, memoryBytes);
    if (this.timeMs.at(-1) === timeMs) this.bytes[this.bytes.length - 1] = this.total;
    else {
      this.timeMs.push(timeMs);
      this.bytes.push(this.total);
    }
    if (this.timeMs.length <= MOST_STEPS) return;
    // The newest step stays: it is what holds now.
    const isKept = (_: unknown, i: number): boolean => i % 2 === 0;
    this.timeMs = this.timeMs.filter(isKept);
    this.bytes = this.bytes.filter(isKept);
  }

  /** The curve from the run's start on; undefined when nothing was cached. */
  curve(startMs: Millis): StorageMemory | undefined {
    if (this.before === 0 && this.bytes.every((bytes) => bytes === 0)) return undefined;
    const first = this.timeMs.findIndex((timeMs) => timeMs >= startMs);
    const at = first < 0 ? this.timeMs.length : first;
    const known = at === 0 ? this.before : this.bytes[at - 1]!;
    return { timeMs: [startMs, ...this.timeMs.slice(at)], bytes: [known, ...this.bytes.slice(at)] };
  }
}
