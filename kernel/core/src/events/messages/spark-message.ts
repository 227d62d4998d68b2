import type { Bytes, Millis, TaskId } from "../../base/brand.js";
import type { Component } from "./component.js";
import type { MessageName } from "./message-kinds.js";

/** One message of a run, as `spark.lastRun.trace()` gives it. */
export interface SparkMessage {
  /** When it was sent, in virtual time. */
  readonly timeMs: Millis;
  readonly from: Component;
  readonly to: Component;
  /** Spark's name of it: `LaunchTask`, `RegisterExecutor`, …. */
  readonly message: MessageName;
  /** What it says, in words: `task 3 (partition 1 of stage 2.0)`. Empty when the name says all. */
  readonly detail: string;
  /** Serialized size, where it matters. */
  readonly bytes?: Bytes;
  /** Of messages about one task attempt. */
  readonly taskId?: TaskId;
  /** True when it was sent in vain: the network was cut. */
  readonly lost?: true;
}

/** Which messages {@link Run.trace} gives; all when left out. */
export interface TraceFilter {
  /** Only what this one sends or gets, e.g. `"DAGScheduler"`, `"executor 1"`; `"executor"` stands for all of them. */
  readonly component?: string;
  /** Only what this one sends. */
  readonly from?: string;
  /** Only what this one gets. */
  readonly to?: string;
  /** Only messages of this name, or of these. */
  readonly message?: string | readonly string[];
  /** Only what was sent at this virtual millisecond or later. */
  readonly sinceMs?: Millis;
  /** Only what was sent at this virtual millisecond or before. */
  readonly untilMs?: Millis;
  /** At most so many, the first ones. */
  readonly limit?: number;
}
