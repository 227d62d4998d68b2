import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { checkRecord } from "./check-record.js";
import { QUERIES_AGGREGATES_AND_CACHES } from "./programs/queries-aggregates-and-caches.js";
import { QUERIES_JOINS_AND_ACTIONS } from "./programs/queries-joins-and-actions.js";
import { QUERIES_REPARTITIONS_AND_HINTS } from "./programs/queries-repartitions-and-hints.js";
import { toPrograms } from "./programs/query-program.js";
import type { GoldenRecord } from "./record.js";

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const PROGRAMS = toPrograms({
  ...QUERIES_JOINS_AND_ACTIONS,
  ...QUERIES_REPARTITIONS_AND_HINTS,
  ...QUERIES_AGGREGATES_AND_CACHES,
});

/** What Spark 4.3.0 did with each program, without adaptive execution and with it. */
const RECORDS = ["aqe-off", "aqe-on"].flatMap(
  (mode) => JSON.parse(readFileSync(folder(`records/queries/${mode}.json`), "utf8")) as readonly GoldenRecord[],
);

describe("queries like real Spark's: jobs, stages, tasks, records per task, plans, results", () => {
  it.each(RECORDS.map((record) => [record.id, record] as const))("%s", async (_, record) => {
    const { failure, differences, finer, plans } = await checkRecord(record, folder("../../notebooks/data"), PROGRAMS);
    expect(failure).toBeUndefined();
    expect([...differences, ...finer].map(({ text }) => text)).toEqual([]);
    expect(plans.map(({ difference }) => difference)).toEqual(record.executedPlans.map(() => undefined));
  });

  it("and every program has its two records", () => {
    expect(RECORDS).toHaveLength(2 * Object.keys(PROGRAMS).length);
  });
});
