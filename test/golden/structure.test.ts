import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkRecord } from "./check-record.js";
import { NOT_YET_WRITTEN, PROGRAMS } from "./programs/index.js";
import { programOf, readRecords } from "./record.js";

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const records = readRecords(folder("records/structure"));
const texts = (differences: readonly { text: string }[]) => differences.map(({ text }) => text);

const written = records.filter((record) => programOf(record.id) in PROGRAMS);

describe("like real Spark: jobs, stages, tasks, records per task, result, plans; RDD chains in RDD programs", () => {
  it.each(written.map((record) => [record.id, record] as const))("%s", async (_, record) => {
    const outcome = await checkRecord(record, folder("../../notebooks/data"));
    expect(outcome.failure).toBeUndefined();
    expect(texts(outcome.differences)).toEqual([]);
    expect(texts(outcome.finer)).toEqual([]);
    expect(outcome.plans.flatMap(({ difference }) => difference ?? [])).toEqual([]);
  });
});

it("each recorded program is mirrored, or it is said what it waits for", () => {
  const all = [...records, ...readRecords(folder("records/aqe"))];
  const programs = [...new Set(all.map((record) => programOf(record.id)))].sort();
  expect([...Object.keys(PROGRAMS), ...Object.keys(NOT_YET_WRITTEN)].sort()).toEqual(programs);
});

/** The others of `records/aqe` take a second or more each; `npm run golden` runs them all. */
const SIZED = readRecords(folder("records/aqe")).filter(({ id }) => /^a[35].*@aqe-on$/.test(id));

describe("where sizes decide: modelled bytes give Spark's task counts", () => {
  it.each(SIZED.map((record) => [record.id, record] as const))("%s", { timeout: 30_000 }, async (_, record) => {
    const outcome = await checkRecord(record, folder("../../notebooks/data"));
    expect(outcome.failure).toBeUndefined();
    expect(texts(outcome.differences)).toEqual([]);
    expect(texts(outcome.finer)).toEqual([]);
    expect(outcome.plans.flatMap(({ difference }) => difference ?? [])).toEqual([]);
  });
});
