import { rangeCount } from "../../plans/logical/index.js";
import type { RangeExec } from "../../plans/physical/index.js";
import { BatchedRows } from "../../types/batched-rows.js";
import type { InternalRow } from "../../types/data-type.js";
import type { VectorBatch } from "../../types/vector-batch.js";
import { addToMetric, type Kernel, type KernelOptions } from "./kernel.js";

/** Numbers that are made at once for who takes all. */
const BATCH_ROWS = 65_536;

/** The numbers of a slice of a range; they count as records read (N1). */
export function rangeKernel(plan: RangeExec, { outputRows, time }: KernelOptions): Kernel {
  const total = rangeCount(plan);
  const { start, step, numSlices } = plan;
  return (_inputs, context, partition) => {
    const first = Math.floor((partition * total) / numSlices);
    const end = Math.floor(((partition + 1) * total) / numSlices);
    const report = (count: number): void => {
      context.metrics.inputRecords += count;
      context.metrics.chargeTo(time, "pipelineRows", count);
      addToMetric(context, outputRows, count);
    };
    return new BatchedRows(
      () => batches(first, end, report),
      () => rows(first, end, report),
    );
  };

  function* batches(first: number, end: number, report: (count: number) => void): Iterable<VectorBatch> {
    for (let from = first; from < end; from += BATCH_ROWS) {
      const values = new Float64Array(Math.min(BATCH_ROWS, end - from));
      for (let i = 0; i < values.length; i++) values[i] = start + step * (from + i);
      yield { numRows: values.length, columns: [{ kind: "double", values, nulls: undefined }] };
    }
    report(end - first);
  }

  function* rows(first: number, end: number, report: (count: number) => void): Iterable<InternalRow> {
    let index = first;
    try {
      while (index < end) yield [start + step * index++];
    } finally {
      report(index - first);
    }
  }
}
