import { describe, expect, it } from "vitest";
import { col } from "../dsl/functions.js";
import type { PredictionVerdict } from "../events/prediction-verdict.js";
import { createSession, type Session } from "../session.js";
import { testPorts } from "../testing/test-ports.js";
import type { Prediction } from "./prediction.js";
import { sealPrediction } from "./seal.js";
import { TODO } from "./todo.js";

interface Outcome {
  readonly verdicts: readonly PredictionVerdict[];
  readonly printed: readonly string[];
}

/** All calls stand in one line, so that only the calls themselves tell actions apart. */
async function cell(program: (session: Session) => unknown): Promise<Outcome> {
  const printed: string[] = [];
  const ports = testPorts();
  const host = {
    ...ports.host,
    userFrame: () => ({ file: "cell [1]", line: 1, column: 1 }),
    print: (text: string) => void printed.push(text),
  };
  const session = createSession({ ...ports, host }, { conf: { "spark.sql.shuffle.partitions": "8" } });
  session.beginCell(1);
  await program(session);
  await session.settle();
  return { verdicts: session.endCell()?.predictions ?? [], printed };
}

const rights = ({ verdicts }: Outcome) => verdicts.map(({ id, correct }) => [id, correct]);

describe("a prediction", () => {
  it("is sealed when it is made: the object may change, the answer does not", async () => {
    const answer = { id: "L01.1", tasks: [2], claims: ["C009"] };
    const { seal } = sealPrediction(answer);
    const { verdicts } = await cell(async (s) => {
      s.predict(answer);
      answer.tasks[0] = 99;
      answer.id = "other";
      await s.sc.parallelize([1, 2], 2).count();
    });
    expect(verdicts).toMatchObject([{ id: "L01.1", claims: ["C009"], correct: true, score: 1, seal }]);
    expect(seal).toMatch(/^[0-9a-f]{12}$/);
    expect(seal).not.toBe(sealPrediction(answer).seal);
  });

  it("goes to the next action alone, when two run at once", async () => {
    const outcome = await cell(async (s) => {
      const two = s.sc.parallelize([1, 2], 2);
      const five = s.sc.parallelize([1, 2, 3, 4, 5], 5);
      s.predict({ id: "first", jobs: 1, tasks: [2], attempts: 2 });
      await Promise.all([two.count(), five.count()]);
    });
    expect(rights(outcome)).toEqual([["first", true]]);
  });

  it("counts the queries of its own action only, when two run at once", async () => {
    const outcome = await cell(async (s) => {
      const grouped = s.spark.range(0, 100, 1, 4).groupBy(col("id").mod(3)).count();
      s.predict({ id: "grouped", jobs: 2, tasks: [4, 1], exchanges: 1 });
      const first = grouped.collect();
      s.predict({ id: "counted", jobs: 1, tasks: [3] });
      await Promise.all([first, s.sc.range(0, 3, 1, 3).count()]);
    });
    expect(rights(outcome).sort()).toEqual([
      ["counted", true],
      ["grouped", true],
    ]);
  });

  it("waits for its action while the program starts another application on the way", async () => {
    const outcome = await cell(async (s) => {
      await s.sc.parallelize([1, 2], 2).count();
      s.predict({ id: "elsewhere", jobs: 1, tasks: [4] });
      s.spark.submit("--master yarn --num-executors 2");
      await s.spark.sparkContext.range(0, 10, 1, 4).count();
    });
    expect(rights(outcome)).toEqual([["elsewhere", true]]);
    expect(outcome.printed.filter((line) => line.includes("not judged"))).toEqual([]);
  });

  it("takes in the jobs that a transformation ran before the action", async () => {
    const outcome = await cell(async (s) => {
      const rows = s.sc.parallelize([3, 1, 2, 5], 4);
      s.predict({ id: "sorted", jobs: 2, stages: 2 });
      await rows.sortBy((n) => n).collect();
    });
    expect(rights(outcome)).toEqual([["sorted", true]]);
    expect(outcome.verdicts[0]!.extraJobs).toMatchObject([{ jobId: 0, cause: "range sampling", stages: "4 tasks" }]);
  });

  it("waits for the action behind a pivot that looks for its values", async () => {
    const { verdicts } = await cell(async (s) => {
      const orders = s.spark.createDataFrame([
        { day: 1, country: "US", price: 3 },
        { day: 2, country: "DE", price: 4 },
      ]);
      s.predict({ jobs: 1 });
      const pivoted = await orders.groupBy("day").pivot("country");
      await pivoted.sum("price").collect();
    });
    expect(verdicts).toHaveLength(1);
    expect(verdicts[0]!.callSite!.method).toBe("collect");
    expect(Number(verdicts[0]!.fields[0]!.actual)).toBeGreaterThan(2);
  });

  it("gives way to a second one before the same action, which is said", async () => {
    const outcome = await cell(async (s) => {
      s.predict({ id: "A", stages: 7 });
      s.predict({ id: "B", stages: 1 });
      await s.sc.parallelize([1, 2], 2).count();
    });
    expect(rights(outcome)).toEqual([["B", true]]);
    expect(outcome.printed).toEqual([
      "Prediction B takes the place of A: no action came between the two. Put each prediction right before its action.",
    ]);
  });

  it("is judged on what ran when its action fails", async () => {
    const failing = (prediction: Prediction) =>
      cell(async (s) => {
        s.predict(prediction);
        await s.spark
          .range(0, 4, 1, 2)
          .select(col("id").divide(0))
          .collect()
          .catch(() => {});
      });
    const failed = await failing({ outcome: "failed", jobs: 1, stages: 1 });
    expect(failed.verdicts).toMatchObject([{ correct: true, jobId: 0 }]);
    expect((await failing({ outcome: "DIVIDE_BY_ZERO" })).verdicts[0]).toMatchObject({ correct: true });
    const [hopeful] = (await failing({ outcome: "succeeded" })).verdicts;
    expect(hopeful!.fields).toMatchObject([
      { expected: "succeeded", actual: "failed: DIVIDE_BY_ZERO", state: "wrong" },
    ]);
    expect(hopeful!.fields[0]!.rule!.items).toContain("C7");
  });

  it("is not judged when its action failed before the first job, unless that was asked", async () => {
    const refused = (prediction: Prediction) =>
      cell(async (s) => {
        const numbers = s.sc.parallelize([1, 2], 2);
        s.sc.stop();
        s.predict(prediction);
        await numbers.count().catch(() => {});
      });
    const { verdicts, printed } = await refused({ id: "L00.2", stages: 1 });
    expect(verdicts).toEqual([]);
    expect(printed).toEqual([
      expect.stringMatching(/^Prediction L00\.2 was not judged: the action failed before its first job\./),
    ]);
    expect((await refused({ outcome: "failed", stages: 0 })).printed.join()).toContain("outcome: failed");
  });

  it("is told in words when its action ran no job", async () => {
    const { verdicts, printed } = await cell(async (s) => {
      s.predict({ id: "L00.2", jobs: 0, stages: 1 });
      await s.spark.range(0, 4, 1, 2).limit(0).collect();
    });
    expect(verdicts).toEqual([]);
    expect(printed).toEqual([
      "Prediction L00.2: ✓ jobs: 0; ✗ stages: you said 1, it was 0. No job ran: the driver had the answer already.",
    ]);
  });

  it("that says 0 jobs is right when no action follows", async () => {
    const { printed } = await cell((s) => s.predict({ id: "L00.1", jobs: 0 }));
    expect(printed).toEqual([
      "Prediction L00.1 was right about jobs: no action followed it in this cell, so none ran.",
    ]);
  });

  it("that says 0 jobs is wrong when a transformation ran one, and an action that follows is judged as ever", async () => {
    const sorted = (s: Session) =>
      s.sc
        .range(0, 8, 1, 2)
        .map((n): [number, number] => [n % 3, n])
        .sortByKey();
    const [surprised] = (
      await cell((s) => {
        s.predict({ id: "L00.1", jobs: 0 });
        sorted(s);
      })
    ).verdicts;
    expect(surprised).toMatchObject({ id: "L00.1", correct: false, fields: [{ name: "jobs", actual: "1" }] });
    const { verdicts, printed } = await cell((s) => {
      s.predict({ id: "L00.1", jobs: 2 });
      sorted(s);
    });
    expect(verdicts).toEqual([]);
    expect(printed).toEqual([expect.stringContaining("was not judged: no action followed it in this cell.")]);
    const counted = await cell(async (s) => {
      s.predict({ id: "L00.1", jobs: 0 });
      await sorted(s).count();
    });
    expect(counted.verdicts).toMatchObject([{ fields: [{ actual: "2" }] }]);
  });

  it("may have placeholders, which are asked for and are not wrong", async () => {
    const { verdicts } = await cell(async (s) => {
      s.predict({ id: TODO, why: TODO, scope: TODO, stages: TODO, tasks: [2, TODO], jobs: 1 });
      await s.sc.parallelize([1, 2], 2).count();
    });
    expect(verdicts).toMatchObject([
      {
        correct: false,
        misconceptions: [],
        fields: [
          { name: "jobs", state: "right" },
          { name: "stages", state: "open", expected: "TODO", actual: "" },
          { name: "tasks", state: "open", actual: "" },
        ],
      },
    ]);
    expect(verdicts[0]!.fields[1]!.note).toMatch(/How many stages/);
    expect(verdicts[0]).not.toHaveProperty("explanation");
    expect(verdicts[0]).not.toHaveProperty("id");
  });
});
