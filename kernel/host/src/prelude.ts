/// <reference types="node" preserve="true" />
/**
 * What is in scope in every cell, as types. Only the declaration file of this module is used: tslab's TypeScript imports it
 * into each cell, and `scope.ts` gives the values. A cell's own declarations shadow these names.
 */
import type { Cluster, Prediction, SparkContext, SparkSession, TaskFault, TaskSelector } from "@stageplay/core";
import type { DisplayHandle } from "./cell/display.js";

export * from "@stageplay/core";
export type { DisplayHandle } from "./cell/display.js";

/** The session: reads data, makes DataFrames, knows the last run (`spark.lastRun`). */
export declare const spark: SparkSession;

/** The context under {@link spark}: makes RDDs. */
export declare const sc: SparkContext;

/** The simulated cluster: its executors, cores and hosts. */
export declare const cluster: Cluster;

/**
 * Says what the next action will do; the verdict stands under the cell.
 *
 * @example
 * predict({ stages: 2, tasks: [2, 2] });
 * await words.map((word) => [word, 1]).reduceByKey((a, b) => a + b).collect();
 * spark.lastRun.predictions[0].correct; // true
 */
export declare function predict(prediction: Prediction): void;

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
