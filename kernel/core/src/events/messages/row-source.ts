import type { Millis } from "../../base/brand.js";
import type { MessageSource } from "./message-source.js";
import type { SparkMessage } from "./spark-message.js";

/** Times by row of the task table; NaN where nothing was sent. */
type TimesByRow = ArrayLike<number>;

/**
 * One thing that is said about each attempt, at its launch or later, in order of time. Rows are not sorted: one after another enters a heap,
 * until those to come can only be later than its first. So the heap holds the attempts that run, not all that ever ran.
 */
export class RowSource implements MessageSource {
  readonly rank: number;
  private readonly rows: Uint32Array;
  private readonly launchedMs: TimesByRow;
  private readonly timeMs: TimesByRow;
  private readonly make: (row: number) => SparkMessage;
  private readonly heap: number[] = [];
  private at = 0;

  /** @param launchedMs when each was launched, never before the row above it; nothing is said earlier */
  constructor(
    rank: number,
    rows: Uint32Array,
    launchedMs: TimesByRow,
    timeMs: TimesByRow,
    make: (row: number) => SparkMessage,
  ) {
    this.rank = rank;
    this.rows = rows;
    this.launchedMs = launchedMs;
    this.timeMs = timeMs;
    this.make = make;
  }

  get nextMs(): Millis {
    this.fill();
    return this.heap.length === 0 ? Number.POSITIVE_INFINITY : this.timeMs[this.heap[0]!]!;
  }

  take(): SparkMessage {
    this.fill();
    const { heap } = this;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (heap.length > 0) this.sink(last);
    return this.make(first);
  }

  count(): number {
    let count = this.heap.length;
    for (let i = this.at; i < this.rows.length; i++) if (!Number.isNaN(this.timeMs[this.rows[i]!]!)) count++;
    return count;
  }

  private fill(): void {
    const { rows, heap, timeMs, launchedMs } = this;
    while (this.at < rows.length) {
      const row = rows[this.at]!;
      if (heap.length > 0 && timeMs[heap[0]!]! <= launchedMs[row]!) return;
      this.at++;
      if (!Number.isNaN(timeMs[row]!)) this.rise(row);
    }
  }

  /** Of equal times the attempt that was launched first comes first. */
  private isBefore(a: number, b: number): boolean {
    const difference = this.timeMs[a]! - this.timeMs[b]!;
    return difference < 0 || (difference === 0 && a < b);
  }

  private rise(row: number): void {
    const { heap } = this;
    let at = heap.push(row) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isBefore(row, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = row;
  }

  private sink(row: number): void {
    const { heap } = this;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && this.isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!this.isBefore(heap[child]!, row)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = row;
  }
}
