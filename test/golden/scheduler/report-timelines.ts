import { checkTimeline, meanError, type TimelineOutcome } from "./check-timeline.js";
import { SCHEDULER_PROGRAMS } from "./programs.js";
import { schedulerProgramOf } from "./run-timeline.js";
import { readSchedulerRecords } from "./timeline.js";

/** Prints how each simulated timeline compares with the recorded one; last the line that counts. */
export async function reportTimelines(folder: string, print: (line: string) => void): Promise<void> {
  const records = readSchedulerRecords(folder);
  const outcomes: TimelineOutcome[] = [];
  print(
    `${"program".padEnd(38)} ${"recorded".padStart(9)} ${"modelled".padStart(9)} ${"error".padStart(7)}  what differs`,
  );
  for (const record of records) {
    if (SCHEDULER_PROGRAMS[schedulerProgramOf(record.id)] === undefined) {
      print(`${record.id.padEnd(38)} program not yet written`);
      continue;
    }
    const outcome = await checkTimeline(record, records);
    outcomes.push(outcome);
    print(line(outcome));
  }
  print(`mean error of the programs that are not all overhead: ${(100 * meanError(outcomes)).toFixed(1)}%`);
  const within = outcomes.filter((outcome) => outcome.withinBounds);
  print(`timelines: ${within.length} of ${records.length} within bounds`);
}

function line({ id, recordedMs, modelledMs, error, differences }: TimelineOutcome): string {
  const ms = (value: number): string => `${Math.round(value)} ms`.padStart(9);
  const percent = `${(100 * error).toFixed(1)}%`.padStart(7);
  return `${id.padEnd(38)} ${ms(recordedMs)} ${ms(modelledMs)} ${percent}  ${differences.join("; ")}`.trimEnd();
}
