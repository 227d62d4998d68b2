import { describe, expect, it } from "vitest";
import type { JobCause } from "../events/listener.js";
import type { RunDocument } from "../events/run.js";
import { TaskTable } from "../events/task-table.js";
import { judge } from "./judge.js";
import { atLeast, within } from "./matchers/index.js";
import type { Prediction } from "./prediction.js";

const CALL_SITE = { short: "collect at cell [1]:3", method: "collect", file: "cell [1]", line: 3 };

/** A run by its jobs: `[cause, …stages]`, a stage as its task count, negative when skipped. Stage ids count up; each follows the one before. */
function runOf(...jobs: [JobCause, ...number[]][]): RunDocument {
  const tasks = new TaskTable();
  let stageId = 0;
  const stages: object[] = [];
  const runJobs = jobs.map(([cause, ...counts], jobId) => ({
    jobId,
    cause,
    callSite: CALL_SITE,
    startMs: jobId * 1000,
    endMs: jobId * 1000 + 900,
    stageIds: counts.map((count, i) => {
      const status = count < 0 ? "skipped" : "complete";
      const parentIds = i === 0 ? [] : [stageId - 1];
      const kind = i === counts.length - 1 ? "ResultTask" : "ShuffleMapTask";
      const common = { stageId, attempt: 0, jobId, name: CALL_SITE.short, callSite: CALL_SITE, rdds: [] };
      stages.push({ ...common, numTasks: Math.abs(count), status, parentIds, kind });
      for (let task = 0; task < count; task++) {
        const row = tasks.append();
        tasks.columns.stageId[row] = stageId;
        tasks.columns.partition[row] = task;
        tasks.columns.core[row] = task % 2;
        tasks.columns.status[row] = 1;
        tasks.use("locality")[row] = task === 0 ? 1 : 0;
      }
      return stageId++;
    }),
  }));
  const executors = [{ executorId: 0, host: "host-1", cores: 2, addedMs: 0 }];
  return {
    jobs: runJobs,
    stages,
    tasks,
    executors,
    conf: {},
    sqlExecutions: [],
    startMs: 0,
    endMs: 9000,
  } as unknown as RunDocument;
}

const sorted = runOf(["range sampling", 40, 20], ["action", -40, 20, 3]);
const verdict = (prediction: Prediction, run = sorted) =>
  judge(prediction, { run, jobIds: run.jobs.map((job) => job.jobId), callSite: CALL_SITE, outcome: {} });
const wrongFields = (prediction: Prediction, run = sorted) =>
  verdict(prediction, run)
    .fields.filter((field) => !field.correct)
    .map((field) => field.name);

describe("judge", () => {
  it("counts the final job's stages, the skipped one included, and lists the sampling job apart", () => {
    const right = verdict({ id: "C012", stages: 3, tasks: [40, 20, 3], jobs: 2, skipped: 1, attempts: 23 });
    expect(right).toMatchObject({ id: "C012", jobId: 1, correct: true, score: 1, callSite: CALL_SITE });
    expect(right.fields.map((field) => field.name)).toEqual(["jobs", "stages", "tasks", "skipped", "attempts"]);
    expect(right.extraJobs).toMatchObject([{ jobId: 0, cause: "range sampling", stages: "40 tasks → 20 tasks" }]);
    expect(right.extraJobs[0]!.text).toMatch(/samples the keys/);
    expect(right).not.toHaveProperty("explanation");
  });

  it("gives credit stage by stage, and points at the stage, its edge and the rule after a miss", () => {
    const miss = verdict({ tasks: [40, 20, 20], why: "Only three keys." });
    expect(miss.score).toBeCloseTo(2 / 3);
    expect(miss.fields).toMatchObject([
      {
        name: "tasks",
        expected: "[40, 20, 20]",
        actual: "[40, 20, 3]",
        state: "partly",
        parts: [
          { label: "stage 2", correct: true },
          { label: "stage 3", correct: true },
          { label: "stage 4", stageId: 4, expected: "20", actual: "3", correct: false },
        ],
        rule: { items: ["A7"] },
        places: [
          { jobId: 1, stageId: 4, text: "stage 4: collect at cell [1]:3", callSite: CALL_SITE },
          { stageId: 4, parentId: 3 },
        ],
      },
    ]);
    expect(miss.explanation).toBe("Job 1 was 40 tasks (skipped) → 20 tasks → 3 tasks.\nOnly three keys.");
  });

  it("does not take one stage too many for all wrong", () => {
    const [tasks] = verdict({ tasks: [40, 30, 20, 3] }).fields;
    expect(tasks!.parts).toEqual([
      { label: "stage 2", stageId: 2, expected: "40", actual: "40", correct: true },
      { label: "no such stage", expected: "30", actual: "", correct: false },
      { label: "stage 3", stageId: 3, expected: "20", actual: "20", correct: true },
      { label: "stage 4", stageId: 4, expected: "3", actual: "3", correct: true },
    ]);
    expect(tasks!.score).toBe(0.75);
  });

  it("bears lists of any length", () => {
    const [tasks] = verdict({ tasks: Array.from({ length: 500_000 }, () => 7) }).fields;
    expect(tasks).toMatchObject({ state: "wrong", score: 0 });
    expect(tasks!.expected).toMatch(/, … 499,960 more\]$/);
    expect(tasks).not.toHaveProperty("parts");
  });

  it("means all fields by its score", () => {
    expect(verdict({ stages: 3, jobs: 1 }).score).toBe(0.5);
    expect(verdict({ stages: 3, tasks: [40, 20, 9] }).score).toBeCloseTo(5 / 6);
  });

  it("keeps the author's explanation for a miss", () => {
    expect(JSON.stringify(verdict({ stages: 3, why: "Only three keys." }))).not.toContain("Only three keys.");
  });

  it("counts every job's stages in scope all", () => {
    expect(
      wrongFields({ scope: "all", stages: 5, tasks: [40, 20, 40, 20, 3], skipped: 1, attempts: 83, jobs: 2 }),
    ).toEqual([]);
  });

  it("judges only the jobs of the action", () => {
    const action = { run: sorted, jobIds: [0], outcome: {} };
    expect(judge({ jobs: 1, stages: 2, tasks: [40, 20] }, action)).toMatchObject({ correct: true, jobId: 0 });
  });

  it("takes matchers, in lists too", () => {
    expect(wrongFields({ stages: atLeast(2), tasks: [atLeast(2), 20, atLeast(4)] })).toEqual(["tasks"]);
    expect(wrongFields({ makespan: within(1900, "ms", 0.01) })).toEqual([]);
    expect(wrongFields({ makespan: "1.9 s", attempts: 23 })).toEqual([]);
    expect(wrongFields({ makespan: "2.1 s" })).toEqual(["makespan"]);
  });

  it("measures waves at the slots, and tells the arithmetic beside it", () => {
    const [waves] = verdict({ waves: 10 }).fields;
    expect(waves).toMatchObject({ correct: true, note: "20 tasks ÷ 2 slots, rounded up: 10" });
    expect(wrongFields({ waves: [0, 10, 2] })).toEqual([]);
    const uneven = runOf(["action", 4]);
    for (let row = 0; row < 4; row++) uneven.tasks.columns.core[row] = row === 0 ? 0 : 1;
    expect(verdict({ waves: 2 }, uneven).fields).toMatchObject([
      {
        actual: "3",
        note: "a slot ran 3 one after the other, as tasks were not alike; 4 tasks ÷ 2 slots, rounded up: 2",
      },
    ]);
  });

  it("judges the localities that are named", () => {
    expect(wrongFields({ locality: { NODE_LOCAL: 2 } })).toEqual([]);
    const [field] = verdict({ locality: { NODE_LOCAL: 2, PROCESS_LOCAL: 23 } }).fields;
    expect(field).toMatchObject({ state: "partly", score: 0.5, actual: "PROCESS_LOCAL 21, NODE_LOCAL 2" });
    expect(wrongFields({ locality: "PROCESS_LOCAL" })).toEqual(["locality"]);
  });

  it("finds the straggler by the median of its stage", () => {
    const run = runOf(["action", 5]);
    run.tasks.columns.runMs.set([200, 210, 190, 900, 200]);
    expect(wrongFields({ straggler: 3 }, run)).toEqual([]);
    expect(wrongFields({ straggler: true }, run)).toEqual([]);
    expect(verdict({ straggler: false }, run).fields[0]).toMatchObject({
      actual: "partition 3",
      note: "it ran 900 ms, the median task 200 ms; modelled",
      places: [{ task: 3, text: "task 3 of stage 0" }],
    });
    run.tasks.columns.runMs[3] = 390;
    expect(wrongFields({ straggler: false }, run)).toEqual([]);
  });

  it("takes an impossible number as a wrong answer, not as an error", () => {
    for (const stages of [-3, 2.5, Number.POSITIVE_INFINITY]) {
      expect(wrongFields({ stages })).toEqual(["stages"]);
      expect(verdict({ stages }).explanation).toContain("A count is a whole number");
      expect(verdict({ makespan: stages, shuffleBytes: stages }).explanation).not.toContain("A count");
    }
  });

  it("says that nothing ran when the action had no job", () => {
    const nothing = judge({ stages: 1 }, { run: runOf(), jobIds: [], outcome: {} });
    expect(nothing).toMatchObject({ correct: false, jobId: -1 });
    expect(nothing.explanation).toContain("No job ran");
  });
});
