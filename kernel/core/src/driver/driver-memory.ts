import type { Bytes } from "../base/brand.js";

/** What takes room on the driver's heap (E9): each is shown by itself. */
export const DRIVER_MEMORY_TERMS = ["results", "rows", "broadcasts", "mapStatuses", "tasks"] as const;
/**
 * `results`: as tasks sent them, until their job ends; `rows`: what they unpack to; `broadcasts`: values, collected tables and their relations;
 * `mapStatuses`: where map outputs are, for every map and reducer; `tasks`: what the scheduler knows of tasks that are not done.
 */
export type DriverMemoryTerm = (typeof DRIVER_MEMORY_TERMS)[number];

/**
 * What the driver's heap holds, as a user sees it (E9).
 *
 * @example
 * const { heap } = cluster.driver;
 * await spark.range(0, 100_000, 1, 4).collect();
 * heap.heapBytes; // 1073741824
 * heap.termsAtPeak.rows; // 8000000
 */
export interface DriverHeap {
  /** `spark.driver.memory`. */
  readonly heapBytes: Bytes;
  readonly usedBytes: Bytes;
  /** Most that was held at once since the cell began. */
  readonly peakBytes: Bytes;
  /** What each term takes now, and took at the peak. */
  readonly terms: Readonly<Record<DriverMemoryTerm, Bytes>>;
  readonly termsAtPeak: Readonly<Record<DriverMemoryTerm, Bytes>>;
}

/** Below this share of the heap the garbage collector does not slow the driver down (K). */
const CALM = 0.5;
/** Share of the driver's time that collections take when the heap is full (K: more than 40%). */
const FULL_SHARE = 0.5;

/**
 * The heap of the driver: `spark.driver.memory`, and what takes room there. What Spark itself needs is not counted, so that numbers are those of
 * the program alone.
 *
 * @example
 * const memory = new DriverMemory(1024 ** 3);
 * memory.hold("broadcasts", 600 * 1024 ** 2); // true
 * memory.hold("results", 500 * 1024 ** 2); // false
 */
export class DriverMemory implements DriverHeap {
  readonly heapBytes: Bytes;
  /** Most that was held at once. */
  peakBytes: Bytes = 0;
  private readonly held: Record<DriverMemoryTerm, Bytes> = noBytes();
  private atPeak: Readonly<Record<DriverMemoryTerm, Bytes>> = noBytes();
  private total: Bytes = 0;

  constructor(heapBytes: Bytes) {
    this.heapBytes = heapBytes;
  }

  get usedBytes(): Bytes {
    return this.total;
  }

  get freeBytes(): Bytes {
    return this.heapBytes - this.total;
  }

  /** What each term takes now. */
  get terms(): Readonly<Record<DriverMemoryTerm, Bytes>> {
    return { ...this.held };
  }

  /** What each term took when most was held. */
  get termsAtPeak(): Readonly<Record<DriverMemoryTerm, Bytes>> {
    return this.atPeak;
  }

  /** By how much the driver is slower than with an empty heap: 1 up to half of it, 2 when it is full (modelled). */
  get slowness(): number {
    const share = this.total / this.heapBytes;
    if (share <= CALM) return 1;
    return 1 / (1 - (FULL_SHARE * Math.min(share - CALM, 1 - CALM)) / (1 - CALM));
  }

  /** Peaks count anew from what is held now. */
  startRun(): void {
    this.peakBytes = this.total;
    this.atPeak = { ...this.held };
  }

  /** Takes room. False when there is none: then nothing is held, and somebody has to die of it. */
  hold(term: DriverMemoryTerm, bytes: Bytes): boolean {
    if (bytes > this.freeBytes) return false;
    this.held[term] += bytes;
    this.total += bytes;
    if (this.total > this.peakBytes) {
      this.peakBytes = this.total;
      this.atPeak = { ...this.held };
    }
    return true;
  }

  release(term: DriverMemoryTerm, bytes: Bytes): void {
    this.held[term] -= bytes;
    this.total -= bytes;
  }
}

function noBytes(): Record<DriverMemoryTerm, Bytes> {
  return { results: 0, rows: 0, broadcasts: 0, mapStatuses: 0, tasks: 0 };
}
