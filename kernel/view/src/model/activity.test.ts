import { describe, expect, it } from "vitest";
import { buildRun, executor, type TaskSketch } from "../testing/run-builder.test-support.js";
import { activity } from "./activity.js";

const stage = (id: number, numTasks: number) => ({ id, numTasks, submittedMs: 0, completedMs: 100 });
const task = (stageId: number, partition: number, core: number, launchMs: number, finishMs: number): TaskSketch => ({
  stage: stageId,
  partition,
  core,
  launchMs,
  finishMs,
});

/** One executor with two cores, 100 ms. */
function run(stages: readonly ReturnType<typeof stage>[], tasks: readonly TaskSketch[]) {
  return buildRun({
    jobs: [{ id: 0, stages }],
    tasks,
    executors: [executor(0)],
    endMs: 100,
  });
}

describe("activity", () => {
  it("steps at each start and end; a task that follows at once leaves no gap", () => {
    const { timeMs, count } = activity(run([stage(0, 2)], [task(0, 0, 0, 10, 40), task(0, 1, 0, 40, 60)]));
    expect(timeMs).toEqual([0, 10, 40, 60, 100]);
    expect(count).toEqual([0, 1, 1, 0, 0]);
  });
});
