import type { RunDocument, RunJob } from "@stageplay/core";
import { foldSteps } from "../model/critical-steps.js";
import { computeTaskFacts, outcomeOf } from "../model/task-facts.js";
import { packJson } from "./deflate.js";
import { thinDocument } from "./document-detail.js";
import { type BundledTasks, byteLimit, type RunBundle } from "./run-bundle.js";
import { encodeMetrics, encodeRows, encodeSchedule, type RowDetail } from "./task-columns.js";
import { thinMessages } from "./thin-messages.js";

/** Above so many task attempts metrics are quantised and sampled. */
const EXACT_TASKS = 10_000;
/** Rows that fit in a bundle of 1 MB at best; more are not even tried. */
const MOST_ROWS = 350_000;
/** Below so many metric samples, rows are dropped instead. */
const FEWEST_SAMPLES = 600;
const PLAIN_DOCUMENT_CHARACTERS = 60_000;
const CURVE_POINTS = 2_000;
const MOST_STEPS = 100;

/**
 * A run as JSON for the notebook, within {@link byteLimit}. Up to 10,000 task attempts everything comes back exactly, as long as
 * that fits. Above, lane, launch, duration, stage, attempt, partition and status of every task come first: metrics are kept to
 * about one percent for as many sampled tasks as there is room for. Only when that is still too long are times rounded, as
 * finely as fits and never coarser than a millisecond (Spark's own resolution), and only after that are tasks left out, evenly,
 * failed ones last. Totals, counts and quantiles are always exact; the bundle says "N of M", and the resolution, about the rest.
 *
 * @example
 * display.data[RUN_MIME] = encodeRun(run);
 */
export function encodeRun(run: RunDocument): RunBundle {
  const limit = byteLimit(run.tasks.length);
  const { jobs, ...document } = encodeDocument(run, limit / 2);
  const envelope = {
    version: 1 as const,
    ...document,
    ...(jobs.length < run.jobs.length ? { jobsTotal: run.jobs.length } : {}),
  };
  const candidates = rowsOfJobs(run, jobs);
  if (run.tasks.length <= EXACT_TASKS) {
    const tasks = encodeSample(run, { rows: candidates, coarse: false }, Number.POSITIVE_INFINITY);
    const bundle = { ...envelope, tasks };
    if (JSON.stringify(bundle).length <= limit) return bundle;
  }
  const coarse = { ...envelope, facts: encodeFacts(run, limit / 4) };
  const room = limit - JSON.stringify(coarse).length - 20;
  let rows = pickRows(run, candidates, Math.min(candidates.length, MOST_ROWS));
  for (;;) {
    const tasks = encodeSample(run, { rows, coarse: true }, room);
    const size = JSON.stringify(tasks).length;
    if (size <= room || rows.length === 0) return { ...coarse, tasks };
    rows = pickRows(run, candidates, Math.floor((rows.length / Math.max(size / room, 1.02)) * 0.97));
  }
}

/** The rows with times as fine, and then as many metric samples, as there is room for. */
function encodeSample(run: RunDocument, detail: RowDetail, room: number): BundledTasks {
  const { length: total, firstTaskId } = run.tasks;
  const drawn = detail.rows.length;
  const identity = encodeRows(run.tasks, detail);
  const fewest = encodeMetrics(run.tasks, detail, Math.max(1, Math.ceil(drawn / FEWEST_SAMPLES)));
  const taken = JSON.stringify([identity, fewest]).length + 200;
  const schedule = finestSchedule(run, detail.rows, room - taken);
  const columns = { ...identity.columns, ...schedule.columns };
  const rest = { total, firstTaskId, drawn, timeResolutionMs: schedule.timeResolutionMs, lanes: schedule.lanes };
  const left = room - JSON.stringify({ ...rest, columns, reasons: identity.reasons }).length - 120;
  const { metrics, metricsStep } = mostMetrics(run, detail, left);
  const sampled = Math.ceil(drawn / metricsStep);
  return { ...rest, sampled, metricsStep, columns: { ...columns, ...metrics }, reasons: identity.reasons };
}

/** Decimals of a millisecond to try, finest first; the last one is taken whatever its size. */
const TIME_DECIMALS = ["exact", 3, 2, 1, 0] as const;
const TRIAL_ROWS = 10_000;

function finestSchedule(run: RunDocument, rows: Uint32Array, room: number): ReturnType<typeof encodeSchedule> {
  for (const decimals of TIME_DECIMALS) {
    const last = decimals === 0;
    if (!last && rows.length > 2 * TRIAL_ROWS) {
      // The first rows tell whether it is worth encoding all of them.
      const trial = encodeSchedule(run.tasks, rows.subarray(0, TRIAL_ROWS), decimals);
      const size = (JSON.stringify(trial.columns).length * rows.length) / TRIAL_ROWS;
      if (size > room * 1.5) continue;
    }
    const schedule = encodeSchedule(run.tasks, rows, decimals);
    if (last || JSON.stringify(schedule).length <= room) return schedule;
  }
  throw new RangeError("the last resolution is always taken");
}

/** Metrics of as many rows as fit, {@link FEWEST_SAMPLES} at least. */
function mostMetrics(
  run: RunDocument,
  detail: RowDetail,
  room: number,
): { readonly metrics: Record<string, string>; readonly metricsStep: number } {
  const drawn = detail.rows.length;
  let metricsStep = detail.coarse ? Math.max(1, Math.ceil(drawn / EXACT_TASKS)) : 1;
  for (;;) {
    const metrics = encodeMetrics(run.tasks, detail, metricsStep);
    const sampled = Math.ceil(drawn / metricsStep);
    const size = JSON.stringify(metrics).length;
    if (size <= room || sampled <= FEWEST_SAMPLES) return { metrics, metricsStep };
    const wanted = room <= 0 ? FEWEST_SAMPLES : Math.max(FEWEST_SAMPLES, Math.floor((sampled * room * 0.95) / size));
    metricsStep = Math.ceil(drawn / Math.min(wanted, sampled - 1));
  }
}

type EncodedDocument = Pick<RunBundle, "document" | "packed"> & { readonly jobs: readonly RunJob[] };

function encodeDocument(run: RunDocument, limit: number): EncodedDocument {
  const { tasks: _, messages, ...rest } = run;
  const whole = messages === undefined ? rest : { ...rest, messages: thinMessages(messages) };
  if (JSON.stringify(whole).length <= PLAIN_DOCUMENT_CHARACTERS) return { document: whole, jobs: run.jobs };
  for (let level = 0; ; level++) {
    const thin = thinDocument(whole, level);
    const packed = packJson(thin);
    if (packed.length <= limit || thin.jobs.length === 0) return { packed, jobs: thin.jobs };
  }
}

/** Rows of the tasks whose jobs the document kept. */
function rowsOfJobs(run: RunDocument, jobs: readonly RunJob[]): Uint32Array {
  const all = Uint32Array.from({ length: run.tasks.length }, (_, row) => row);
  if (jobs.length === run.jobs.length) return all;
  const kept = new Set(jobs.map((job) => job.jobId));
  const stages = new Set(run.stages.filter((stage) => kept.has(stage.jobId)).map((stage) => stage.stageId));
  return all.filter((row) => stages.has(run.tasks.columns.stageId[row]!));
}

/** About `wanted` of the rows, spread evenly; failed and killed attempts are kept first, up to a quarter of them. */
function pickRows(run: RunDocument, candidates: Uint32Array, wanted: number): Uint32Array {
  const total = candidates.length;
  if (wanted >= total) return candidates;
  const status = run.tasks.columns.status;
  const chosen = new Set<number>();
  for (let i = 0; i < total && chosen.size < wanted / 4; i++) {
    const outcome = outcomeOf(status[candidates[i]!]!);
    if (outcome === "failed" || outcome === "killed") chosen.add(candidates[i]!);
  }
  const rest = wanted - chosen.size;
  for (let i = 0; i < rest; i++) chosen.add(candidates[Math.floor((i * total) / rest)]!);
  return Uint32Array.from(chosen).sort();
}

/** The exact facts; without the metrics' quantiles when there are so many stages that these would not fit. */
function encodeFacts(run: RunDocument, limit: number): string {
  const facts = computeTaskFacts(run);
  const { timeMs, count } = facts.activity;
  const points = Math.min(timeMs.length, CURVE_POINTS);
  const picked = Array.from({ length: points }, (_, i) =>
    Math.floor((i * (timeMs.length - 1)) / Math.max(1, points - 1)),
  );
  const activity = { ...facts.activity, timeMs: picked.map((i) => timeMs[i]), count: picked.map((i) => count[i]) };
  const criticalPath = foldSteps(facts.criticalPath, MOST_STEPS);
  const packed = packJson({ ...facts, activity, criticalPath });
  if (packed.length <= limit) return packed;
  const stages = Object.fromEntries(
    Object.entries(facts.stages).map(([key, stage]) => [key, { ...stage, metrics: {} }]),
  );
  return packJson({ ...facts, stages, activity, criticalPath });
}
