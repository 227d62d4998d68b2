import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkRecord } from "./check-record.js";
import { RDD_RECORDER_PROGRAMS } from "./programs/rdd-more.js";
import { programOf, readRecords } from "./record.js";

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const records = readRecords(folder("records/rdd"));
const texts = (differences: readonly { text: string }[]) => differences.map(({ text }) => text);

describe("the whole RDD API like real Spark: jobs, stages, tasks, records per task, RDD chains, results", () => {
  it.each(records.map((record) => [record.id, record] as const))("%s", async (_, record) => {
    const outcome = await checkRecord(record, folder("../../notebooks/data"), RDD_RECORDER_PROGRAMS);
    expect(outcome.failure).toBeUndefined();
    expect(texts(outcome.differences)).toEqual([]);
    expect(texts(outcome.finer)).toEqual([]);
  });

  it("each record has its program, and each program its record", () => {
    expect(Object.keys(RDD_RECORDER_PROGRAMS).sort()).toEqual(records.map(({ id }) => programOf(id)).sort());
  });
});
