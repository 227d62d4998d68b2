import { type AttributeReference, bindReferences, type Expression } from "../../plans/expressions/index.js";
import { compileProjection } from "../expressions/index.js";
import { addToMetric, type Kernel, type KernelOptions } from "./kernel.js";

/** A function of the partition, so that functions of the row's place count from there. */
export function projectKernel(
  list: readonly Expression[],
  input: readonly AttributeReference[],
  { ansi, outputRows, time }: KernelOptions,
): Kernel {
  const bound = list.map((e) => bindReferences(e, input));
  return function* ([rows], context, partition) {
    const project = compileProjection(bound, { ansi, partition });
    let count = 0;
    try {
      for (const row of rows!) {
        count++;
        yield project(row);
      }
    } finally {
      context.metrics.chargeTo(time, "pipelineRows", count);
      addToMetric(context, outputRows, count);
    }
  };
}
