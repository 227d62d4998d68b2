import { RowValues, type TaskColumn } from "@stageplay/core";
import { type PackedColumn, valuesOf } from "./column-codec.js";

/** A column of a bundle, which holds the first of every `step` rows; of the others nothing is known, which is NaN. Made when it is asked for. */
export class SampledValues extends RowValues {
  private readonly column: PackedColumn;
  private readonly step: number;

  constructor(column: PackedColumn, step: number) {
    super([], step === 1 ? 0 : Number.NaN);
    this.column = column;
    this.step = step;
  }

  override get mayBeWide(): boolean {
    return true;
  }

  override writeTo(column: TaskColumn, row: number, count: number): void {
    const values = valuesOf(this.column);
    const { step } = this;
    if (step === 1) {
      column.set(values, row);
      return;
    }
    column.fill(Number.NaN, row, row + count);
    for (let i = 0; i < values.length; i++) column[row + i * step] = values[i]!;
  }

  override sum(count: number): number {
    return this.step === 1 ? new RowValues(valuesOf(this.column)).sum(count) : Number.NaN;
  }
}
