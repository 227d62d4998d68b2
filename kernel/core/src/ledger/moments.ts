import type { RunDocument } from "../events/run.js";
import { type Micros, toMicros } from "./micros.js";
import type { RetryWait, StageSpan, StageSpans } from "./stage-spans.js";

/** A stretch of time in which nothing that matters to an idle core changed; it ends where the next one begins. */
export interface Moment {
  readonly fromUs: Micros;
  /** Stage attempts whose tasks could be launched, by index into the spans. */
  readonly active: readonly number[];
  /** Those of them with tasks that had not been launched. */
  readonly pending: readonly number[];
  /** Partitions that waited for another attempt. */
  readonly retries: readonly RetryWait[];
  /** What the driver did if no stage was active. */
  readonly driver: "resubmission wait" | "stage submission" | "planning" | "program";
}

type Change =
  | { readonly what: "active" | "pending"; readonly on: boolean; readonly span: number }
  | { readonly what: "retry"; readonly on: boolean; readonly retry: RetryWait }
  | { readonly what: "job" | "query" | "resubmission"; readonly on: boolean }
  | { readonly what: "cut" };

/**
 * The run as a sequence of moments, the first from −∞.
 * @param cuts further times at which a moment shall begin
 */
export function moments(run: RunDocument, { spans, retries }: StageSpans, cuts: readonly Micros[]): Moment[] {
  const changes: { readonly us: Micros; readonly change: Change }[] = [];
  const during = (from: Micros, to: Micros, on: Change, off: Change): void => {
    if (to <= from) return;
    changes.push({ us: from, change: on }, { us: to, change: off });
  };
  const counted = (what: "job" | "query" | "resubmission", from: Micros, to: Micros): void =>
    during(from, to, { what, on: true }, { what, on: false });
  const endUs = toMicros(run.endMs);
  spans.forEach(({ readyUs, pendingUntilUs, completedUs }, span) => {
    during(readyUs, completedUs, { what: "active", on: true, span }, { what: "active", on: false, span });
    during(readyUs, pendingUntilUs, { what: "pending", on: true, span }, { what: "pending", on: false, span });
  });
  for (const retry of retries) {
    const end = Math.min(retry.toUs, spans[retry.span]!.completedUs);
    during(retry.fromUs, end, { what: "retry", on: true, retry }, { what: "retry", on: false, retry });
  }
  for (const job of run.jobs)
    counted("job", toMicros(job.startMs), job.endMs === undefined ? endUs : toMicros(job.endMs));
  for (const { startMs, endMs } of run.sqlExecutions) {
    counted("query", toMicros(startMs), endMs === undefined ? endUs : toMicros(endMs));
  }
  for (const [from, to] of resubmissions(run, spans)) counted("resubmission", from, to);
  for (const us of cuts) changes.push({ us, change: { what: "cut" } });
  return fold(changes.sort((a, b) => a.us - b.us));
}

function fold(changes: readonly { readonly us: Micros; readonly change: Change }[]): Moment[] {
  let active: readonly number[] = [];
  let pending: readonly number[] = [];
  let retries: readonly RetryWait[] = [];
  const counts = { job: 0, query: 0, resubmission: 0 };
  const driver = (): Moment["driver"] => {
    if (counts.resubmission > 0) return "resubmission wait";
    if (counts.job > 0) return "stage submission";
    return counts.query > 0 ? "planning" : "program";
  };
  const found: Moment[] = [];
  const push = (fromUs: Micros): void => void found.push({ fromUs, active, pending, retries, driver: driver() });
  push(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < changes.length; ) {
    const { us } = changes[i]!;
    for (; i < changes.length && changes[i]!.us === us; i++) {
      const { change } = changes[i]!;
      if (change.what === "active") active = withOrWithout(active, change.span, change.on);
      else if (change.what === "pending") pending = withOrWithout(pending, change.span, change.on);
      else if (change.what === "retry") retries = withOrWithout(retries, change.retry, change.on);
      else if (change.what !== "cut") counts[change.what] += change.on ? 1 : -1;
    }
    push(us);
  }
  return found;
}

function withOrWithout<T>(list: readonly T[], item: T, on: boolean): readonly T[] {
  return on ? [...list, item] : list.filter((other) => other !== item);
}

/** From a stage's failure to the next submission of a stage for one of its jobs, where there is one (B11). */
function resubmissions(run: RunDocument, spans: readonly StageSpan[]): [Micros, Micros][] {
  return spans.flatMap(({ stage, completedUs }): [Micros, Micros][] => {
    if (stage.status !== "failed") return [];
    const jobs = run.jobs.filter((job) => job.stageIds.includes(stage.stageId));
    const next = spans.filter(
      (other) =>
        other.submittedUs >= completedUs &&
        other.stage !== stage &&
        jobs.some((job) => job.stageIds.includes(other.stage.stageId)),
    );
    return next.length === 0 ? [] : [[completedUs, Math.min(...next.map((other) => other.submittedUs))]];
  });
}

/** Index of the moment that a time lies in, found from where one looked last. */
export function momentAt(all: readonly Moment[], us: Micros, from = 0): number {
  let low = from;
  let step = 1;
  while (low + step < all.length && all[low + step]!.fromUs <= us) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, all.length);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (all[middle]!.fromUs <= us) low = middle;
    else high = middle;
  }
  return low;
}
