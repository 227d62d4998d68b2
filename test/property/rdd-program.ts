import type { RDD, SparkContext } from "@stageplay/core";
import fc from "fast-check";

/** One operation on an RDD of small integers. */
export type Step =
  | { readonly op: "map"; readonly add: number }
  | { readonly op: "filter"; readonly modulus: number }
  | { readonly op: "reduceByKey"; readonly keys: number; readonly partitions: number }
  | { readonly op: "union"; readonly with: RddProgram }
  | { readonly op: "repartition"; readonly partitions: number }
  | { readonly op: "distinct" };

/** A random little program, as data: it is run on the simulation and evaluated by hand. */
export interface RddProgram {
  readonly values: readonly number[];
  readonly partitions: number;
  readonly steps: readonly Step[];
}

/** Runs the program as a user would write it. */
export function toRdd(program: RddProgram, sc: SparkContext): RDD<number> {
  let rdd: RDD<number> = sc.parallelize([...program.values], program.partitions);
  for (const step of program.steps) rdd = applyTo(rdd, step, sc);
  return rdd;
}

function applyTo(rdd: RDD<number>, step: Step, sc: SparkContext): RDD<number> {
  switch (step.op) {
    case "map":
      return rdd.map((n) => n + step.add);
    case "filter":
      return rdd.filter((n) => n % step.modulus === 0);
    case "reduceByKey":
      return rdd
        .map((n) => [n % step.keys, n])
        .reduceByKey((a, b) => a + b, step.partitions)
        .map(([key, total]) => key + 100 * total);
    case "union":
      return rdd.union(toRdd(step.with, sc));
    case "repartition":
      return rdd.repartition(step.partitions);
    case "distinct":
      return rdd.distinct();
  }
}

/** The same program on a plain array; the order of the numbers is not defined. */
export function evaluate(program: RddProgram): number[] {
  return program.steps.reduce(evaluateStep, [...program.values]);
}

function evaluateStep(numbers: number[], step: Step): number[] {
  switch (step.op) {
    case "map":
      return numbers.map((n) => n + step.add);
    case "filter":
      return numbers.filter((n) => n % step.modulus === 0);
    case "reduceByKey": {
      const totals = new Map<number, number>();
      for (const n of numbers) totals.set(n % step.keys, (totals.get(n % step.keys) ?? 0) + n);
      return [...totals].map(([key, total]) => key + 100 * total);
    }
    case "union":
      return [...numbers, ...evaluate(step.with)];
    case "repartition":
      return numbers;
    case "distinct":
      return [...new Set(numbers)];
  }
}

const partitions = fc.integer({ min: 1, max: 6 });

/** Programs with up to five steps; the other side of a union is a program of its own. */
export const rddPrograms: fc.Arbitrary<RddProgram> = fc.letrec<{ program: RddProgram; step: Step }>((tie) => ({
  program: fc.record({
    values: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 25 }),
    partitions,
    steps: fc.array(tie("step"), { maxLength: 5 }),
  }),
  step: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ op: fc.constant("map" as const), add: fc.integer({ min: 0, max: 5 }) }),
    fc.record({ op: fc.constant("filter" as const), modulus: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ op: fc.constant("reduceByKey" as const), keys: fc.integer({ min: 1, max: 5 }), partitions }),
    fc.record({ op: fc.constant("repartition" as const), partitions }),
    fc.record({ op: fc.constant("distinct" as const) }),
    fc.record({ op: fc.constant("union" as const), with: tie("program") }),
  ),
})).program;
