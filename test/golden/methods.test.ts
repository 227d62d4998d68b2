import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkRecord } from "./check-record.js";
import { METHODS } from "./programs/methods.js";
import type { GoldenRecord } from "./record.js";

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** What Spark 4.3.0 did with each program, without adaptive execution and with it. */
const RECORDS = ["aqe-off", "aqe-on"].flatMap(
  (mode) => JSON.parse(readFileSync(folder(`records/methods/${mode}.json`), "utf8")) as readonly GoldenRecord[],
);

describe("rarer methods of DataFrames like real Spark's: jobs, stages, tasks, records per task, plans, results", () => {
  it.each(RECORDS.map((record) => [record.id, record] as const))("%s", async (_, record) => {
    const { failure, differences, finer, plans } = await checkRecord(record, folder("../../notebooks/data"), METHODS);
    expect(failure).toBeUndefined();
    expect([...differences, ...finer].map(({ text }) => text)).toEqual([]);
    expect(plans.map(({ difference }) => difference)).toEqual(record.executedPlans.map(() => undefined));
  });

  it("and every program has its two records", () => {
    expect(RECORDS).toHaveLength(2 * Object.keys(METHODS).length);
  });
});
