import type { VectorBatch } from "../../../types/vector-batch.js";
import { growInt32 } from "../vectors/growing.js";
import type { PairBatch } from "./merge-join.js";

/** Pairs are handed on when there are so many. */
const FULL = 1 << 16;

/** Collects pairs of rows of two sides. */
export class PairBuffer {
  size = 0;
  private readonly left: VectorBatch;
  private readonly right: VectorBatch;
  private leftRows: Int32Array;
  private rightRows: Int32Array;

  constructor(left: VectorBatch, right: VectorBatch) {
    this.left = left;
    this.right = right;
    const room = Math.min(FULL, Math.max(left.numRows, right.numRows)) + 1;
    this.leftRows = new Int32Array(room);
    this.rightRows = new Int32Array(room);
  }

  get isFull(): boolean {
    return this.size >= FULL;
  }

  add(left: number, right: number): void {
    if (this.size === this.leftRows.length) {
      this.leftRows = growInt32(this.leftRows, 2 * this.size);
      this.rightRows = growInt32(this.rightRows, 2 * this.size);
    }
    this.leftRows[this.size] = left;
    this.rightRows[this.size++] = right;
  }

  /** The pairs so far; the buffer starts anew. */
  take(): PairBatch {
    const { size, left, right, leftRows, rightRows } = this;
    this.leftRows = new Int32Array(leftRows.length);
    this.rightRows = new Int32Array(rightRows.length);
    this.size = 0;
    return { numRows: size, left, right, leftRows, rightRows };
  }
}
