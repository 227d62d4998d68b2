import { nearestNames } from "../base/nearest-name.js";
import { SparkError } from "../errors/spark-error.js";

/**
 * What a learner expects of the next action. Every field is optional; only those given are judged. A field left open
 * (`undefined`, `NaN`) counts as not predicted yet, not as an error.
 *
 * @example
 * predict({ stages: 2, tasks: [4, 1] });
 * await spark.range(0, 1000, 1, 4).groupBy(col("id").mod(10)).count().collect();
 * spark.lastRun.predictions[0].correct; // true
 */
export interface Prediction {
  /** Name of the question; it comes back in the verdict. */
  readonly id?: string;
  /** Stages of the job, skipped ones included. */
  readonly stages?: number;
  /** Tasks of each stage, in order of stage id, skipped ones included. */
  readonly tasks?: readonly number[];
  /** Jobs that the action runs, those that Spark adds on its own included. */
  readonly jobs?: number;
  /** Stages of the job that are skipped. */
  readonly skipped?: number;
  /** Task attempts that run, failed ones and copies included. */
  readonly attempts?: number;
  /**
   * Which stages and tasks count: those of the action's last job (`finalJob`, the default), or those of `all` its jobs. `jobs` always
   * counts all.
   */
  readonly scope?: "finalJob" | "all";
  /** Said after a wrong answer: the author's own explanation. */
  readonly why?: string;
}

/** The fields that are judged, in the order of the verdict. */
export const PREDICTED_FIELDS = ["jobs", "stages", "tasks", "skipped", "attempts"] as const;

const FIELDS: readonly string[] = ["id", ...PREDICTED_FIELDS, "scope", "why"];
const SCOPES: readonly unknown[] = [undefined, "finalJob", "all"];

/**
 * Refuses a prediction that nobody can judge, at the line where it is made.
 *
 * @throws SparkError UNRESOLVED_FIELD.WITH_SUGGESTION for an unknown field, INVALID_PREDICTION for an unknown scope or no field.
 */
export function checkPrediction(prediction: Prediction): void {
  const names = Object.keys(prediction);
  const unknown = names.find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) {
    const [nearest = "stages"] = nearestNames(unknown, FIELDS, 1);
    throw new SparkError({
      condition: "UNRESOLVED_FIELD.WITH_SUGGESTION",
      message: `A prediction has no field \`${unknown}\`. Did you mean \`${nearest}\`?`,
      nextStep: `Use one of ${FIELDS.join(", ")}.`,
      parameters: { fieldName: unknown, proposal: nearest },
    });
  }
  if (!SCOPES.includes(prediction.scope)) {
    throw invalid(`The scope \`${String(prediction.scope)}\` does not exist.`, 'Use "finalJob" or "all".');
  }
  if (!PREDICTED_FIELDS.some((name) => names.includes(name))) {
    throw invalid("The prediction says nothing to judge.", `Give at least one of ${PREDICTED_FIELDS.join(", ")}.`);
  }
}

/** True for a placeholder: a question that the learner has not answered yet. */
export function isOpen(predicted: unknown): boolean {
  return predicted === undefined || predicted === null || Number.isNaN(predicted);
}

function invalid(message: string, nextStep: string): SparkError {
  return new SparkError({ condition: "INVALID_PREDICTION", message, nextStep });
}
