import { rangeCount } from "../../plans/logical/index.js";
import type { RangeExec } from "../../plans/physical/index.js";
import { addToMetric, type Kernel, type KernelOptions } from "./kernel.js";

/** The numbers of a slice of a range; they count as records read (N1). */
export function rangeKernel(plan: RangeExec, { outputRows }: KernelOptions): Kernel {
  const total = rangeCount(plan);
  const { start, step, numSlices } = plan;
  return function* (_inputs, context, partition) {
    let index = Math.floor((partition * total) / numSlices);
    const end = Math.floor(((partition + 1) * total) / numSlices);
    const first = index;
    try {
      while (index < end) yield [start + step * index++];
    } finally {
      const count = index - first;
      context.metrics.inputRecords += count;
      context.metrics.charge("pipelineRows", count);
      addToMetric(context, outputRows, count);
    }
  };
}
