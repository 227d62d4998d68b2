import { SparkError } from "../errors/spark-error.js";
import type { RunDocument } from "../events/run.js";
import type { LedgerWindow } from "./count-core-time.js";
import { toMicros } from "./micros.js";

/** Which part of a run a ledger or a critical path is of: a job, a stage with all of its attempts, or any stretch of virtual time. */
export interface LedgerScope {
  readonly job?: number;
  readonly stage?: number;
  /** Virtual milliseconds; the beginning of the run when left out. */
  readonly fromMs?: number;
  /** The end of the run when left out. */
  readonly toMs?: number;
}

/** @throws SparkError NO_SUCH_JOB, NO_SUCH_STAGE, INVALID_WINDOW */
export function ledgerWindow(run: RunDocument, scope: LedgerScope): LedgerWindow {
  const { fromMs = run.startMs, toMs = run.endMs } = scope;
  if (scope.job !== undefined) {
    const { startMs, endMs = run.endMs, stageIds } = jobOf(run, scope.job);
    const own = new Set<number>(stageIds);
    return { fromUs: toMicros(startMs), toUs: toMicros(endMs), includes: (stageId) => own.has(stageId) };
  }
  if (scope.stage !== undefined) {
    const attempts = run.stages.filter(
      ({ stageId, submittedMs }) => stageId === scope.stage && submittedMs !== undefined,
    );
    if (attempts.length === 0) throw noSuchStage(run, scope.stage);
    const from = Math.min(...attempts.map(({ submittedMs }) => submittedMs!));
    const to = Math.max(...attempts.map(({ completedMs }) => completedMs ?? run.endMs));
    return { fromUs: toMicros(from), toUs: toMicros(to), includes: (stageId) => stageId === scope.stage };
  }
  if (!(toMs >= fromMs)) {
    throw new SparkError({
      condition: "INVALID_WINDOW",
      message: `The stretch from ${fromMs} ms to ${toMs} ms ends before it begins.`,
      nextStep: `Name one within the run, which lasted from ${run.startMs} ms to ${run.endMs} ms of virtual time.`,
    });
  }
  return { fromUs: toMicros(fromMs), toUs: toMicros(toMs), includes: () => true };
}

export function jobOf(run: RunDocument, jobId: number): RunDocument["jobs"][number] {
  const job = run.jobs.find((one) => one.jobId === jobId);
  if (job !== undefined) return job;
  throw new SparkError({
    condition: "NO_SUCH_JOB",
    message: `The run has no job ${jobId}.`,
    nextStep: `Name one of ${run.jobs.map((one) => one.jobId).join(", ")}.`,
  });
}

function noSuchStage(run: RunDocument, stageId: number): SparkError {
  const ran = run.stages.filter((stage) => stage.submittedMs !== undefined).map((stage) => stage.stageId);
  const skipped = run.stages.some((stage) => stage.stageId === stageId && stage.status === "skipped");
  return new SparkError({
    condition: "NO_SUCH_STAGE",
    message: skipped ? `Stage ${stageId} was skipped: it took no time.` : `The run has no stage ${stageId}.`,
    nextStep: `Name one that ran: ${[...new Set(ran)].join(", ")}.`,
  });
}
