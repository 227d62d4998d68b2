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

/** Spark's words for a barrier stage that is wider than the cluster (B14). */
export function barrierNeedsSlots(tasks: number, slots: number): string {
  return (
    "[SPARK-24819]: Barrier execution mode does not allow run a barrier stage that requires more slots than the " +
    `total number of slots in the cluster currently. The stage has ${tasks} tasks and the cluster ${slots} slots. ` +
    "Please init a new cluster with more resources(e.g. CPU, GPU) or repartition the input RDD(s) to reduce the " +
    "number of slots required to run this barrier stage."
  );
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
