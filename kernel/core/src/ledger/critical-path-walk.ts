import type { RunDocument, RunJob } from "../events/run.js";
import type { CriticalLink, CriticalLinkKind } from "./critical-path.js";
import { IdleReasons } from "./idle-reasons.js";
import { type Lanes, lanesOf } from "./lanes.js";
import { LEDGER_TEXTS } from "./ledger-names.js";
import { type Micros, toMicros } from "./micros.js";
import { type Moment, momentAt, moments } from "./moments.js";
import { type RetryWait, type StageSpan, type StageSpans, stageSpans } from "./stage-spans.js";

/** Where the walk stands: what has to be explained is why this could not have been earlier. */
type Step =
  | { readonly at: "between jobs"; readonly job?: RunJob }
  | { readonly at: "job end"; readonly job: RunJob }
  | { readonly at: "stage end" | "stage ready"; readonly span: number }
  | { readonly at: "task end" | "launch"; readonly row: number };

type Labels = Pick<CriticalLink, "jobId" | "stageId" | "stageAttempt" | "partition" | "taskId">;

/** Walks from the end of a run back to its beginning: from each thing to what it had waited for. */
export class CriticalPathWalk {
  private readonly run: RunDocument;
  private readonly job: RunJob | undefined;
  private readonly spans: StageSpans;
  private readonly lanes: Lanes;
  private readonly reasons: IdleReasons;
  private readonly moments: readonly Moment[];
  /** Rows by span, each by launch. */
  private readonly rowsOf: readonly number[][];
  /** The row before on the same slot, −1 for none. */
  private readonly before: Int32Array;
  private readonly found: CriticalLink[] = [];
  private readonly seen: Set<RunJob | number> = new Set();
  private readonly startUs: Micros;
  private us: Micros;

  constructor(run: RunDocument, job: RunJob | undefined) {
    this.run = run;
    this.job = job;
    this.spans = stageSpans(run);
    this.lanes = lanesOf(run);
    this.reasons = new IdleReasons(run, this.spans.spans);
    this.moments = moments(run, this.spans, this.reasons.cuts);
    this.rowsOf = this.spans.spans.map(() => []);
    this.spans.ofRow.forEach((span, row) => {
      if (span >= 0) this.rowsOf[span]!.push(row);
    });
    this.before = new Int32Array(run.tasks.length).fill(-1);
    for (const { first, end } of this.lanes.lanes) {
      for (let at = first + 1; at < end; at++) this.before[this.lanes.rows[at]!] = this.lanes.rows[at - 1]!;
    }
    this.startUs = toMicros(job?.startMs ?? run.startMs);
    this.us = toMicros(job?.endMs ?? run.endMs);
  }

  links(): CriticalLink[] {
    let step: Step | undefined = this.job === undefined ? { at: "between jobs" } : { at: "job end", job: this.job };
    while (this.us > this.startUs && step !== undefined) step = this.next(step);
    this.link("program", this.startUs, LEDGER_TEXTS.program);
    return this.found.reverse();
  }

  private next(step: Step): Step | undefined {
    switch (step.at) {
      case "between jobs":
        return this.betweenJobs(step.job);
      case "job end":
        return this.jobEnd(step.job);
      case "stage end":
        return this.stageEnd(step.span);
      case "stage ready":
        return this.stageReady(step.span);
      case "task end":
        return this.taskEnd(step.row);
      case "launch":
        return this.launch(step.row);
    }
  }

  /** The driver between two jobs: from the start of the job's query on it plans, before that the program is at work. */
  private betweenJobs(next: RunJob | undefined): Step | undefined {
    let last: RunJob | undefined;
    let lastEndUs = this.startUs;
    for (const job of this.run.jobs) {
      // A job that still runs lasts to the end of what is known.
      const endUs = toMicros(job.endMs ?? this.run.endMs);
      if (endUs > this.us || this.seen.has(job)) continue;
      if (last !== undefined && endUs < lastEndUs) continue;
      last = job;
      lastEndUs = endUs;
    }
    const query = this.run.sqlExecutions.find(
      ({ executionId }) => next?.executionId !== undefined && executionId === next.executionId,
    );
    const endUs = last === undefined ? this.startUs : lastEndUs;
    const labels = next === undefined ? {} : { jobId: next.jobId };
    if (query !== undefined) {
      this.link("planning", Math.max(endUs, toMicros(query.startMs)), LEDGER_TEXTS.planning, labels);
    }
    this.link("program", endUs, LEDGER_TEXTS.program, labels);
    return last === undefined ? undefined : { at: "job end", job: last };
  }

  private jobEnd(job: RunJob): Step {
    this.seen.add(job);
    const { jobId, stageIds } = job;
    const startUs = toMicros(job.startMs);
    const last = this.latest((span) => stageIds.includes(span.stage.stageId) && span.completedUs >= startUs);
    const text = `the driver handles the results of job ${jobId}`;
    this.link("driver", last < 0 ? startUs : this.spans.spans[last]!.completedUs, text, { jobId });
    return last < 0 ? { at: "between jobs", job } : { at: "stage end", span: last };
  }

  /** The stage waited for its last attempt to end. */
  private stageEnd(span: number): Step {
    this.seen.add(span);
    const { submittedUs } = this.spans.spans[span]!;
    let last = -1;
    let lastUs = Number.NEGATIVE_INFINITY;
    for (const row of this.rowsOf[span]!) {
      const end = this.spans.endUs[row]!;
      if (end > this.us || end < lastUs) continue;
      last = row;
      lastUs = end;
    }
    const { stageId } = this.spans.spans[span]!.stage;
    this.link("driver", Math.max(submittedUs, lastUs), `the driver handles the end of stage ${stageId}`, this.of(span));
    return last < 0 ? { at: "stage ready", span } : { at: "task end", row: last };
  }

  private taskEnd(row: number): Step {
    const { columns } = this.run.tasks;
    const launchUs = toMicros(columns.launchMs[row]!);
    this.link("task", launchUs, this.taskText(row), this.ofTask(row));
    return { at: "launch", row };
  }

  /** A task was not launched before: its stage was not ready, its slot was taken, or something held it back. */
  private launch(row: number): Step {
    const { columns } = this.run.tasks;
    const span = this.spans.ofRow[row]!;
    if (span < 0) return { at: "between jobs" };
    if (columns.speculative[row] === 1) {
      const original = this.originalOf(row, span);
      if (original !== undefined) {
        this.link("task", toMicros(columns.launchMs[original]!), this.taskText(original), this.ofTask(original));
        return { at: "launch", row: original };
      }
    }
    const retry = this.retryOf(row, span);
    const pendingUs = retry?.fromUs ?? this.spans.spans[span]!.readyUs;
    if (this.us > pendingUs) {
      const slot = this.slotFreed(row);
      if (slot.us > pendingUs) {
        this.waitFor(row, slot.us);
        if (slot.row >= 0) return { at: "task end", row: slot.row };
        // The executor had just come.
        this.link("allocation", Math.max(pendingUs, slot.requestedUs), LEDGER_TEXTS.allocation, this.ofTask(row));
      }
      this.waitFor(row, pendingUs);
    }
    const failed = retry === undefined ? -1 : this.attemptBefore(row, span);
    return failed < 0 ? { at: "stage ready", span } : { at: "task end", row: failed };
  }

  private stageReady(span: number): Step | undefined {
    const { stage, submittedUs } = this.spans.spans[span]!;
    const { stageId } = stage;
    const what = stage.attempt === 0 ? `stage ${stageId}` : `attempt ${stage.attempt} of stage ${stageId}`;
    this.link("stage submission", submittedUs, `the driver builds the tasks of ${what}`, this.of(span));
    const jobs = this.run.jobs.filter((job) => job.stageIds.includes(stageId) && toMicros(job.startMs) <= this.us);
    const failed = this.latest(
      (other) => other.stage.status === "failed" && jobs.some((job) => job.stageIds.includes(other.stage.stageId)),
    );
    const parent = this.latest((other) => stage.parentIds.includes(other.stage.stageId));
    const last = this.laterOf(parent, failed);
    const job = jobs.find((one) => one.jobId === stage.jobId) ?? jobs[0];
    const jobUs = job === undefined ? this.startUs : toMicros(job.startMs);
    if (last < 0 || this.spans.spans[last]!.completedUs < jobUs) {
      this.link("driver", jobUs, `the driver submits stage ${stageId}`, this.of(span));
      return { at: "between jobs", ...(job === undefined ? {} : { job }) };
    }
    const { completedUs, stage: cause } = this.spans.spans[last]!;
    if (last === failed) {
      const text = `stage ${cause.stageId} had failed: ${LEDGER_TEXTS["resubmission wait"]}`;
      this.link("resubmission wait", completedUs, text, this.of(span));
    } else this.link("driver", completedUs, `the driver submits stage ${stageId}`, this.of(span));
    return { at: "stage end", span: last };
  }

  /** The stage attempt that was completed last up to now, of those not passed yet; one that still runs lasts to the end of what is known. −1 for none. */
  private latest(wanted: (span: StageSpan) => boolean): number {
    let last = -1;
    this.spans.spans.forEach((span, i) => {
      if (span.completedUs > this.us || this.seen.has(i) || !wanted(span)) return;
      if (last < 0 || span.completedUs >= this.spans.spans[last]!.completedUs) last = i;
    });
    return last;
  }

  private laterOf(parent: number, failed: number): number {
    if (parent < 0 || failed < 0) return Math.max(parent, failed);
    return this.spans.spans[failed]!.completedUs > this.spans.spans[parent]!.completedUs ? failed : parent;
  }

  /** When the row's slot could be taken: after the task before it, or with its executor. */
  private slotFreed(row: number): { readonly us: Micros; readonly row: number; readonly requestedUs: Micros } {
    const executor = this.lanes.lanes[this.lanes.ofRow[row]!]?.executor;
    const before = this.before[row]!;
    const addedUs = executor === undefined ? this.startUs : toMicros(executor.addedMs);
    const requestedUs = toMicros(executor?.requestedMs ?? executor?.addedMs ?? this.run.startMs);
    const freedUs = before < 0 ? Number.NEGATIVE_INFINITY : Math.min(this.us, this.spans.endUs[before]!);
    return freedUs >= addedUs ? { us: freedUs, row: before, requestedUs } : { us: addedUs, row: -1, requestedUs };
  }

  /** The slot was free and the task waited: for the reason that the ledger has, moment by moment. */
  private waitFor(row: number, untilUs: Micros): void {
    const executor = this.lanes.lanes[this.lanes.ofRow[row]!]?.executor;
    while (this.us > untilUs) {
      const moment = this.moments[momentAt(this.moments, this.us - 1)]!;
      const waits = moment.pending.length + moment.retries.length > 0;
      const kind = waits && executor !== undefined ? this.reasons.whileTasksWait(executor, moment) : "next offer";
      this.link(kind, Math.max(untilUs, moment.fromUs), LEDGER_TEXTS[kind], this.ofTask(row));
    }
  }

  private retryOf(row: number, span: number): RetryWait | undefined {
    const { attempt, partition } = this.run.tasks.columns;
    if (attempt[row] === 0) return undefined;
    return this.spans.retries.find(
      (retry) => retry.span === span && retry.partition === partition[row] && retry.toUs === this.us,
    );
  }

  private originalOf(row: number, span: number): number | undefined {
    const { partition } = this.run.tasks.columns;
    return this.rowsOf[span]!.filter((other) => other < row && partition[other] === partition[row]).at(-1);
  }

  /** The attempt of the same partition whose end made this one necessary. */
  private attemptBefore(row: number, span: number): number {
    const { partition } = this.run.tasks.columns;
    const same = this.rowsOf[span]!.filter(
      (other) => other < row && partition[other] === partition[row] && this.spans.endUs[other]! <= this.us,
    );
    return same.at(-1) ?? -1;
  }

  private link(kind: CriticalLinkKind, fromUs: Micros, text: string, labels: Labels = {}): void {
    const from = Math.max(fromUs, this.startUs);
    if (from >= this.us) return;
    const last = this.found.at(-1);
    if (
      last !== undefined &&
      last.kind === kind &&
      kind !== "task" &&
      last.text === text &&
      last.jobId === labels.jobId
    ) {
      this.found[this.found.length - 1] = { ...last, fromMs: from / 1000, us: last.us + this.us - from };
    } else this.found.push({ kind, fromMs: from / 1000, toMs: this.us / 1000, us: this.us - from, text, ...labels });
    this.us = from;
  }

  private of(span: number): Labels {
    const { stageId, attempt, jobId } = this.spans.spans[span]!.stage;
    return { jobId, stageId, stageAttempt: attempt };
  }

  private ofTask(row: number): Labels {
    const { columns, firstTaskId } = this.run.tasks;
    const span = this.spans.ofRow[row]!;
    return { ...(span < 0 ? {} : this.of(span)), partition: columns.partition[row]!, taskId: firstTaskId + row };
  }

  private taskText(row: number): string {
    const { partition, stageId, executor, status } = this.run.tasks.record(row);
    const ended = status === "Success" ? "" : `, which ended as ${status}`;
    return `the task of partition ${partition} of stage ${stageId} on executor ${executor}${ended}`;
  }
}
