import { SparkError } from "../../errors/spark-error.js";

/** An error about a spark-submit command; `kind` ends its condition, `INVALID_SUBMIT.UNCLOSED_QUOTE`. */
export function submitError(kind: string, message: string, nextStep: string): SparkError {
  return new SparkError({ condition: `INVALID_SUBMIT.${kind}`, message, nextStep });
}
