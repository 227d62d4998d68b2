/// <reference types="node" preserve="true" />
/**
 * What is in scope in every cell, as types. Only the declaration file of this module is used: tslab's TypeScript imports it
 * into each cell, and `scope.ts` gives the values. A cell's own declarations shadow these names.
 */
import type {
  Cluster,
  ExecutorFaults,
  Fault,
  HostFaults,
  NetworkView,
  Prediction,
  RDD,
  SparkContext,
  SparkSession,
  TaskFault,
  TaskSelector,
} from "@stageplay/core";
import type { DisplayHandle } from "./cell/display.js";

export * from "@stageplay/core";
export type { DisplayHandle } from "./cell/display.js";
export * from "./lesson/lesson-prelude.js";

/** The session: reads data, makes DataFrames, knows the last run (`spark.lastRun`). */
export declare const spark: SparkSession;

/** The context under {@link spark}: makes RDDs. */
export declare const sc: SparkContext;

/** The simulated cluster: its executors, cores and hosts. */
export declare const cluster: Cluster;

/**
 * Says what the next action will do; the verdict stands under the cell. The answers are sealed at once: what happens to the object later does not
 * change them. {@link Prediction} lists the fields; `within`, `about`, `between`, `atLeast`, `atMost` and `oneOf` leave room, and `TODO` stands for an
 * answer to come.
 *
 * @throws SparkError UNRESOLVED_FIELD.WITH_SUGGESTION for an unknown field, INVALID_PREDICTION for what cannot be judged
 * @example
 * predict({ id: "words", stages: 2, tasks: [2, 2], makespan: atMost(10, "s") });
 * await words.map((word) => [word, 1]).reduceByKey((a, b) => a + b).collect();
 * const [verdict] = spark.lastRun.predictions;
 * verdict.correct; // true
 * verdict.score; // 1
 */
export declare function predict(prediction: Prediction): void;

/**
 * An executor, by its number in the pictures, to go wrong: {@link Cluster.executor}.
 *
 * @example
 * executor(1).kill().when(stage(0).completed);
 * executor(2).freezeHeartbeats().after("15s");
 */
export declare function executor(id: number): ExecutorFaults;

/**
 * A host, by its name or its number, to go wrong: {@link Cluster.host}.
 *
 * @example
 * host(2).slow(5);
 * host("host-1").disk("10MB/s").from("5s").to("20s");
 */
export declare function host(host: string | number): HostFaults;

/**
 * What lies between the hosts, to go wrong.
 *
 * @example
 * network.partition(["host-1"], ["host-2", "host-3"]).from("5s").to("20s");
 */
export declare const network: NetworkView;

/** The driver: where it runs, whose memory it uses, and what can go wrong with it. @example driver.kill().after("12s") */
export declare const driver: Cluster["driver"];

/** Loses the cached block of one partition of an RDD: {@link Cluster.dropBlock}. @example dropBlock(rdd.cache(), 1) */
export declare function dropBlock(rdd: RDD<unknown>, partition: number): Fault;

/**
 * Chooses tasks to go wrong.
 *
 * @example
 * task({ partition: 3 }).fail(2); // the first two attempts of partition 3 fail
 * await sc.range(0, 8, 1, 8).count();
 */
export declare function task(selector: TaskSelector): TaskFault;

/**
 * Shows a value under the cell, or a bundle of representations by MIME type.
 *
 * @example
 * const shown = display({ "text/html": "<b>working</b>" });
 * shown.update({ "text/html": "<b>done</b>" });
 */
export declare function display(value: unknown): DisplayHandle;

/** Removes what the cell has shown so far; with `wait` only when it shows something new. */
export declare function clearOutput(wait?: boolean): void;
