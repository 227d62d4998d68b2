import type { TaskLocality } from "../events/task-table.js";
import type { ClaimId } from "./claims/claim-list.js";
import type { ByteUnit, OneOfMatcher, RangeMatcher, TimeUnit } from "./matchers/index.js";

/** A count: a number, or `atLeast(3)`, `between(2, 4)`, `oneOf(2, 3)` and their like. */
export type PredictedCount = number | RangeMatcher<"count"> | OneOfMatcher<number>;

/** A time: milliseconds, `"60 s"`, or `within(60, "s", 0.05)`. The first two are right within 5%. */
export type PredictedTime = number | `${number} ${TimeUnit}` | `${number}${TimeUnit}` | RangeMatcher<"time">;

/** A size: bytes, `"2 KiB"`, or `within(2, "KiB", 0.05)`. The first two are right within 5%. */
export type PredictedSize = number | `${number} ${ByteUnit}` | `${number}${ByteUnit}` | RangeMatcher<"bytes">;

/** The one level that all tasks have, or the number of tasks of each level named. */
export type PredictedLocality = TaskLocality | Readonly<Partial<Record<TaskLocality, PredictedCount>>>;

/** `"succeeded"`, `"failed"`, or the error: its condition, such as `"DIVIDE_BY_ZERO"`, or a word of its message, such as `"OutOfMemoryError"`. */
export type PredictedOutcome = "succeeded" | "failed" | "DIVIDE_BY_ZERO" | "OutOfMemoryError" | (string & {});

/**
 * What a learner expects of the next action. Every field is optional; only those given are judged. `TODO` stands for an answer that is still to
 * come.
 *
 * @example
 * predict({ stages: 2, tasks: [4, 1] });
 * await spark.range(0, 1000, 1, 4).groupBy(col("id").mod(10)).count().collect();
 * spark.lastRun.predictions[0].correct; // true
 */
export interface Prediction {
  /** Name of the question; it comes back in the verdict. */
  readonly id?: string;
  /** Claims of the lessons that it is about. */
  readonly claims?: readonly (ClaimId | (string & {}))[];
  /** Jobs that the action runs, those that Spark adds on its own included. */
  readonly jobs?: PredictedCount;
  /** Stages of the job, skipped ones included. */
  readonly stages?: PredictedCount;
  /** Tasks of each stage, in order of stage id, skipped ones included. */
  readonly tasks?: readonly PredictedCount[];
  /** Stages of the job that are skipped. */
  readonly skipped?: PredictedCount;
  /**
   * Waves: the most tasks of a stage that any slot ran one after the other, which is tasks ÷ slots rounded up when all take as long. A number is
   * about the stage with the most waves, a list about each stage (0 for a skipped one).
   */
  readonly waves?: PredictedCount | readonly PredictedCount[];
  /** Task attempts that run, failed ones and copies included. */
  readonly attempts?: PredictedCount;
  /** Locality of the task attempts. Levels that are not named are not judged. */
  readonly locality?: PredictedLocality;
  /** What the job's map stages wrote for their shuffles, compressed. */
  readonly shuffleBytes?: PredictedSize;
  /**
   * The partition of the slowest task, or whether there is a straggler at all: a task that ran for more than twice the median of its stage, and
   * at least 100 ms longer.
   */
  readonly straggler?: number | boolean;
  /** How the action ends. */
  readonly outcome?: PredictedOutcome;
  /** Exchange nodes in the query's plan as it was at last: its shuffles, broadcasts not counted. Of an RDD's job, its shuffles. */
  readonly exchanges?: PredictedCount;
  /** Virtual time from the action's first job or query to the end of its last. Modelled. */
  readonly makespan?: PredictedTime;
  /**
   * Which stages and tasks count: those of the action's last job (`finalJob`, the default), or those of `all` its jobs. `jobs`, `outcome`,
   * `exchanges` and `makespan` are of the whole action anyway.
   */
  readonly scope?: "finalJob" | "all";
  /** Said after a wrong answer: the author's own explanation. */
  readonly why?: string;
}

/** The fields that are judged, in the order of the verdict. */
export const PREDICTED_FIELDS = [
  "jobs",
  "stages",
  "tasks",
  "skipped",
  "waves",
  "attempts",
  "locality",
  "shuffleBytes",
  "straggler",
  "outcome",
  "exchanges",
  "makespan",
] as const;

export type PredictedField = (typeof PREDICTED_FIELDS)[number];

/** Every field, in the order in which one writes them. */
export const PREDICTION_KEYS: readonly string[] = ["id", "claims", ...PREDICTED_FIELDS, "scope", "why"];

export function isPredictedField(name: string): name is PredictedField {
  return (PREDICTED_FIELDS as readonly string[]).includes(name);
}
