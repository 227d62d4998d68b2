import { describe, expect, it } from "vitest";
import type { JobCause } from "../events/listener.js";
import type { RunDocument } from "../events/run.js";
import { TaskTable } from "../events/task-table.js";
import { judge } from "./judge.js";
import { checkPrediction, type Prediction } from "./prediction.js";

/** A run by its jobs: `[cause, …stages]`, a stage as its task count, negative when skipped. Stage ids count up. */
function runOf(...jobs: [JobCause, ...number[]][]): RunDocument {
  const tasks = new TaskTable();
  let stageId = 0;
  const stages: object[] = [];
  const runJobs = jobs.map(([cause, ...counts], jobId) => ({
    jobId,
    cause,
    stageIds: counts.map((count) => {
      stages.push({ stageId, attempt: 0, numTasks: Math.abs(count), status: count < 0 ? "skipped" : "complete" });
      for (let i = 0; i < count; i++) tasks.columns.stageId[tasks.append()] = stageId;
      return stageId++;
    }),
  }));
  return { jobs: runJobs, stages, tasks } as unknown as RunDocument;
}

const sorted = runOf(["range sampling", 40, 20], ["action", -40, 20, 3]);
const verdict = (prediction: Prediction, run = sorted) =>
  judge(
    prediction,
    run,
    run.jobs.map((job) => job.jobId),
  );
const wrongFields = (prediction: Prediction, run = sorted) =>
  verdict(prediction, run)
    .fields.filter((field) => !field.correct)
    .map((field) => field.name);

describe("judge", () => {
  it("counts the final job's stages, the skipped one included, and lists the sampling job apart", () => {
    const right = verdict({ id: "C012", stages: 3, tasks: [40, 20, 3], jobs: 2, skipped: 1, attempts: 23 });
    expect(right).toMatchObject({ id: "C012", jobId: 1, correct: true });
    expect(right.fields.map((field) => field.name)).toEqual(["jobs", "stages", "tasks", "skipped", "attempts"]);
    expect(right.explanation).toMatch(
      /^Job 0, range sampling: 40 tasks → 20 tasks, because a global sort first samples/,
    );
  });

  it("says what the job was and which rule is at work after a miss", () => {
    const miss = verdict({ tasks: [40, 20, 20], why: "Only three keys." });
    expect(miss.fields).toEqual([{ name: "tasks", expected: "[40, 20, 20]", actual: "[40, 20, 3]", correct: false }]);
    expect(miss.explanation).toContain("Job 1 was 40 tasks (skipped) → 20 tasks → 3 tasks.");
    expect(miss.explanation).toContain("at most one task for each distinct range of keys it found: 3 here");
    expect(miss.explanation).toContain("Only three keys.");
  });

  it("keeps the author's explanation for a miss", () => {
    expect(verdict({ stages: 3, why: "Only three keys." }).explanation).not.toContain("Only three keys.");
  });

  it("counts every job's stages in scope all", () => {
    expect(
      wrongFields({ scope: "all", stages: 5, tasks: [40, 20, 40, 20, 3], skipped: 1, attempts: 83, jobs: 2 }),
    ).toEqual([]);
  });

  it("judges only the jobs of the action", () => {
    expect(judge({ jobs: 1, stages: 2, tasks: [40, 20] }, sorted, [0])).toMatchObject({ correct: true, jobId: 0 });
  });

  it("takes a placeholder or an impossible number as a wrong answer, not as an error", () => {
    const open = { stages: undefined, jobs: Number.NaN } as unknown as Prediction;
    expect(verdict(open).fields.map((field) => field.expected)).toEqual(["not filled in", "not filled in"]);
    expect(wrongFields(open)).toEqual(["jobs", "stages"]);
    for (const stages of [-3, 2.5, Number.POSITIVE_INFINITY]) {
      expect(wrongFields({ stages })).toEqual(["stages"]);
      expect(verdict({ stages }).explanation).toContain("A count is a whole number");
    }
  });

  it("says that nothing ran when the action had no job", () => {
    const nothing = judge({ stages: 1 }, runOf(), []);
    expect(nothing).toMatchObject({ correct: false, jobId: -1 });
    expect(nothing.explanation).toContain("No job ran");
  });

  it("has nothing to explain when one plain job was predicted right", () => {
    expect(verdict({ stages: 2 }, runOf(["action", 4, 2]))).not.toHaveProperty("explanation");
  });
});

describe("checkPrediction", () => {
  const refused = (prediction: object) => expect(() => checkPrediction(prediction as Prediction));

  it("names the nearest field for an unknown one", () => {
    refused({ stage: 3 }).toThrow(/UNRESOLVED_FIELD.WITH_SUGGESTION.*`stage`. Did you mean `stages`/);
    refused({ taks: [3] }).toThrow(/Did you mean `tasks`/);
  });

  it("refuses an unknown scope and a prediction of nothing", () => {
    refused({ stages: 1, scope: "last" }).toThrow(/scope `last`/);
    refused({ id: "x" }).toThrow(/nothing to judge/);
  });

  it("lets a good one and one with open fields pass", () => {
    expect(() => checkPrediction({ stages: 3, tasks: [1], scope: "all" })).not.toThrow();
    expect(() => checkPrediction({ stages: undefined } as unknown as Prediction)).not.toThrow();
  });
});
