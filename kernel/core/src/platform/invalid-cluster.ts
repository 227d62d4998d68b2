import { SparkError } from "../errors/spark-error.js";

/** The error of settings that make no cluster. */
export function invalidCluster(kind: string, message: string, nextStep: string): SparkError {
  return new SparkError({ condition: `INVALID_CLUSTER.${kind}`, message, nextStep });
}
