import { type AttributeReference, bindReferences, type Expression } from "../../plans/expressions/index.js";
import { compile, compileProjection } from "../expressions/index.js";
import { addToMetric, type Kernel, type KernelOptions } from "./kernel.js";

/** explode: each row once for each element of an array; none for an empty array or null. */
export function generateKernel(
  generator: Expression,
  kept: readonly AttributeReference[],
  input: readonly AttributeReference[],
  { ansi, outputRows }: KernelOptions,
): Kernel {
  if (generator.kind !== "Generator") throw new Error(`${generator.kind} is no generator.`);
  const array = compile(bindReferences(generator.child, input), { ansi });
  const keep = compileProjection(
    kept.map((a) => bindReferences(a, input)),
    { ansi },
  );
  return function* ([rows], context) {
    let seen = 0;
    let count = 0;
    try {
      for (const row of rows!) {
        seen++;
        const elements = array(row) as readonly unknown[] | null;
        const none = elements === null || elements.length === 0;
        if (none && !generator.outer) continue;
        const base = keep(row);
        for (const element of none ? [null] : elements) {
          count++;
          yield [...base, element];
        }
      }
    } finally {
      context.metrics.charge("pipelineRows", seen + count);
      addToMetric(context, outputRows, count);
    }
  };
}
