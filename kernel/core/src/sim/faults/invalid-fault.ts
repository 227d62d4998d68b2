import { SparkError } from "../../errors/spark-error.js";

/** The error of a fault that names nothing that there is, or that cannot be. */
export function invalidFault(message: string, nextStep: string): SparkError {
  return new SparkError({ condition: "INVALID_FAULT", message, nextStep });
}
