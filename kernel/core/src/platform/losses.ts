import type { Bytes } from "../base/brand.js";
import type { ExecutorLoss } from "./executor-plan.js";

/** Exit code of a process that was killed: 128 + SIGKILL. */
export const SIGKILL_EXIT = 137;
/** Exit status of a container that YARN ended for its memory: its allocator does not count that among failures. */
const PMEM_EXCEEDED_EXIT = -104;
const GIB = 1024 ** 3;

/** A standalone worker reports the end of an executor's process. */
export function commandExited(exitCode: number): ExecutorLoss {
  return { reason: `Command exited with code ${exitCode}`, exitCausedByApp: true, exitCode };
}

/** A standalone worker is gone, with its executors. */
export function workerLost(host: string): ExecutorLoss {
  return { reason: `worker lost: ${host}`, exitCausedByApp: false };
}

/** YARN's node manager ends a container that uses more memory than it was given (D5). */
export function yarnMemoryExceeded(usedBytes: Bytes, containerBytes: Bytes): ExecutorLoss {
  const used = `${gigabytes(usedBytes)} GB of ${gigabytes(containerBytes)} GB physical memory used`;
  return {
    reason:
      `Container killed by YARN for exceeding physical memory limits. ${used}. ` +
      "Consider boosting spark.executor.memoryOverhead.",
    exitCausedByApp: true,
    exitCode: PMEM_EXCEEDED_EXIT,
  };
}

/** YARN took the container back for a queue that is below its share. */
export function yarnPreempted(host: string): ExecutorLoss {
  return { reason: `Container on host: ${host} was preempted.`, exitCausedByApp: false };
}

/** YARN noticed that a node is gone. */
export function yarnNodeLost(host: string): ExecutorLoss {
  return {
    reason: `Container on host: ${host} marked as failed. Exit status: -100. Diagnostics: Container released on a *lost* node.`,
    exitCausedByApp: false,
    exitCode: -100,
  };
}

/** YARN reports the end of an executor's process. */
export function yarnExited(host: string, exitCode: number): ExecutorLoss {
  return {
    reason: `Container from a bad node: on host: ${host}. Exit status: ${exitCode}.`,
    exitCausedByApp: true,
    exitCode,
  };
}

/** What Kubernetes says of well-known exit codes. */
const EXIT_CODES: Readonly<Record<number, string>> = {
  0: "success",
  50: "Uncaught exception",
  52: "JVM OOM",
  [SIGKILL_EXIT]: "SIGKILL, possible container OOM",
  139: "SIGSEGV: that's unexpected",
};

/** The container of a pod ended; when it used more memory than its limit, the node's kernel killed it (D5). */
export function podExited(id: number | undefined, exitCode: number): ExecutorLoss {
  const meaning = EXIT_CODES[exitCode] ?? "unexpected";
  return {
    reason: `The executor with id ${id ?? "unknown"} exited with exit code ${exitCode}(${meaning}).`,
    exitCausedByApp: true,
    exitCode,
  };
}

/** The pod was evicted, or somebody deleted it. */
export function podDeleted(id: number | undefined): ExecutorLoss {
  return {
    reason: `The executor with id ${id ?? "unknown"} was deleted by a user or the framework.`,
    exitCausedByApp: false,
  };
}

/** One decimal, as YARN writes sizes; none for whole ones. */
function gigabytes(bytes: Bytes): string {
  return (bytes / GIB).toFixed(1).replace(/\.0$/, "");
}
