import { type RunDocument, TASK_STATUSES, TaskTable } from "@stageplay/core";
import { describe, expect, it } from "vitest";
import {
  barrierBreaches,
  oversubscribedSlots,
  serialize,
  stagesWithoutOneCommitEach,
  tasksWithoutSlot,
} from "./run-facts.js";

type Bar = { stage: number; partition: number; core: number; from: number; to: number };

/** Stage 1 after stage 0, two tasks each, on one executor with two cores, the bars as given. */
function runOf(...bars: Bar[]): RunDocument {
  const tasks = new TaskTable();
  for (const { stage, partition, core, from, to } of bars) {
    const row = tasks.append();
    const { columns } = tasks;
    columns.stageId[row] = stage;
    columns.partition[row] = partition;
    columns.core[row] = core;
    columns.launchMs[row] = from;
    columns.finishMs[row] = to;
    columns.status[row] = TASK_STATUSES.indexOf("Success");
  }
  const stages = [0, 1].map((stageId) => ({
    stageId,
    attempt: 0,
    numTasks: 2,
    status: "complete",
    parentIds: stageId === 0 ? [] : [0],
  }));
  return { executors: [{ executorId: 0, cores: 2 }], stages, tasks } as unknown as RunDocument;
}

const good: Bar[] = [
  { stage: 0, partition: 0, core: 0, from: 0, to: 5 },
  { stage: 0, partition: 1, core: 1, from: 0, to: 7 },
  { stage: 1, partition: 0, core: 0, from: 7, to: 9 },
  { stage: 1, partition: 1, core: 0, from: 9, to: 12 },
];
/** The good run with one bar changed. */
const spoilt = (at: number, change: Partial<Bar>) =>
  runOf(...good.map((bar, i) => (i === at ? { ...bar, ...change } : bar)));

describe("the checks on runs themselves", () => {
  it("find nothing in a good run", () => {
    const run = runOf(...good);
    expect(
      [oversubscribedSlots, tasksWithoutSlot, stagesWithoutOneCommitEach, barrierBreaches].map((check) => check(run)),
    ).toEqual([[], [], [], []]);
  });

  it("notice two tasks on one core", () => expect(oversubscribedSlots(spoilt(3, { from: 8 }))).toHaveLength(1));
  it("notice a core that does not exist", () => expect(tasksWithoutSlot(spoilt(2, { core: 2 }))).toHaveLength(1));
  it("notice a partition that committed twice", () =>
    expect(stagesWithoutOneCommitEach(spoilt(3, { partition: 0 }))).toEqual(["1.0"]));
  it("notice a child that did not wait", () => expect(barrierBreaches(spoilt(2, { from: 6 }))).toEqual(["1 after 0"]));
  it("notice one changed number", () => expect(serialize(spoilt(1, { to: 8 }))).not.toBe(serialize(runOf(...good))));
});
