import { summary, summaryText } from "./byte-errors.js";
import { checkRecord, isEqual, type Outcome } from "./check-record.js";
import { NOT_YET_WRITTEN, PROGRAMS } from "./programs/index.js";
import { type GoldenRecord, programOf, readRecords } from "./record.js";

/**
 * Checks every record and prints, for each that is not equal, its first difference; last the line that counts.
 * Gives the outcomes, for {@link reportPlans}.
 */
export async function report(
  name: string,
  recordFolder: string,
  dataFolder: string,
  print: (line: string) => void,
): Promise<readonly Outcome[]> {
  const records = readRecords(recordFolder);
  const outcomes: Outcome[] = [];
  for (const record of records) {
    const outcome = await checkRecord(record, dataFolder);
    outcomes.push(outcome);
    if (!isEqual(outcome)) print(`${record.id}: ${firstDifference(outcome)}`);
  }
  const equal = outcomes.filter(isEqual);
  const fully = equal.filter((outcome) => outcome.finer.length === 0);
  print(`also equal in records per task, and RDD programs in their RDD chains: ${fully.length} of ${equal.length}`);
  for (const { record, finer } of equal) if (finer[0] !== undefined) print(`${record.id}, finer: ${finer[0].text}`);
  print("equal means: jobs, stage graphs, task counts, ran or skipped, results");
  print(`${name}: ${equal.length} of ${records.length} equal`);
  return outcomes;
}

/** Prints the first differing line of each plan that is not Spark's, and last how many of the recorded plans are. */
export function reportPlans(outcomes: readonly Outcome[], print: (line: string) => void): void {
  const plans = outcomes.flatMap(({ record, plans }) => plans.map(({ difference }) => ({ id: record.id, difference })));
  for (const { id, difference } of plans) if (difference !== undefined) print(`${id}: ${difference}`);
  const equal = plans.filter(({ difference }) => difference === undefined);
  print("equal means: operators, their order, `*(n)` and every line, but for the numbers of ids, and folders");
  print(`plans: ${equal.length} of ${plans.length} equal`);
}

/** Prints how far modelled shuffle bytes are from Spark's, record by record and over all. */
export function reportBytes(outcomes: readonly Outcome[], print: (line: string) => void): void {
  for (const { record, bytes } of outcomes) if (bytes.length > 0) print(`${record.id}: ${summaryText(summary(bytes))}`);
  print(`bytes: ${summaryText(summary(outcomes.flatMap(({ bytes }) => bytes)))}`);
}

function firstDifference({ record, failure, differences }: Outcome): string {
  if (failure === undefined) return differences[0]!.text;
  return PROGRAMS[programOf(record.id)] === undefined ? notWritten(record) : `failed: ${failure.split("\n")[0]}`;
}

function notWritten(record: GoldenRecord): string {
  return `program not yet written (needs ${NOT_YET_WRITTEN[programOf(record.id)]})`;
}

export { reportTimelines } from "./scheduler/report-timelines.js";
