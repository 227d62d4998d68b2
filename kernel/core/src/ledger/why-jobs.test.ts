import { expect, test } from "vitest";
import { runOf } from "./run-sketch.test-support.js";
import { WhyJobs } from "./why-jobs.js";

const callSite = { short: "sortBy at cell [3]:4", method: "sortBy", file: "cell [3]", line: 4 };
const why = new WhyJobs(
  runOf({
    jobs: [
      { from: 0, to: 4, cause: "range sampling", callSite, stageIds: [0] },
      { from: 4, to: 20, stageIds: [1, 2], executionId: 5 },
    ],
    to: 20,
  }),
);

test("each job has its cause, the user's line and what belongs to it", () => {
  expect(why.jobs).toMatchObject([
    { jobId: 0, cause: "range sampling", callSite: "sortBy at cell [3]:4", file: "cell [3]", line: 4, stages: 1 },
    { jobId: 1, cause: "action", durationMs: 16, executionId: 5, stages: 2 },
  ]);
  expect([why.count("range sampling"), why.count("broadcast")]).toEqual([1, 0]);
});

test("is a table in a cell", () => {
  expect(String(why).split("\n")).toEqual([
    "Why 2 jobs?",
    expect.stringMatching(/^job 0 {2}range sampling {2}sortBy at cell \[3\]:4 {3}4 ms {2}sorting needs bounds/),
    expect.stringMatching(/^job 1 +action +count +16 ms {2}an action asks/),
  ]);
});
