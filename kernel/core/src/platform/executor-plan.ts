/**
 * What a cluster manager gives an application: the seam between the platform and the scheduler's backend. The manager says which
 * executors come when and where and which it takes away, with Spark's own words for the loss; it knows no tasks and holds no clock.
 * The backend asks, waits until `registeredMs`, posts ExecutorAdded and offers the cores.
 */
import type { Bytes, ExecutorId, Millis } from "../base/brand.js";
import type { ClusterManagerName } from "../conf/master.js";
import type { ExecutorFailures } from "./executor-failures.js";

/** An executor on its way: everything about it is settled when its container is. Its id is given when it registers. */
export interface PlannedExecutor {
  readonly host: string;
  readonly rack: string;
  readonly cores: number;
  /** Heap of its JVM, `spark.executor.memory`. */
  readonly heapBytes: Bytes;
  /** Unified memory, M of E1: the "Maximum Memory" of the event log, off-heap included. */
  readonly memoryBytes: Bytes;
  /** Heap, overhead, off-heap and Python together: what the container may use before it is killed (D5). */
  readonly containerBytes: Bytes;
  /** When its container is given: until then the request can be taken back. */
  readonly startsMs: Millis;
  /** Virtual time at which it registers with the driver and can take tasks. */
  readonly registeredMs: Millis;
}

/** When a container is given and when its executor registers. */
export type Arrival = Pick<PlannedExecutor, "startsMs" | "registeredMs">;

/** What is given back with an executor: its place and its resources. */
export interface HeldContainer {
  /** Its number, once it has registered. */
  readonly id?: ExecutorId;
  readonly host: string;
  readonly cores: number;
  readonly heapBytes?: Bytes;
  readonly containerBytes?: Bytes;
}

/** Why an executor ended, in the words of the event log. */
export interface ExecutorLoss {
  readonly reason: string;
  /** True when its running tasks count as failures (C7): a crash does, a preemption or a lost host does not. */
  readonly exitCausedByApp: boolean;
  /** Exit code of the container, where there was one. */
  readonly exitCode?: number;
}

/** The state of one application on one cluster. */
export interface ClusterManager {
  readonly name: ClusterManagerName;
  /** True when the executor is the driver (`local[n]`): no start-up, no retries (C7). */
  readonly isLocal: boolean;
  /** Cores of every executor. */
  readonly coresPerExecutor: number;
  /** Unified memory of every executor, M of E1. */
  readonly memoryBytes: Bytes;
  /** Heap of every executor; of the driver for a local master. */
  readonly heapBytes: Bytes;
  /** The executors of the application's start, in order of registration. */
  readonly initial: readonly PlannedExecutor[];
  /**
   * When the driver goes on after its start: enough executors are there (80% on YARN and Kubernetes, none on a standalone cluster), or
   * `spark.scheduler.maxRegisteredResourcesWaitingTime` is over (D4).
   */
  readonly readyMs: Millis;
  /**
   * Asks for `count` executors more, now. Fewer come when the cluster or the queue is full.
   * @returns those that will come, in order of registration
   */
  request(count: number, now: Millis): readonly PlannedExecutor[];
  /** Gives the resources of an executor back: it was lost, or dynamic allocation let it go. */
  release(executor: HeldContainer): void;
  /** What happens to an executor whose processes use `usedBytes` together: undefined while that fits into its container (D5). */
  overuse(executor: HeldContainer, usedBytes: Bytes): ExecutorLoss | undefined;
  /** The loss of an executor whose process ended by itself, in the manager's words. */
  exited(executor: HeldContainer, exitCode: number): ExecutorLoss;
  /** The loss of an executor whose container was taken back for another application. */
  preempted(executor: HeldContainer): ExecutorLoss;
  /** The loss of all executors of a host that went away. */
  hostLost(host: string): ExecutorLoss;
  /** Failures of executors, and how many of them end the application (D5). */
  readonly failures: ExecutorFailures;
  /** The executors in words: `4 executors × 2 cores`. */
  toString(): string;
}
