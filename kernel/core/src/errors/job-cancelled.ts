import { SparkException } from "./spark-error.js";

/** What a cancelled action's promise rejects with. `what` names it: `Job 3`, `Query`. */
export function jobCancelled(what: string, reason: string, callSite?: { readonly short: string }): SparkException {
  return new SparkException({
    condition: "SPARK_JOB_CANCELLED",
    message: `${`${what} cancelled ${reason}`.trimEnd()}.`,
    nextStep: "What ran before is kept; run the cell again when you want the result.",
    ...(callSite === undefined ? {} : { callSite: callSite.short }),
  });
}
