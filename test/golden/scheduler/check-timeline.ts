import { compareTimelines, type TimelineComparison } from "./compare-timelines.js";
import { constantsFor, isOverhead } from "./fit.js";
import { runTimeline, schedulerProgramOf } from "./run-timeline.js";
import type { SchedulerRecord } from "./timeline.js";

/** Largest error of a makespan; of the programs that are all overhead, of the others, and of those on average. */
export const WORST_OVERHEAD_ERROR = 0.25;
export const WORST_ERROR = 0.08;
export const MEAN_ERROR = 0.03;

/** Other random orders of offers that are tried when the first gives other places. */
const OTHER_SEEDS = 20;

export interface TimelineOutcome extends TimelineComparison {
  readonly id: string;
  readonly recordedMs: number;
  readonly modelledMs: number;
  readonly isOverhead: boolean;
  readonly withinBounds: boolean;
}

/** Runs the program of a record with constants fitted on other records, and compares. */
export async function checkTimeline(
  record: SchedulerRecord,
  records: readonly SchedulerRecord[],
): Promise<TimelineOutcome> {
  const program = schedulerProgramOf(record.id);
  const constants = constantsFor(program, records, schedulerProgramOf);
  const { timeline, result } = await runTimeline(record, constants);
  const { error, differences: first } = compareTimelines(record, timeline);
  let differences = first;
  // Where tasks happen to run is up to the order of offers: some order must give what was recorded.
  for (let seed = 1; seed <= OTHER_SEEDS && differences.length > 0; seed++) {
    differences = compareTimelines(record, (await runTimeline(record, constants, seed)).timeline).differences;
  }
  if (differences.length > 0) differences = first;
  const wrongResult = result === record.result ? [] : [`result: ${result}, recorded ${record.result}`];
  const bound = isOverhead(program) ? WORST_OVERHEAD_ERROR : WORST_ERROR;
  const all = [...wrongResult, ...differences];
  return {
    id: record.id,
    recordedMs: record.makespanMs,
    modelledMs: timeline.makespanMs,
    isOverhead: isOverhead(program),
    error,
    differences: all,
    withinBounds: all.length === 0 && Math.abs(error) <= bound,
  };
}

/** Mean size of the errors of the programs that are not all overhead. */
export function meanError(outcomes: readonly TimelineOutcome[]): number {
  const errors = outcomes.filter((outcome) => !outcome.isOverhead).map(({ error }) => Math.abs(error));
  return errors.reduce((sum, error) => sum + error, 0) / Math.max(1, errors.length);
}
