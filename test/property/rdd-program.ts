import { type RDD, type SparkContext, StorageLevel, work } from "@stageplay/core";
import fc from "fast-check";

/** One operation on an RDD of small integers. */
export type Step =
  | { readonly op: "map"; readonly add: number }
  | { readonly op: "filter"; readonly modulus: number }
  | { readonly op: "reduceByKey"; readonly keys: number; readonly partitions: number }
  | { readonly op: "union"; readonly with: RddProgram }
  | { readonly op: "repartition"; readonly partitions: number }
  | { readonly op: "join" | "cogroup"; readonly keys: number; readonly with: RddProgram; readonly partitions: number }
  | { readonly op: "sortBy"; readonly partitions: number }
  | { readonly op: "cache"; readonly disk: boolean }
  /** Each element takes virtual time. */
  | { readonly op: "work"; readonly ms: number }
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
    case "join":
      return byKey(rdd, step.keys)
        .join(byKey(toRdd(step.with, sc), step.keys), step.partitions)
        .map(([, [a, b]]) => joined(a, b))
        .distinct();
    case "cogroup":
      return byKey(rdd, step.keys)
        .cogroup(byKey(toRdd(step.with, sc), step.keys), step.partitions)
        .map(([key, [left, right]]) => cogrouped(key, [...left].length, [...right].length));
    case "sortBy":
      return rdd.sortBy((n) => n, true, step.partitions);
    case "cache":
      // Of an RDD of its own: a storage level cannot be changed.
      return rdd.map((n) => n).persist(step.disk ? StorageLevel.MEMORY_AND_DISK : StorageLevel.MEMORY_ONLY);
    case "work":
      return rdd.map((n) => {
        work(step.ms);
        return n;
      });
    case "repartition":
      return rdd.repartition(step.partitions);
    case "distinct":
      return rdd.distinct();
  }
}

function byKey(rdd: RDD<number>, keys: number): RDD<[number, number]> {
  return rdd.map((n): [number, number] => [n % keys, n]);
}

/** Small, so that joins of joins stay small. */
const joined = (a: number, b: number): number => (a + 2 * b) % 53;
const cogrouped = (key: number, left: number, right: number): number => key + 10 * left + 100 * right;

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
    case "join": {
      const right = evaluate(step.with);
      const pairs = numbers.flatMap((a) =>
        right.filter((b) => a % step.keys === b % step.keys).map((b) => joined(a, b)),
      );
      return [...new Set(pairs)];
    }
    case "cogroup": {
      const right = evaluate(step.with);
      const keys = new Set([...numbers, ...right].map((n) => n % step.keys));
      const count = (list: readonly number[], key: number): number => list.filter((n) => n % step.keys === key).length;
      return [...keys].map((key) => cogrouped(key, count(numbers, key), count(right, key)));
    }
    case "distinct":
      return [...new Set(numbers)];
    default:
      return numbers;
  }
}

/** The program as a user would write it, for messages. */
export function programText({ values, partitions, steps }: RddProgram): string {
  const text = (step: Step): string => {
    const { op, ...rest } = step;
    const parts = Object.values(rest).map((value) => (typeof value === "object" ? programText(value) : String(value)));
    return `.${op}(${parts.join(", ")})`;
  };
  return `parallelize([${values}], ${partitions})${steps.map(text).join("")}`;
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
    fc.record({ op: fc.constant("sortBy" as const), partitions }),
    fc.record({ op: fc.constant("cache" as const), disk: fc.boolean() }),
    fc.record({ op: fc.constant("work" as const), ms: fc.integer({ min: 1, max: 90 }) }),
    fc.record({
      op: fc.constantFrom("join" as const, "cogroup" as const),
      keys: fc.integer({ min: 1, max: 5 }),
      with: tie("program"),
      partitions,
    }),
    fc.record({ op: fc.constant("union" as const), with: tie("program") }),
  ),
})).program;
