import type { Duration } from "../../rdd/task-context.js";
import type { RunCondition } from "./run-condition.js";

/**
 * A fault that was asked for. It happens at once, unless it is told when; and it ends with the cell that armed it, unless it is
 * {@link Fault.keep kept}. The methods can be chained in any order.
 *
 * @example
 * cluster.executor(1).kill().when(stage(0).completed).after("200ms");
 * cluster.host(2).slow(5).from("1s").to("20s");
 */
export interface Fault {
  /** It happens this long from now in virtual time; with `when`, this long after the condition. @example cluster.executor(1).kill().after("12s") */
  after(delay: Duration): this;
  /** It happens when something else does. @example cluster.executor(1).kill().when(stage(1).completed) */
  when(condition: RunCondition): this;
  /** It happens so often: each time that its condition comes true, or every so long with `after`. @example cluster.executor(0).preempt().after("5s").times(2) */
  times(count: number): this;
  /** It stays armed for the cells to come. @example cluster.executor(1).kill().when(stage(7).completed).keep() */
  keep(): this;
  /** It does not happen any more; what lasts is over. @example cluster.host(2).slow(5).cancel() */
  cancel(): void;
}

/** A fault that lasts: until the end of the cell, or until it is told otherwise. */
export interface LastingFault extends Fault {
  /** It begins at a moment of the run, as its timeline shows it. @example network.partition(["host-1"], ["host-2"]).from("5s").to("20s") */
  from(moment: Duration): this;
  /** It is over at a moment of the run. @example cluster.host(2).disk("10MB/s").to("1min") */
  to(moment: Duration): this;
  /** It is over when something happens, or at a moment of the run. @example cluster.host(2).slow(5).until(stage(1).completed) */
  until(end: RunCondition | Duration): this;
  /** It is over so long after it began. @example cluster.host(2).slow(5).after("3s").for("10s") */
  for(duration: Duration): this;
}

/** How far a fault is. */
export type FaultState = "armed" | "in force" | "happened" | "did not happen" | "over";

/** A fault in the list that `cluster.faults` gives. */
export interface FaultView {
  /** As the user wrote it: `executor(1).kill().after("2s")`. */
  readonly text: string;
  readonly state: FaultState;
  /** Virtual times at which it happened. */
  readonly happenedMs: readonly number[];
  /** It outlives its cell. */
  readonly kept: boolean;
}
