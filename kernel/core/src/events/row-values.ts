import type { TaskColumn } from "./task-columns.js";

/** Values of rows that follow one another: those of `values`, then `rest` for all others. Many stages may share one. */
export class RowValues {
  readonly values: ArrayLike<number>;
  readonly rest: number;
  private whole: { readonly count: number; readonly sum: number } | undefined;

  constructor(values: ArrayLike<number>, rest = 0) {
    this.values = values;
    this.rest = rest;
  }

  /** Some value is no whole number below 2³², for all that one can tell by the kind of array. */
  get mayBeWide(): boolean {
    return this.values instanceof Float64Array;
  }

  /** Writes the first `count` values into a column. */
  writeTo(column: TaskColumn, row: number, count: number): void {
    const { values, rest } = this;
    const given = Math.min(count, values.length);
    if (given === values.length) column.set(values, row);
    else for (let i = 0; i < given; i++) column[row + i] = values[i]!;
    if (given < count && rest !== 0) column.fill(rest, row + given, row + count);
  }

  /** Sum of the first `count` values; it is remembered, because it is asked for by every stage that did the same. */
  sum(count: number): number {
    if (this.whole?.count === count) return this.whole.sum;
    const given = Math.min(count, this.values.length);
    let sum = 0;
    for (let i = 0; i < given; i++) sum += this.values[i]!;
    sum += (count - given) * this.rest;
    this.whole = { count, sum };
    return sum;
  }
}
