import type { TaskFailureRule, TaskFaults } from "../task-faults.js";
import { checkSelector, invalidTask, selectorText, type TaskSelector } from "../task-selector.js";
import type { Fault } from "./fault.js";
import type { FaultDesk } from "./fault-desk.js";
import { RunCondition, type TaskMoment } from "./run-condition.js";

/**
 * What `task({ partition: 3 })` gives: the ways in which the chosen tasks can go wrong, and their moments for other faults to wait for.
 * @example
 * task({ partition: 3 }).fail(2);
 * await sc.range(0, 8, 1, 8).count();
 * spark.lastRun.tasks.filter((attempt) => attempt.partition === 3).length; // 3
 */
export interface TaskFault {
  /** The next `times` attempts that match fail after their work, with an exception. @throws SparkError INVALID_FAULT */
  fail(times?: number): Fault;
  /** An attempt that matches was launched. @example cluster.executor(1).kill().when(task({ stage: 0, partition: 2 }).running) */
  readonly running: RunCondition;
  /** An attempt that matches has succeeded. */
  readonly succeeded: RunCondition;
  /** An attempt that matches has failed, for whatever reason. */
  readonly failed: RunCondition;
}

/** @throws SparkError INVALID_FAULT for a selector that names nothing or something unknown. */
export function taskFault(desk: FaultDesk, faults: TaskFaults, selector: TaskSelector): TaskFault {
  checkSelector(selector);
  const name = selectorText(selector);
  const moment = (status: TaskMoment): RunCondition =>
    new RunCondition(`${name}.${status}`, { kind: "task", status, selector });
  return {
    fail: (times = 1) => {
      if (!Number.isInteger(times) || times < 1) {
        throw invalidTask(`fail(${times}) needs a whole number of at least 1.`);
      }
      return armFailure(desk, faults, selector, times);
    },
    running: moment("running"),
    succeeded: moment("succeeded"),
    failed: moment("failed"),
  };
}

function armFailure(desk: FaultDesk, faults: TaskFaults, selector: TaskSelector, times: number): Fault {
  let rule: TaskFailureRule | undefined;
  const fault = desk.arm({
    text: `${selectorText(selector)}.fail(${times})`,
    // Each attempt that fails is told when it does.
    act: () => {
      rule = { selector, times, left: times, text: () => fault.text };
      faults.add(rule);
      return undefined;
    },
    undo: () => {
      if (rule !== undefined) faults.remove(rule);
      return undefined;
    },
    progress: () => ({ struck: times - (rule?.left ?? times), wanted: times, why: desk.whyNoTask(selector) }),
  });
  return fault;
}
