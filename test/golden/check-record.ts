import { type ByteError, byteErrors } from "./byte-errors.js";
import { compare, type Difference } from "./compare.js";
import { comparePlans, type PlanComparison } from "./compare-plans.js";
import { PROGRAMS } from "./programs/index.js";
import type { Programs } from "./programs/program.js";
import { type GoldenRecord, programOf } from "./record.js";
import { runProgram } from "./run-program.js";

/** How a record came out. `differences` are in jobs, graph and result: what counts; `finer` are in records per task and RDD chains. */
export interface Outcome {
  readonly record: GoldenRecord;
  readonly differences: readonly Difference[];
  readonly finer: readonly Difference[];
  /** Of modelled shuffle bytes, where the record has Spark's. */
  readonly bytes: readonly ByteError[];
  /** One for each recorded plan. */
  readonly plans: readonly PlanComparison[];
  /** Why there is nothing to compare: no program yet, or it threw. */
  readonly failure?: string;
}

/** Runs the record's program, if there is one, and holds the run against the record. */
export async function checkRecord(record: GoldenRecord, data: string, programs: Programs = PROGRAMS): Promise<Outcome> {
  const program = programs[programOf(record.id)];
  if (program === undefined) return failed(record, "not yet written");
  try {
    const { jobs, result, plans } = await runProgram(record, program, data);
    const differences = compare(record, jobs, result);
    // The README asks for the chains of RDD programs only; in SQL they follow the physical plan.
    const chains = record.id.startsWith("r");
    const finer = differences.length > 0 ? [] : compare(record, jobs, result, { records: true, chains });
    const bytes = byteErrors(record, jobs);
    return { record, differences, finer, bytes, plans: comparePlans(record.executedPlans, plans) };
  } catch (error) {
    return failed(record, error instanceof Error ? error.message : String(error));
  }
}

/** None of the recorded plans was made. */
function failed(record: GoldenRecord, failure: string): Outcome {
  return { record, differences: [], finer: [], bytes: [], plans: comparePlans(record.executedPlans, []), failure };
}

/** Equal in jobs, stage graphs, task counts, ran or skipped, and result. */
export function isEqual(outcome: Outcome): boolean {
  return outcome.failure === undefined && outcome.differences.length === 0;
}
