import { SparkError } from "./spark-error.js";

/** Why an action cannot run inside a task: jobs are started by the driver (SPARK-5063). */
export function onlyOnDriver(): SparkError {
  return new SparkError({
    condition: "CONTEXT_ONLY_VALID_ON_DRIVER",
    message: "An action was called inside a function that runs in a task.",
    nextStep: "Run the inner action first, on the driver, and use its result in the function.",
  });
}
