import type { Millis } from "../../base/brand.js";
import { parseDuration } from "../../base/duration.js";
import type { Duration } from "../../rdd/task-context.js";
import type { TaskSelector } from "../task-selector.js";
import { invalidFault } from "./invalid-fault.js";

/** What a condition waits for, as the one who watches the run needs it. */
export type ConditionSpec =
  | { readonly kind: "event"; readonly event: RunEvent; readonly id: number }
  | { readonly kind: "task"; readonly status: TaskMoment; readonly selector: TaskSelector }
  | { readonly kind: "moment"; readonly ms: Millis }
  | { readonly kind: "all" | "any"; readonly parts: readonly RunCondition[] };

/** Things that happen to something with a number. */
export type RunEvent =
  | "stage submitted"
  | "stage completed"
  | "stage failed"
  | "job started"
  | "job ended"
  | "executor registered"
  | "executor lost";

/** What a task attempt can be seen to do. */
export type TaskMoment = "running" | "succeeded" | "failed";

/**
 * Something that happens in a run, for a fault to wait for: `stage(1).completed`, `at("12s")`.
 *
 * @example
 * cluster.executor(1).kill().when(stage(0).completed.and(at("2s")));
 * await pairs.reduceByKey((a, b) => a + b).count(); // 2
 */
export class RunCondition {
  /** As the user wrote it. */
  readonly text: string;
  /** @internal */
  readonly spec: ConditionSpec;

  constructor(text: string, spec: ConditionSpec) {
    this.text = text;
    this.spec = spec;
  }

  /** True once both have come true, in whichever order. @example stage(0).completed.and(at("2s")) */
  and(other: RunCondition): RunCondition {
    return new RunCondition(`${this.text}.and(${other.text})`, { kind: "all", parts: [this, other] });
  }

  /** True when the first of the two comes true. @example job(0).ended.or(at("1min")) */
  or(other: RunCondition): RunCondition {
    return new RunCondition(`${this.text}.or(${other.text})`, { kind: "any", parts: [this, other] });
  }

  toString(): string {
    return this.text;
  }
}

/** What `stage(1)` gives: the moments of a stage that a fault can wait for. */
export interface StageMoments {
  /** The DAGScheduler submits it; `submitted` is the same. */
  readonly started: RunCondition;
  readonly submitted: RunCondition;
  /** All of its tasks have succeeded. */
  readonly completed: RunCondition;
  /** An attempt of it failed. */
  readonly failed: RunCondition;
}

/** What `job(0)` gives: the moments of a job that a fault can wait for. */
export interface JobMoments {
  readonly started: RunCondition;
  /** It is over, whether or not it succeeded. */
  readonly ended: RunCondition;
}

/**
 * The moments of a stage, by its number in the pictures, for a fault to wait for.
 * @throws SparkError INVALID_FAULT for what is no number of a stage.
 * @example
 * cluster.executor(1).kill().when(stage(0).completed);
 */
export function stage(stageId: number): StageMoments {
  const moment = momentOf("stage", stageId);
  const submitted = moment("submitted", "stage submitted");
  return {
    submitted,
    started: moment("started", "stage submitted"),
    completed: moment("completed", "stage completed"),
    failed: moment("failed", "stage failed"),
  };
}

/**
 * The moments of a job, by its number in the pictures, for a fault to wait for.
 * @throws SparkError INVALID_FAULT for what is no number of a job.
 * @example
 * cluster.host(2).slow(5).when(job(0).started);
 */
export function job(jobId: number): JobMoments {
  const moment = momentOf("job", jobId);
  return { started: moment("started", "job started"), ended: moment("ended", "job ended") };
}

/**
 * A moment of the run, as its timeline shows it: counted in virtual time from the cell's first job or query.
 * @throws SparkError INVALID_DURATION
 * @example
 * cluster.executor(1).kill().when(at("12s"));
 */
export function at(time: Duration): RunCondition {
  return new RunCondition(`at(${JSON.stringify(time)})`, { kind: "moment", ms: parseDuration(time) });
}

/** The moments of an executor. */
export function executorMoment(text: string, event: "executor registered" | "executor lost", id: number): RunCondition {
  return new RunCondition(text, { kind: "event", event, id });
}

function momentOf(what: "stage" | "job", id: number): (name: string, event: RunEvent) => RunCondition {
  if (!Number.isInteger(id) || id < 0) {
    throw invalidFault(
      `${what}(${id}) is no number of a ${what}.`,
      `Give the number that the pictures show, as in ${what}(0).`,
    );
  }
  return (name, event) => new RunCondition(`${what}(${id}).${name}`, { kind: "event", event, id });
}
