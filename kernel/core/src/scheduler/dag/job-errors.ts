import { SparkError, SparkException } from "../../errors/index.js";
import type { CallSite } from "../../events/listener.js";
import type { Stage } from "./stage.js";

const MEND_THE_TASK = "The error above is the task's own: mend the function that threw it, or the data it met.";
const LOOK_AT_THE_CLUSTER =
  "No task's own error stands behind it: look at the executors of the run for what was lost, killed or excluded.";

/** The error of a job that was aborted because of a stage. */
export function jobAborted(reason: string, cause: unknown, callSite: CallSite): SparkException {
  const own = cause instanceof SparkError ? cause.nextStep : undefined;
  return new SparkException({
    condition: "SPARK_JOB_ABORTED",
    message: `Job aborted due to stage failure: ${reason}`,
    nextStep: own ?? (cause === undefined ? LOOK_AT_THE_CLUSTER : MEND_THE_TASK),
    callSite: callSite.short,
    cause,
  });
}

/** Spark's words for a stage whose attempts are used up (B11). */
export function tooManyTimes(stage: Stage): string {
  const kind = stage.kind === "ResultTask" ? "ResultStage" : "ShuffleMapStage";
  return `${kind} ${stage.id} (${stage.callSite.short}) has failed the maximum allowable number of times`;
}

/** As {@link tooManyTimes}, with what ended the last attempt. */
export function tooManyAttempts(stage: Stage, most: number, reason: string): string {
  return `${tooManyTimes(stage)}: ${most}. Most recent failure reason: ${reason}`;
}

/** Spark's words for a result stage that has given results away, made of rows that will be others (B13). */
export function cannotRollBack(stageId: number): string {
  return (
    "A shuffle map stage with indeterminate output was failed and retried. However, Spark cannot rollback the " +
    `ResultStage ${stageId} to re-process the input data, and has to fail this job. Please eliminate the ` +
    "indeterminacy by checkpointing the RDD before repartition and try again."
  );
}

/** Spark's words for an attempt of a barrier stage that one of its tasks ended (B14). */
export function barrierTaskFailure(stage: Stage, partition: number, reason: string): string {
  return `Stage failed because barrier task ${stage.kind}(${stage.id}, ${partition}) finished unsuccessfully.\n${reason}`;
}
