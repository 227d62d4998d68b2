import { SparkError } from "../errors/index.js";

/** The step of a range. @throws SparkError INVALID_PARAMETER_VALUE.STEP unless it is a whole number other than 0 */
export function checkedStep(step: number): number {
  if (Number.isInteger(step) && step !== 0) return step;
  throw new SparkError({
    condition: "INVALID_PARAMETER_VALUE.STEP",
    message: `range cannot go in steps of ${step}.`,
    nextStep: "Give a whole number other than 0.",
  });
}
