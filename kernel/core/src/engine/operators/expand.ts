import { type AttributeReference, bindReferences, type Expression } from "../../plans/expressions/index.js";
import { compileProjection } from "../expressions/index.js";
import { addToMetric, type Kernel, type KernelOptions } from "./kernel.js";

/** Each row once for every projection. */
export function expandKernel(
  projections: readonly (readonly Expression[])[],
  input: readonly AttributeReference[],
  { ansi, outputRows, time }: KernelOptions,
): Kernel {
  const project = projections.map((list) =>
    compileProjection(
      list.map((e) => bindReferences(e, input)),
      { ansi },
    ),
  );
  return function* ([rows], context) {
    let count = 0;
    try {
      for (const row of rows!) {
        for (const projection of project) {
          count++;
          yield projection(row);
        }
      }
    } finally {
      context.metrics.chargeTo(time, "pipelineRows", count);
      addToMetric(context, outputRows, count);
    }
  };
}
