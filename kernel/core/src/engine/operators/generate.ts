import {
  type AttributeReference,
  bindReferences,
  type Expression,
  type Generator,
  generatorFields,
} from "../../plans/expressions/index.js";
import { compileGenerator, compileProjection } from "../expressions/index.js";
import { addToMetric, type Kernel, type KernelOptions } from "./kernel.js";

/** Each row once for each row that the generator makes of it; of an empty array or null none, or one of nulls (`_outer`). */
export function generateKernel(
  generator: Expression,
  kept: readonly AttributeReference[],
  input: readonly AttributeReference[],
  { ansi, outputRows, time }: KernelOptions,
): Kernel {
  if (generator.kind !== "Generator") throw new Error(`${generator.kind} is no generator.`);
  const width = generatorFields(generator).length;
  const generate = compileGenerator(bindReferences(generator, input) as Generator, { ansi });
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
        const made = generate(row);
        const none = made.length === 0;
        if (none && !generator.outer) continue;
        const base = keep(row);
        for (const values of none ? [new Array<null>(width).fill(null)] : made) {
          count++;
          yield [...base, ...values];
        }
      }
    } finally {
      context.metrics.chargeTo(time, "pipelineRows", seen + count);
      addToMetric(context, outputRows, count);
    }
  };
}
