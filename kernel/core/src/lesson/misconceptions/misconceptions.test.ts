import { describe, expect, it } from "vitest";
import type { PredictionVerdict } from "../../events/prediction-verdict.js";
import { judge } from "../judge.js";
import { about, atLeast, between, oneOf } from "../matchers/index.js";
import { PREDICTED_FIELDS, type PredictedCount, type Prediction } from "../prediction.js";
import { ActionFacts } from "../run/action-facts.js";
import { READ } from "../run/field-values.js";
import { lessonRun } from "../testing/lesson-run.js";
import { MISCONCEIVED_PROGRAMS } from "../testing/misconceived-programs.js";
import { MISCONCEPTIONS } from "./index.js";

async function verdictOf(...args: Parameters<typeof lessonRun>): Promise<PredictionVerdict> {
  return (await lessonRun(...args)).predictions[0]!;
}

const namesOf = ({ misconceptions }: PredictionVerdict): string[] => misconceptions.map(({ id }) => id);

describe("misconceptions", () => {
  it("are eighteen, each with a program that shows it", () => {
    const ids = MISCONCEPTIONS.map(({ id }) => id).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
    expect(ids).toEqual(Array.from({ length: 18 }, (_, i) => `M${i + 1}`));
    expect([...new Set(MISCONCEIVED_PROGRAMS.map(({ id }) => id))].sort()).toEqual([...ids].sort());
  });

  it.each(MISCONCEIVED_PROGRAMS)("$id is named for $title", async ({ id, conf, triggers }) => {
    const verdict = await verdictOf(triggers, conf);
    expect(verdict.correct).toBe(false);
    expect(namesOf(verdict)[0], JSON.stringify(verdict, undefined, 1)).toBe(id);
    const [named] = verdict.misconceptions;
    expect(named!.fields.length).toBeGreaterThan(0);
    const missed = verdict.fields.filter((field) => !field.correct);
    for (const name of named!.fields) expect(missed.map((field) => field.name)).toContain(name);
    for (const { rule, places } of missed) {
      expect(rule!.items.length).toBeGreaterThan(0);
      expect(JSON.stringify(places)).not.toMatch(/NaN|undefined/);
    }
  });

  it.each(MISCONCEIVED_PROGRAMS)("$id is not named for what is nearly: $title", async ({ id, conf, nearMiss }) => {
    expect(namesOf(await verdictOf(nearMiss, conf))).not.toContain(id);
  });

  it.each(MISCONCEIVED_PROGRAMS)("$id is not named for the truth about $title", async ({ conf, triggers }) => {
    const run = await lessonRun(triggers, conf);
    const [{ jobId, callSite }] = run.predictions as [PredictionVerdict];
    const failure = run.jobs.at(-1)!.failure;
    const action = {
      run,
      jobIds: run.jobs.filter((job) => job.jobId === jobId || job.callSite === callSite).map((job) => job.jobId),
      outcome: failure === undefined ? {} : { conditions: ["SPARK_JOB_ABORTED"], messages: [failure] },
    };
    const facts = new ActionFacts(action);
    const truth = Object.fromEntries(PREDICTED_FIELDS.map((name) => [name, READ[name](facts)]));
    const outcome = failure === undefined ? "succeeded" : "failed";
    const verdict = judge({ ...truth, outcome } as Prediction, action);
    expect(verdict.fields.filter((field) => !field.correct)).toEqual([]);
    expect(verdict).toMatchObject({ correct: true, score: 1, misconceptions: [] });
    expect(JSON.stringify(verdict)).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("are not named for wide answers, which fit what wrong rules say and much else", async () => {
    const told = async (...tasks: readonly PredictedCount[]) =>
      namesOf(
        await verdictOf(async (s) => {
          s.predict({ tasks });
          await s.sc
            .range(0, 100, 1, 40)
            .map((n): [number, number] => [n % 7, n])
            .groupByKey(20)
            .count();
        }),
      );
    expect(await told(40, 40)).toEqual(["M8"]);
    expect(await told(atLeast(1), 40)).toEqual(["M8"]);
    expect(await told(40, about(40))).toEqual(["M8"]);
    expect(await told(40, atLeast(21))).toEqual([]);
    expect(await told(40, between(21, 400))).toEqual([]);
    expect(await told(40, oneOf(10, 40))).toEqual([]);
  });
});
