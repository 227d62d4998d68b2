import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as core from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { compileExample, type Expected } from "./example-program.js";
import { ExampleScope, smallOrders } from "./example-scope.js";
import { type Documented, ROOT, readDocs } from "./read-docs.js";
import { typeErrors } from "./type-check.js";

/** Where the public API is. A folder stands for its files. */
const PUBLIC: readonly string[] = [
  "base",
  "cluster/calibrate.ts",
  "conf",
  "dsl",
  "dsl/functions",
  "dsl/rdd",
  "errors",
  "events/task-table.ts",
  "ledger",
  "lesson",
  "lesson/claims",
  "lesson/matchers",
  "rdd/partitioner.ts",
  "rdd/storage-level.ts",
  "session.ts",
  "sim/cluster.ts",
  "sim/task-faults.ts",
  "types",
];

/** Examples that this test cannot run, and why. */
const NOT_RUN: Readonly<Record<string, string>> = {
  "prelude.ts display": "shows something under a cell, and there is none; test/kernel covers it",
};

const CORE = join(ROOT, "kernel/core/src");
const files = PUBLIC.flatMap((path) =>
  path.endsWith(".ts")
    ? path
    : readdirSync(join(CORE, path))
        .filter((name) => /(?<!\.test)\.ts$/.test(name) && name !== "index.ts")
        .map((name) => `${path}/${name}`),
);
const docs: readonly Documented[] = [
  ...files.flatMap((file) => readDocs(CORE, file)),
  ...readDocs(join(ROOT, "kernel/host/src"), "prelude.ts"),
  ...readDocs(join(ROOT, "kernel/host/src"), "lesson/lesson-prelude.ts"),
];
const examples = docs.flatMap(({ id, file, examples }) => examples.map((code) => ({ id, file, code })));

describe("the examples of the public API run", () => {
  const runnable = examples.filter(({ id }) => !(id in NOT_RUN));

  it.each(runnable.map((example) => [example.id, example] as const))("%s", async (_, { file, code }) => {
    const program = compileExample(code);
    const scope = new ExampleScope();
    try {
      const exports = (await import(/* @vite-ignore */ file)) as Record<string, unknown>;
      await program.run(scope.valuesOf(program.names, exports), async (value, expected) => {
        const found = await outcomeOf(value, scope);
        if (expected !== undefined) expectValue(found, expected);
      });
      await scope.session.settle();
    } finally {
      scope.close();
    }
  });

  it("and compile as cells do", async () => {
    const scope = new ExampleScope();
    try {
      const checked = runnable.map(async (example) => {
        const { names } = compileExample(example.code);
        return { ...example, names: Object.keys(scope.valuesOf(names, await import(/* @vite-ignore */ example.file))) };
      });
      expect(typeErrors(await Promise.all(checked))).toEqual([]);
    } finally {
      scope.close();
    }
  });

  it("and those that cannot are still there", () => {
    const ids = new Set(examples.map(({ id }) => id));
    expect(Object.keys(NOT_RUN).filter((id) => !ids.has(id))).toEqual([]);
  });
});

/** What a learner meets first. */
const METHODS: Readonly<Record<string, string>> = {
  "dsl/data-frame.ts DataFrame": `select filter withColumn groupBy agg join orderBy limit distinct union repartition coalesce`,
  "dsl/data-frame-actions.ts DataFrameActions": "cache show collect count take write",
  "dsl/data-frame-core.ts DataFrameCore": "explain printSchema",
  "dsl/rdd.ts RDD": `map filter flatMap mapPartitions keyBy glom sample randomSplit zip zipWithIndex union cartesian distinct groupBy
    intersection subtract repartition coalesce cache persist checkpoint localCheckpoint`,
  "dsl/rdd/pair-rdd-functions.ts PairRDDFunctions": `reduceByKey groupByKey aggregateByKey foldByKey combineByKey partitionBy mapValues
    flatMapValues join leftOuterJoin rightOuterJoin fullOuterJoin cogroup subtractByKey`,
  "dsl/rdd/ordered-rdd-functions.ts OrderedRDDFunctions": "sortByKey sortBy",
  "dsl/rdd/double-rdd-functions.ts DoubleRDDFunctions": "sum mean stats",
  "dsl/rdd/rdd-actions.ts RDDActions": `collect count take first top takeOrdered takeSample reduce fold aggregate treeReduce treeAggregate
    countByKey countByValue lookup foreach foreachPartition saveAsTextFile`,
  "dsl/data-frame-reader.ts DataFrameReader": "schema option parquet csv json text load",
  "dsl/data-frame-writer.ts DataFrameWriter": "mode option parquet csv json text save",
  "dsl/spark-session.ts SparkSession": "builder conf read lastRun createDataFrame range sleep",
  "dsl/spark-context.ts SparkContext": "parallelize range textFile union",
  "dsl/shared-variables.ts SharedVariables": "broadcast longAccumulator",
};

describe("what has an example", () => {
  const withExample = new Set(examples.map(({ id }) => id));

  it("every public class", () => {
    const classes = docs.filter(({ id, kind }) => kind === "class" && id.split(" ")[1]! in core);
    expect(classes.length).toBeGreaterThan(15);
    expect(classes.map(({ id }) => id).filter((id) => !withExample.has(id))).toEqual([]);
  });

  it.each(Object.entries(METHODS))("the main methods of %s", (type, names) => {
    expect(names.split(/\s+/).filter((name) => !withExample.has(`${type}.${name}`))).toEqual([]);
  });
});

/** The value of an expression as plain data. What is lazy is run, so that a mistake in it shows. */
async function outcomeOf(value: unknown, scope: ExampleScope): Promise<unknown> {
  if (value instanceof core.Column) return outcomeOf(smallOrders(scope.session.spark).select(value), scope);
  if (value instanceof core.DataFrame || value instanceof core.RDD) return plain(await value.collect());
  return plain(value);
}

function plain(value: unknown): unknown {
  if (value instanceof core.Row) return plain({ ...value });
  if (value instanceof core.Decimal) return value.toString();
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}

function expectValue(found: unknown, { value, isStart }: Expected): void {
  const start = isStart ? (found as readonly unknown[]).slice(0, (value as readonly unknown[]).length) : found;
  expect(start).toEqual(value);
}
