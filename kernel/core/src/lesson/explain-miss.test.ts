import { describe, expect, it } from "vitest";
import { broadcast } from "../dsl/broadcast.js";
import { col } from "../dsl/functions.js";
import type { Session } from "../session.js";
import type { PredictedField, Prediction } from "./prediction.js";
import { lessonRun } from "./testing/lesson-run.js";

const OFF = { "spark.sql.adaptive.enabled": "false", "spark.sql.shuffle.partitions": "8" };
const ON = { "spark.sql.shuffle.partitions": "8" };
const keyed = ({ spark }: Session) => spark.range(0, 400, 1, 20).withColumn("k", col("id").mod(5));
const pairs = ({ sc }: Session) => sc.range(0, 40, 1, 4).map((n): [number, number] => [n % 3, n]);

type Row = readonly [what: string, item: string, Prediction, (s: Session) => Promise<unknown>, Record<string, string>?];

/** What is wrong, and the number of the rule that has to be named. */
const ROWS: readonly Row[] = [
  ["too few stages", "A1", { stages: 1 }, (s) => pairs(s).groupByKey(3).count()],
  ["a count of one stage", "G5", { stages: 1 }, (s) => keyed(s).count(), OFF],
  [
    "a stage left out because it was skipped",
    "B8",
    { stages: 1 },
    async (s) => {
      const sums = pairs(s).reduceByKey((a, b) => a + b, 3);
      await sums.count();
      s.predict({ stages: 1 });
      await sums.collect();
    },
  ],
  [
    "a cut at a broadcast",
    "G3",
    { stages: 9 },
    (s) =>
      keyed(s)
        .join(broadcast(keyed(s)), "id")
        .collect(),
    OFF,
  ],
  ["a cut at a top-k", "G8", { stages: 9 }, (s) => keyed(s).orderBy("k").limit(3).collect(), OFF],
  ["tasks of the source", "A3", { tasks: [4, 8] }, (s) => keyed(s).groupBy("k").count().collect(), OFF],
  ["tasks after a shuffle", "G5", { tasks: [20, 20] }, (s) => keyed(s).groupBy("k").count().collect(), OFF],
  ["tasks that AQE put together", "H5", { tasks: [20, 8] }, (s) => keyed(s).groupBy("k").count().collect(), ON],
  ["tasks after a sort", "A7", { tasks: [20, 8] }, (s) => keyed(s).orderBy("k").collect(), OFF],
  ["tasks of a shuffle of RDDs", "A4", { tasks: [4, 9] }, (s) => pairs(s).groupByKey(3).count()],
  ["tasks of a take", "A9", { tasks: [20] }, (s) => keyed(s).show(3), OFF],
  ["tasks of a union", "A13", { tasks: [20] }, (s) => keyed(s).union(keyed(s)).collect(), OFF],
  ["jobs of AQE", "H2", { jobs: 7 }, (s) => keyed(s).groupBy("k").count().collect(), ON],
  ["jobs of a sort", "A7", { jobs: 7 }, (s) => keyed(s).orderBy("k").collect(), OFF],
  ["jobs of a show", "A9", { jobs: 7 }, (s) => keyed(s).groupBy("k").count().show(), OFF],
  ["jobs of a plain action", "A10", { jobs: 7 }, (s) => pairs(s).count()],
  ["skipped under AQE", "H2", { skipped: 0 }, (s) => keyed(s).groupBy("k").count().collect(), ON],
  ["skipped after sampling", "A7", { skipped: 0 }, (s) => keyed(s).groupBy("k").count().orderBy("k").collect(), OFF],
  [
    "attempts after failures",
    "C7",
    { attempts: 99 },
    (s) => {
      s.task({ partition: 1 }).fail(1);
      return pairs(s).count();
    },
  ],
  ["attempts without any", "B7", { attempts: 99 }, (s) => pairs(s).count()],
  ["waves", "C2", { waves: 99 }, (s) => pairs(s).count()],
  ["an outcome", "C7", { outcome: "failed" }, (s) => pairs(s).count()],
];

describe("the rule behind a miss", () => {
  const cases = ROWS.map(([what, item, prediction, program, conf]) => ({ what, item, prediction, program, conf }));
  it.each(cases)("$what: $item", async ({ item, prediction, program, conf = {} }) => {
    const run = await lessonRun((s) => {
      s.predict(prediction);
      return program(s);
    }, conf);
    const verdict = run.predictions.at(-1)!;
    const [name] = Object.keys(prediction) as PredictedField[];
    const field = verdict.fields.find((one) => one.name === name)!;
    expect(field.correct).toBe(false);
    expect(field.rule!.items).toContain(item);
    expect(field.rule!.text).toMatch(/^[A-Zct].*\.$/);
    for (const { stageId, parentId, text } of field.places!) {
      expect(text).not.toBe("");
      if (stageId !== undefined) expect(run.stages.some((stage) => stage.stageId === stageId)).toBe(true);
      if (parentId !== undefined) {
        expect(run.stages.find((stage) => stage.stageId === stageId)!.parentIds).toContain(parentId);
      }
    }
  });

  it("points at the call that cuts, with its line", async () => {
    const run = await lessonRun((s) => {
      const grouped = pairs(s).groupByKey(3);
      s.predict({ stages: 1 });
      return grouped.count();
    });
    const [{ fields, callSite }] = run.predictions as [(typeof run.predictions)[number]];
    expect(fields[0]!.places).toMatchObject([
      { stageId: 1, parentId: 0, text: "stage 0 → stage 1: groupByKey at cell [1]:3", callSite: { line: 3 } },
    ]);
    expect(callSite).toMatchObject({ method: "count", line: 4 });
  });
});
