import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkTimeline, MEAN_ERROR, meanError, type TimelineOutcome } from "./check-timeline.js";
import { SCHEDULER_PROGRAMS } from "./programs.js";
import { schedulerProgramOf } from "./run-timeline.js";
import { readSchedulerRecords } from "./timeline.js";

const records = readSchedulerRecords(fileURLToPath(new URL("../records/scheduler", import.meta.url)));
const outcomes: TimelineOutcome[] = [];

describe("a timeline of real Spark", () => {
  test.each(records.map((record) => [record.id, record] as const))("%s", async (id, record) => {
    expect(SCHEDULER_PROGRAMS[schedulerProgramOf(id)]).toBeDefined();
    const outcome = await checkTimeline(record, records);
    outcomes.push(outcome);
    expect(outcome.differences).toEqual([]);
    expect(outcome).toMatchObject({ withinBounds: true });
  });

  test("is met within three percent on average", () => {
    expect(outcomes).toHaveLength(records.length);
    expect(meanError(outcomes)).toBeLessThanOrEqual(MEAN_ERROR);
  });
});
