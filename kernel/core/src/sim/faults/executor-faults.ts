import type { ExecutorId } from "../../base/brand.js";
import type { Duration } from "../../rdd/task-context.js";
import type { ExecutorLossReason } from "../../scheduler/task/task-end-reason.js";
import type { ClusterFaultsOptions } from "./cluster-faults.js";
import type { Fault, LastingFault } from "./fault.js";
import type { FaultRule } from "./fault-rule.js";
import { invalidFault } from "./invalid-fault.js";
import { executorMoment, type RunCondition } from "./run-condition.js";

/** What can go wrong with an executor, and its moments for other faults to wait for. */
export interface ExecutorFaults {
  /** Its process is killed: its tasks, blocks and shuffle files are lost. */
  kill(): Fault;
  /** {@link ExecutorFaults.kill} at a moment of the run, as its timeline shows it. @example cluster.executor(1).killAt("12s") */
  killAt(moment: Duration): Fault;
  /** The cluster takes it back for somebody else: its tasks do not count as failures (C7). */
  preempt(): Fault;
  /** It goes on working but is not heard of any more, until the driver gives it up (C14). */
  freezeHeartbeats(): LastingFault;
  /** It takes no new tasks (C14). */
  decommission(): Fault;
  /** The driver has learned that it is gone. @example cluster.host(2).slow(5).when(executor(1).lost) */
  readonly lost: RunCondition;
  /** It has registered with the driver. */
  readonly registered: RunCondition;
}

export const PREEMPTED: ExecutorLossReason = { reason: "Container was preempted.", exitCausedByApp: false };
/** Exit code of a process that was killed: 128 + SIGKILL. */
const SIGKILL_EXIT = 137;

/** @throws SparkError INVALID_FAULT for an executor that there never was, and where the executor is the driver itself. */
export function executorFaults(options: ClusterFaultsOptions, id: ExecutorId): ExecutorFaults {
  const { desk, pool, lifecycle, heartbeats } = options;
  checkExecutor(options, id);
  const name = `executor(${id})`;
  const whyNot = (): string | undefined => {
    if (pool.executors[id] === undefined) return `there was no executor ${id}`;
    return pool.isRunning(id) ? undefined : `executor ${id} was gone already`;
  };
  const on = (what: string, happened: string, act: () => void, undo?: () => undefined): FaultRule => {
    if (options.localMaster !== undefined) throw executorIsDriver(options.localMaster);
    return desk.arm({
      text: `${name}.${what}`,
      act: () => {
        const gone = whyNot();
        if (gone !== undefined) return gone;
        act();
        return { happened: `Executor ${id} ${happened}`, executorId: id };
      },
      ...(undo === undefined ? {} : { undo }),
    });
  };
  const kill = (): FaultRule => on("kill()", "was killed", () => lifecycle.exit(id, SIGKILL_EXIT));
  return {
    kill,
    killAt: (moment) =>
      kill()
        .from(moment)
        .named(`${name}.killAt(${JSON.stringify(moment)})`),
    preempt: () => on("preempt()", "was preempted", () => lifecycle.lose(id, PREEMPTED)),
    freezeHeartbeats: () =>
      on(
        "freezeHeartbeats()",
        "fell silent",
        () => heartbeats.fallSilent(id, "frozen"),
        () => void heartbeats.isHeardAgain(id, "frozen"),
      ),
    decommission: () => on("decommission()", "is decommissioned", () => lifecycle.decommission(id)),
    lost: executorMoment(`${name}.lost`, "executor lost", id),
    registered: executorMoment(`${name}.registered`, "executor registered", id),
  };
}

function checkExecutor({ pool: { executors }, mayGrow, arriving }: ClusterFaultsOptions, id: ExecutorId): void {
  // Ids are given in the order of registering.
  const count = executors.length + arriving().length;
  if (Number.isInteger(id) && id >= 0 && (id < count || mayGrow)) return;
  const names = Array.from({ length: count }, (_, name) => name);
  throw invalidFault(
    `The cluster has no executor ${id}.`,
    `Name one of ${names.join(", ")}, as in cluster.executor(${names[0] ?? 0}).`,
  );
}

/** The error of a fault that would take the driver's own process away. */
export function executorIsDriver(master: string): Error {
  return invalidFault(
    `With ${master} the executor is the driver, in the notebook's own process: it cannot go wrong by itself.`,
    'Choose a cluster: SparkSession.builder().master("yarn").getOrCreate().',
  );
}
