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
function run(stages: readonly ReturnType<typeof stage>[], tasks: readonly TaskSketch[], removedMs?: number) {
  return buildRun({
    jobs: [{ id: 0, stages }],
    tasks,
    executors: [executor(0, removedMs === undefined ? {} : { removedMs })],
    endMs: 100,
  });
}

describe("activity", () => {
  it("steps at each start and end; a task that follows at once leaves no gap", () => {
    const { timeMs, count } = activity(run([stage(0, 2)], [task(0, 0, 0, 10, 40), task(0, 1, 0, 40, 60)]));
    expect(timeMs).toEqual([0, 10, 40, 60, 100]);
    expect(count).toEqual([0, 1, 1, 0, 0]);
  });

  it("splits all core time into busy and three kinds of idle", () => {
    const tasks = [task(0, 0, 0, 0, 50), task(0, 1, 1, 0, 20), task(1, 0, 0, 60, 90)];
    const { busyMs, idle } = activity(run([stage(0, 2), stage(1, 1)], tasks));
    expect(busyMs).toBe(100);
    // 20–50: stage 0 has as many tasks as slots, but only its last one runs; 60–90: one task for two slots.
    expect(idle).toEqual({ tailMs: 30, fewTasksMs: 30, noTaskMs: 40 });
  });

  it("counts the slots of an executor only while it lives", () => {
    const { busyMs, idle } = activity(run([stage(0, 2)], [task(0, 0, 0, 0, 50), task(0, 1, 1, 0, 50)], 50));
    expect(busyMs).toBe(100);
    expect(idle).toEqual({ tailMs: 0, fewTasksMs: 0, noTaskMs: 0 });
  });
});
