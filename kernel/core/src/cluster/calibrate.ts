import type { Millis } from "../base/brand.js";
import { SparkError } from "../errors/index.js";
import type { RunDocument } from "../events/run.js";
import { TASK_STATUSES } from "../events/task-table.js";

/** The constants of the cost model that a timeline shows: what passes around a task's own run. */
export interface FittedConstants {
  /** Everything of an attempt but its run and {@link FittedConstants.stageBinaryMs}; as `reportMs`, with the others of its kind at 0. */
  readonly reportMs: Millis;
  readonly stageBinaryMs: Millis;
  readonly stageSubmitMs: Millis;
  readonly jobSubmitMs: Millis;
  readonly jitterMs: Millis;
}

export interface Calibration {
  readonly constants: FittedConstants;
  /** Mean difference between an attempt's recorded time beside its run and the modelled one, in milliseconds: what the fit leaves. */
  readonly meanErrorMs: Millis;
  /** The same as a share of the attempts' whole time. */
  readonly errorShare: number;
  /** Attempts that the fit was made from. */
  readonly attempts: number;
}

const SUCCESS = TASK_STATUSES.indexOf("Success");

/** What a successful attempt spent beside its run. */
interface Overhead {
  readonly isFirst: boolean;
  readonly ms: Millis;
  readonly wholeMs: Millis;
}

/**
 * Fits the cost model's constants of scheduling to a run with recorded times: the means of what its attempts, stages and jobs spent. An attempt
 * is among the first of its stage on an executor when none of them has ended there yet.
 *
 * @param run a run document, or a run that has one: `spark.lastRun`
 * @param programStartMs when the driver began to submit the first job; the run's first event when left out
 * @throws SparkError NOTHING_TO_CALIBRATE when no attempt of the run succeeded
 * @example
 * await sc.range(0, 100, 1, 20).count(); // 100
 * const { attempts, constants, errorShare } = calibrate(spark.lastRun);
 * attempts; // 20
 * constants.reportMs > 0 && errorShare < 0.1; // true
 */
export function calibrate(run: RunDocument | { readonly document: RunDocument }, programStartMs?: Millis): Calibration {
  const document = "document" in run ? run.document : run;
  const overheads = overheadsOf(document);
  if (overheads.length === 0) throw nothingToCalibrate();
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const later = overheads.filter(({ isFirst }) => !isFirst);
  const first = mean(overheads.filter(({ isFirst }) => isFirst).map(({ ms }) => ms));
  const reportMs = later.length === 0 ? first : mean(later.map(({ ms }) => ms));
  const stageBinaryMs = Math.max(0, first - reportMs);
  const errors = overheads.map(({ ms, isFirst }) => Math.abs(ms - reportMs - (isFirst ? stageBinaryMs : 0)));
  const meanErrorMs = mean(errors);
  return {
    constants: {
      reportMs,
      stageBinaryMs,
      stageSubmitMs: mean(submitDelays(document)),
      // The program itself may have taken its time before a job: the quickest says what a job takes.
      jobSubmitMs: Math.min(...jobDelays(document, programStartMs ?? document.startMs)),
      // The mean deviation of what is spread evenly is half of the largest.
      jitterMs: 2 * meanErrorMs,
    },
    meanErrorMs,
    errorShare: meanErrorMs / mean(overheads.map(({ wholeMs }) => wholeMs)),
    attempts: overheads.length,
  };
}

function overheadsOf({ tasks }: RunDocument): Overhead[] {
  const { columns } = tasks;
  /** First end of each stage attempt on each executor. */
  const firstEnd = new Map<string, Millis>();
  const keyOf = (row: number): string =>
    `${columns.stageId[row]}.${columns.stageAttempt[row]} ${columns.executor[row]}`;
  for (let row = 0; row < tasks.length; row++) {
    if (columns.status[row] !== SUCCESS) continue;
    const key = keyOf(row);
    firstEnd.set(key, Math.min(firstEnd.get(key) ?? Number.POSITIVE_INFINITY, columns.finishMs[row]!));
  }
  const overheads: Overhead[] = [];
  for (let row = 0; row < tasks.length; row++) {
    if (columns.status[row] !== SUCCESS) continue;
    const wholeMs = columns.finishMs[row]! - columns.launchMs[row]!;
    const isFirst = columns.launchMs[row]! < firstEnd.get(keyOf(row))! - 1;
    overheads.push({ isFirst, ms: wholeMs - columns.runMs[row]!, wholeMs });
  }
  return overheads;
}

/** From the submission of each stage attempt to its first launch, where a slot was free for it. */
function submitDelays({ stages, tasks }: RunDocument): Millis[] {
  const { columns } = tasks;
  const firstLaunch = new Map<string, Millis>();
  for (let row = 0; row < tasks.length; row++) {
    const key = `${columns.stageId[row]}.${columns.stageAttempt[row]}`;
    firstLaunch.set(key, Math.min(firstLaunch.get(key) ?? Number.POSITIVE_INFINITY, columns.launchMs[row]!));
  }
  return stages.flatMap(({ stageId, attempt, submittedMs }) => {
    const launch = firstLaunch.get(`${stageId}.${attempt}`);
    if (launch === undefined || submittedMs === undefined || isCrowded(tasks, submittedMs)) return [];
    return [launch - submittedMs];
  });
}

/** Something else ran when the stage was submitted: it may have had to wait for a slot. */
function isCrowded({ columns, length }: RunDocument["tasks"], timeMs: Millis): boolean {
  for (let row = 0; row < length; row++) {
    if (columns.launchMs[row]! < timeMs && columns.finishMs[row]! > timeMs) return true;
  }
  return false;
}

/** From what the driver waited for, the start or another job's end, to each job. */
function jobDelays({ jobs }: RunDocument, programStartMs: Millis): Millis[] {
  const ends = jobs.flatMap(({ endMs }) => (endMs === undefined ? [] : [endMs]));
  return jobs.map(({ startMs }) => startMs - Math.max(programStartMs, ...ends.filter((end) => end <= startMs)));
}

function nothingToCalibrate(): SparkError {
  return new SparkError({
    condition: "NOTHING_TO_CALIBRATE",
    message: "No task attempt of the run succeeded: there are no times to fit the cost model to.",
    nextStep: "Give a run that ended well, such as spark.lastRun after an action.",
  });
}
