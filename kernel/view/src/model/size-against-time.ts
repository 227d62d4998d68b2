import type { RunModel } from "./run-model-types.js";
import { outcomeOf } from "./task-facts.js";

/** Successful tasks of one stage attempt as points: what each read, and how long it took. */
export interface SizeAgainstTime {
  /** What the sizes are of; `bytes` where any were read. */
  readonly unit: "bytes" | "records";
  readonly size: Float64Array;
  readonly durationMs: Float64Array;
  /** Index into {@link hosts}. */
  readonly host: Int32Array;
  readonly hosts: readonly string[];
  /** Row of the run's task table. */
  readonly row: Int32Array;
  /** Tasks that there are; more than points where a picture could not show them all. */
  readonly total: number;
}

/** Points of a picture; more only hide each other. */
const MOST_POINTS = 2_000;

/**
 * Size against time tells a fat partition from a slow machine: the first is far to the right and high up, the second high up among tasks of its size.
 * Undefined for a stage that read nothing, or of fewer than three tasks. The longest and the biggest are always among the points.
 *
 * @param stageIndex of `gantt.stages`
 * @example
 * sizeAgainstTime(model, 0)?.hosts;
 */
export function sizeAgainstTime({ gantt, run }: RunModel, stageIndex: number): SizeAgainstTime | undefined {
  const { columns } = run.tasks;
  const rows: number[] = [];
  let bytes = 0;
  let records = 0;
  for (let row = 0; row < gantt.count; row++) {
    if (gantt.stageIndex[row] !== stageIndex || outcomeOf(gantt.status[row]!) !== "succeeded") continue;
    const read = columns.inputBytes[row]! + columns.shuffleReadBytes[row]!;
    if (Number.isNaN(read)) continue; // a saved run keeps the metrics of some tasks only
    rows.push(row);
    bytes += read;
    records += columns.inputRecords[row]! + columns.shuffleReadRecords[row]!;
  }
  if (rows.length < 3 || (bytes === 0 && records === 0)) return undefined;
  const unit = bytes > 0 ? "bytes" : "records";
  const sizeOf = (row: number): number =>
    unit === "bytes"
      ? columns.inputBytes[row]! + columns.shuffleReadBytes[row]!
      : columns.inputRecords[row]! + columns.shuffleReadRecords[row]!;
  const shown = chosen(rows, (row) => gantt.durationMs[row]!, sizeOf);
  const hostOf = new Map(run.executors.map(({ executorId, host }) => [executorId, host]));
  const hosts = [...new Set(shown.map((row) => hostOf.get(columns.executor[row]!) ?? ""))].sort();
  return {
    unit,
    size: Float64Array.from(shown, sizeOf),
    durationMs: Float64Array.from(shown, (row) => gantt.durationMs[row]!),
    host: Int32Array.from(shown, (row) => hosts.indexOf(hostOf.get(columns.executor[row]!) ?? "")),
    hosts,
    row: Int32Array.from(shown),
    total: rows.length,
  };
}

function chosen(
  rows: readonly number[],
  durationOf: (row: number) => number,
  sizeOf: (row: number) => number,
): readonly number[] {
  if (rows.length <= MOST_POINTS) return rows;
  const most = MOST_POINTS / 10;
  const extremes = [durationOf, sizeOf].flatMap((of) => [...rows].sort((a, b) => of(b) - of(a)).slice(0, most));
  const step = Math.ceil(rows.length / (MOST_POINTS - 2 * most));
  const evenly = rows.filter((_, i) => i % step === 0);
  return [...new Set([...extremes, ...evenly])].sort((a, b) => a - b);
}
