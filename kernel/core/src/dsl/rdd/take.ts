import type { JobRequest, JobRunner } from "../../backend.js";
import type { CallSite } from "../../events/listener.js";
import type { RDDLineage } from "../../rdd/rdd-lineage.js";
import { nextTakeWidth, type TakeWidthOptions } from "../../rdd/take-width.js";

export interface TakeOptions extends TakeWidthOptions {
  readonly callSite: CallSite;
}

/** The first `count` elements, from as few partitions as possible: one job a round, each up to four times as wide (A9). */
export async function takeElements<T>(
  jobs: JobRunner,
  rdd: RDDLineage<T>,
  count: number,
  options: TakeOptions,
): Promise<T[]> {
  const taken: T[] = [];
  const total = rdd.numPartitions;
  let scanned = 0;
  while (taken.length < count && scanned < total) {
    const left = count - taken.length;
    const width = nextTakeWidth(scanned, taken.length, left, options);
    const partitions = Array.from({ length: Math.min(width, total - scanned) }, (_, i) => scanned + i);
    const request: JobRequest<T, T[]> = {
      rdd,
      partitions,
      task: (rows) => firstOf(rows, left),
      callSite: options.callSite,
      cause: scanned === 0 ? "action" : "take ramp-up",
    };
    for (const rows of await jobs.runJob(request)) {
      for (let i = 0; i < rows.length && taken.length < count; i++) taken.push(rows[i]!);
    }
    scanned += partitions.length;
  }
  return taken;
}

/** At most `count` elements; asks for no more than it needs (N2). */
function firstOf<T>(rows: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  if (count === 0) return taken;
  for (const row of rows) {
    taken.push(row);
    if (taken.length === count) break;
  }
  return taken;
}
