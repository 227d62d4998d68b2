import type { RunDocument, RunStage } from "../events/run.js";
import { TASK_STATUSES } from "../events/task-table.js";
import { type Micros, toMicros } from "./micros.js";

const SUCCESS = TASK_STATUSES.indexOf("Success");
const RUNNING = TASK_STATUSES.indexOf("Running");
const RESUBMITTED = TASK_STATUSES.indexOf("Resubmitted");

/** A partition that waited for another attempt. */
export interface RetryWait {
  readonly span: number;
  readonly partition: number;
  readonly fromUs: Micros;
  readonly toUs: Micros;
  /** Executors on which its attempts had failed. */
  readonly failedOn: readonly number[];
}

/** One stage attempt that ran, in time. */
export interface StageSpan {
  readonly stage: RunStage;
  readonly submittedUs: Micros;
  /** From when on slots could take its tasks. */
  readonly readyUs: Micros;
  /** When its last task was launched for the first time: until then tasks waited. */
  readonly pendingUntilUs: Micros;
  readonly completedUs: Micros;
}

export interface StageSpans {
  readonly spans: readonly StageSpan[];
  /** Index into `spans` of each row's stage attempt, −1 for none. */
  readonly ofRow: Int32Array;
  readonly retries: readonly RetryWait[];
  /** When each row was launched. */
  readonly launchUs: Float64Array;
  /** When each row gave its slot back, or the end of the run. */
  readonly endUs: Float64Array;
}

/** Stage attempts of a run in time, and when their tasks waited: read off the task table, so that the schedulers need not keep it. */
export function stageSpans(run: RunDocument): StageSpans {
  const runEndUs = toMicros(run.endMs);
  const { columns, length } = run.tasks;
  const { attempt, speculative, launchMs, finishMs, gettingResultMs, status } = columns;
  const launchUs = new Float64Array(length);
  const endUs = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    // While the driver fetches a result, its slot is free for the next task (C11).
    const end = finishMs[row]! - gettingResultMs[row]!;
    launchUs[row] = toMicros(launchMs[row]!);
    endUs[row] = end >= 0 ? toMicros(end) : runEndUs;
  }
  const stages = run.stages.filter((stage) => stage.submittedMs !== undefined);
  const ofRow = rowsToStages(run, stages);
  const firsts = new Int32Array(stages.length);
  const earliest = new Float64Array(stages.length).fill(Number.POSITIVE_INFINITY);
  const latest = new Float64Array(stages.length).fill(Number.NEGATIVE_INFINITY);
  const troubled = new Uint8Array(stages.length);
  let anyTrouble = false;
  for (let row = 0; row < length; row++) {
    const span = ofRow[row]!;
    if (span < 0) continue;
    const launch = launchMs[row]!;
    if (attempt[row] === 0 && speculative[row] === 0) {
      firsts[span]!++;
      if (launch < earliest[span]!) earliest[span] = launch;
      if (launch > latest[span]!) latest[span] = launch;
    }
    if (status[row] !== SUCCESS && status[row] !== RUNNING) {
      troubled[span] = 1;
      anyTrouble = true;
    }
  }
  const spans = stages.map((stage, i): StageSpan => {
    const submittedUs = toMicros(stage.submittedMs!);
    const completedUs = stage.completedMs === undefined ? runEndUs : toMicros(stage.completedMs);
    const readyUs = toMicros(stage.tasksSubmittedMs ?? Math.min(earliest[i]!, stage.completedMs ?? run.endMs));
    const missing = stage.numTasks - firsts[i]!;
    const pendingUntilUs = missing <= 0 ? toMicros(latest[i]!) : doneElsewhere(run, stages, ofRow, i, missing);
    return {
      stage,
      submittedUs,
      readyUs,
      completedUs,
      pendingUntilUs: Math.max(readyUs, Math.min(pendingUntilUs, completedUs)),
    };
  });
  const retries = anyTrouble ? retryWaits(run, spans, ofRow, troubled, endUs) : [];
  return { spans, ofRow, retries, launchUs, endUs };
}

function rowsToStages(run: RunDocument, stages: readonly RunStage[]): Int32Array {
  const { columns, length } = run.tasks;
  const { stageId, stageAttempt } = columns;
  const known = new Map<number, number[]>();
  stages.forEach((stage, i) => {
    const attempts = known.get(stage.stageId) ?? [];
    attempts[stage.attempt] = i;
    known.set(stage.stageId, attempts);
  });
  const ofRow = new Int32Array(length);
  let lastId = -1;
  let attempts: readonly number[] = [];
  for (let row = 0; row < length; row++) {
    const id = stageId[row]!;
    if (id !== lastId) {
      attempts = known.get(id) ?? [];
      lastId = id;
    }
    ofRow[row] = attempts[stageAttempt[row]!] ?? -1;
  }
  return ofRow;
}

/** An attempt did not launch all of its tasks: when other attempts of the stage had brought the missing ones, or its end. */
function doneElsewhere(
  run: RunDocument,
  stages: readonly RunStage[],
  ofRow: Int32Array,
  span: number,
  missing: number,
): Micros {
  const { stageId, attempt, tasksSubmittedMs, submittedMs, completedMs } = stages[span]!;
  const { columns, length } = run.tasks;
  if (attempt === 0) return toMicros(completedMs ?? run.endMs);
  const begin = tasksSubmittedMs ?? submittedMs!;
  const own = new Set<number>();
  const brought = new Map<number, number>();
  for (let row = 0; row < length; row++) {
    if (columns.stageId[row] !== stageId) continue;
    if (ofRow[row] === span) own.add(columns.partition[row]!);
    else if (columns.stageAttempt[row]! < attempt && columns.status[row] === SUCCESS && columns.finishMs[row]! >= begin)
      brought.set(columns.partition[row]!, columns.finishMs[row]!);
  }
  for (const partition of own) brought.delete(partition);
  const end = completedMs ?? run.endMs;
  return toMicros(brought.size < missing ? end : Math.max(lastLaunch(run, ofRow, span), ...brought.values()));
}

function lastLaunch(run: RunDocument, ofRow: Int32Array, span: number): number {
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < ofRow.length; row++) {
    if (ofRow[row] === span) last = Math.max(last, run.tasks.columns.launchMs[row]!);
  }
  return last;
}

/** Partition of a stage attempt between two of its attempts. */
interface Waiting {
  sinceUs: Micros;
  succeeded: boolean;
  readonly failedOn: number[];
}

function retryWaits(
  run: RunDocument,
  spans: readonly StageSpan[],
  ofRow: Int32Array,
  troubled: Uint8Array,
  endUs: Float64Array,
): RetryWait[] {
  const { columns, length } = run.tasks;
  const removed = new Map<number, Micros>();
  for (const { executorId, removedMs } of run.executors) {
    if (removedMs !== undefined) removed.set(executorId, toMicros(removedMs));
  }
  const waiting = spans.map(() => new Map<number, Waiting>());
  const retries: RetryWait[] = [];
  const add = (span: number, partition: number, { sinceUs, failedOn }: Waiting, toUs: Micros): void => {
    if (toUs > sinceUs) retries.push({ span, partition, fromUs: sinceUs, toUs, failedOn: [...failedOn] });
  };
  for (let row = 0; row < length; row++) {
    const span = ofRow[row]!;
    if (span < 0 || troubled[span] === 0) continue;
    const partition = columns.partition[row]!;
    const executor = columns.executor[row]!;
    const status = columns.status[row]!;
    const known = waiting[span]!.get(partition);
    const launchUs = toMicros(columns.launchMs[row]!);
    if (known !== undefined && columns.speculative[row] === 0) add(span, partition, known, launchUs);
    // A finished map task waits again once its executor is known to be lost (B12).
    const sinceUs = status === RESUBMITTED ? Math.max(endUs[row]!, removed.get(executor) ?? 0) : endUs[row]!;
    const next = known ?? { sinceUs, succeeded: false, failedOn: [] };
    next.sinceUs = Math.max(next.sinceUs, sinceUs);
    if (status === SUCCESS || status === RUNNING) next.succeeded = true;
    else if (status !== RESUBMITTED) next.failedOn.push(executor);
    waiting[span]!.set(partition, next);
  }
  waiting.forEach((partitions, span) => {
    for (const [partition, wait] of partitions) {
      if (!wait.succeeded) add(span, partition, wait, spans[span]!.completedUs);
    }
  });
  return retries;
}
