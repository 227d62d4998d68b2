import type { Bytes } from "../base/brand.js";
import { formatBytes } from "../base/format.js";
import { SparkError } from "../errors/spark-error.js";
import { DRIVER_MEMORY_TERMS, type DriverMemory, type DriverMemoryTerm } from "./driver-memory.js";

const LABELS: Readonly<Record<DriverMemoryTerm, string>> = {
  results: "results of tasks",
  rows: "rows of results",
  broadcasts: "broadcasts",
  mapStatuses: "map statuses",
  tasks: "tasks",
};
const ADVICE: Readonly<Record<DriverMemoryTerm, string>> = {
  results: "Bring less to the driver (aggregate, take(n), write the rows)",
  rows: "Bring less to the driver (aggregate, take(n), write the rows)",
  broadcasts: "Broadcast less",
  mapStatuses: "Use fewer maps or reducers",
  tasks: "Use fewer tasks",
};

const OUT_OF_MEMORY_CODE = 52;
export const OUT_OF_MEMORY = "java.lang.OutOfMemoryError: Java heap space";

/** What ends a driver whose heap is full: an error for each of its jobs. */
export function driverOutOfMemory(memory: DriverMemory, term: DriverMemoryTerm, wanted: Bytes): () => SparkError {
  const { heapBytes, terms } = memory;
  const held = DRIVER_MEMORY_TERMS.filter((name) => terms[name] > 0).map(
    (name) => `${formatBytes(terms[name])} of ${LABELS[name]}`,
  );
  const there = held.length === 0 ? "" : ` beside ${held.join(", ")}`;
  const options = {
    condition: "DRIVER_OUT_OF_MEMORY",
    message:
      `${OUT_OF_MEMORY}. The driver died: its heap of ` +
      `${formatBytes(heapBytes)} has no room for ${formatBytes(wanted)} of ${LABELS[term]}${there}.`,
    nextStep: `${ADVICE[term]}, or raise spark.driver.memory; ${NEW_APPLICATION}.`,
  };
  return () => new SparkError(options);
}

/** What ends a driver that somebody kills, or whose machine goes away. */
export function driverDied(how: string): () => SparkError {
  const options = {
    condition: "DRIVER_DIED",
    message: `The driver died: ${how}. Its jobs, cached data and shuffle files are lost, and every executor is given back.`,
    nextStep: `${NEW_APPLICATION}.`,
  };
  return () => new SparkError(options);
}

/** Why a driver ended in whose process a task ran, as with a local master: 52 is Spark's code for a heap that was full. */
export function driverExit(code: number): string {
  return code === OUT_OF_MEMORY_CODE ? OUT_OF_MEMORY : `exit code ${code}`;
}

/** What that ends in. */
export function driverExited(code: number): () => SparkError {
  return driverDied(`a task ended the process in which it ran as well (${driverExit(code)})`);
}

/** An executor as the cluster manager reports its end. */
interface LostExecutor {
  readonly reason: string;
  readonly exitCode?: number;
}

/** What ends an application that loses too many executors (D5). @param why in the cluster manager's words */
export function tooManyExecutorFailures(why: string, last: LostExecutor, limitKey: string): () => SparkError {
  const isOutOfMemory = last.exitCode === OUT_OF_MEMORY_CODE;
  const meaning = isOutOfMemory ? ` (${OUT_OF_MEMORY})` : "";
  const advice = isOutOfMemory
    ? "Keep less on the heap that cannot be spilled (all values of one key, as in collect_list and groupByKey: aggregate them instead), or give executors more memory a task"
    : `Find out why its executors end (spark.lastRun.tasks shows what ran on them), or raise ${limitKey}`;
  const options = {
    condition: "TOO_MANY_EXECUTOR_FAILURES",
    message: `${why}. The application failed; the executor lost last: ${last.reason}${meaning}`,
    nextStep: `${advice}; ${NEW_APPLICATION}.`,
  };
  return () => new SparkError(options);
}

/** How the user goes on after the driver has died. */
export const NEW_APPLICATION = "SparkSession.builder().getOrCreate() starts a new application";
