import type { TaskColumn, TaskColumnName } from "@stageplay/core";

/**
 * Where the time of a task attempt goes, in the order in which it passes. GC and spill happen within compute: GC has a time of its own in Spark's
 * metrics and is drawn at the end of compute; spill has bytes only.
 */
export const TASK_PHASES = [
  "scheduler delay",
  "deserialize",
  "fetch wait",
  "compute",
  "GC",
  "shuffle write",
  "result",
] as const;
export type TaskPhaseName = (typeof TASK_PHASES)[number];

type Columns = Readonly<Record<TaskColumnName, TaskColumn>>;

/**
 * Milliseconds of each of {@link TASK_PHASES} of the attempt in `row`; they add up to `durationMs`. Undefined when a bundle did not keep this
 * attempt's metrics.
 *
 * Scheduler delay is what no metric accounts for, as in Spark's UI (AppStatusUtils.schedulerDelay): duration − deserialize − run − result
 * serialization − getting the result. An attempt that runs or failed has no run time yet: the rest of its time counts as compute.
 *
 * @param into an array to write to, for callers that ask often.
 */
export function taskPhases(
  columns: Columns,
  row: number,
  durationMs: number,
  into: Float64Array = new Float64Array(TASK_PHASES.length),
): Float64Array | undefined {
  const runMs = columns.runMs[row]!;
  if (Number.isNaN(runMs)) return undefined;
  let left = Math.max(0, durationMs);
  // Rounded times may exceed the duration by a little: what comes later gives way.
  const take = (ms: number): number => {
    const taken = Math.min(left, Math.max(0, ms));
    left -= taken;
    return taken;
  };
  const deserialize = take(columns.deserializeMs[row]!);
  const run = take(runMs);
  const result = take(columns.resultSerializeMs[row]! + columns.gettingResultMs[row]!);
  const known = runMs > 0;
  const delay = known ? left : 0;
  const inRun = known ? run : left;
  const fetch = Math.min(inRun, columns.fetchWaitMs[row]!);
  const write = Math.min(inRun - fetch, columns.shuffleWriteMs[row]!);
  const gc = Math.min(inRun - fetch - write, columns.gcMs[row]!);
  into[0] = delay;
  into[1] = deserialize;
  into[2] = fetch;
  into[3] = inRun - fetch - write - gc;
  into[4] = gc;
  into[5] = write;
  into[6] = result;
  return into;
}

/** Index into {@link TASK_PHASES} of the phase that took longest. */
export function longestPhase(phases: Float64Array): number {
  let longest = 0;
  for (let i = 1; i < phases.length; i++) if (phases[i]! > phases[longest]!) longest = i;
  return longest;
}
