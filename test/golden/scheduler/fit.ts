import { calibrate, type FittedConstants } from "@stageplay/core";
import { recordedRun } from "./recorded-run.js";
import type { SchedulerRecord } from "./timeline.js";

/** What the fit replaces: the recorder's time per task stands in one constant, and its executors were warm. */
const REPLACED = { launchMs: 0, deserializeMs: 0, firstDeserializeMs: 0, taskDispatchMs: 0, statusUpdateMs: 0 };
/**
 * Programs of which nothing but overhead is left, or executors' start: each is judged with constants fitted on another of them, that other
 * one here.
 */
const FITTED_ON: Readonly<Record<string, string>> = { s14: "s18", s18: "s14", s15: "s19", s19: "s15" };

/** The four programs whose makespan is the recorder's overhead, with bounds of their own. */
export function isOverhead(program: string): boolean {
  return FITTED_ON[program] !== undefined;
}

/**
 * The cost model's constants to judge a record with, always fitted on others: one other for the programs that are all overhead; for the rest the
 * mean of the fits to all the rest but the record itself.
 */
export function constantsFor(
  program: string,
  records: readonly SchedulerRecord[],
  programOf: (id: string) => string,
): Readonly<Record<string, number>> {
  const on = FITTED_ON[program];
  const others = records.filter(({ id }) => {
    const other = programOf(id);
    return on === undefined ? other !== program && !isOverhead(other) : other === on;
  });
  const fits = others.map((record) => calibrate(recordedRun(record), 0).constants);
  const names = Object.keys(fits[0] ?? {}) as (keyof FittedConstants)[];
  const means = names.map((name) => [name, fits.reduce((sum, fit) => sum + fit[name], 0) / fits.length]);
  return { ...REPLACED, ...Object.fromEntries(means) };
}
