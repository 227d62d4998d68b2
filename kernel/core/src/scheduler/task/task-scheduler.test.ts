import { expect, test } from "vitest";
import type { Stage } from "../dag/stage.js";
import { TaskScheduler } from "./task-scheduler.js";
import type { TaskSet } from "./task-set.js";
import type { TaskSetManager } from "./task-set-manager.js";

interface Launch {
  readonly manager: TaskSetManager;
  readonly index: number;
  readonly attempt: number;
  readonly executor: number;
}

/** Executors that only note what is launched; the test ends the tasks. */
class Harness {
  readonly launches: Launch[] = [];
  readonly succeeded: number[] = [];
  readonly failed: string[] = [];
  readonly killed: number[] = [];
  readonly free: number[];
  readonly scheduler: TaskScheduler;

  constructor(executors: number, cores: number) {
    this.free = new Array(executors).fill(cores);
    const { free } = this;
    this.scheduler = new TaskScheduler({
      backend: {
        numExecutors: executors,
        freeSlots: (executor) => free[executor]!,
        launchTask: (manager, index, executor) => {
          free[executor]!--;
          const attempt = manager.launched(index, this.launches.length);
          this.launches.push({ manager, index, attempt, executor });
        },
        killTask: (row) => {
          free[this.launches[row]!.executor]!++;
          this.killed.push(row);
        },
      },
      listener: {
        taskSucceeded: (_, index) => this.succeeded.push(index),
        taskSetFailed: (_, reason) => this.failed.push(reason),
      },
      maxTaskFailures: 4,
      seed: 1,
      describe: (row) => `Lost task in row ${row}`,
    });
  }

  submit(tasks: number, stageId = 0, priority = 0, preferredExecutors?: Int32Array): void {
    const partitions = Array.from({ length: tasks }, (_, i) => i);
    const set: TaskSet = {
      stage: { id: stageId } as Stage,
      stageId,
      stageAttempt: 0,
      priority,
      partitions,
      ...(preferredExecutors === undefined ? {} : { preferredExecutors }),
    };
    this.scheduler.submitTasks(set);
  }

  succeed(row: number): void {
    const { manager, index, executor } = this.launches[row]!;
    this.free[executor]!++;
    this.scheduler.taskSucceeded(manager, index, executor, undefined);
  }

  fail(row: number): void {
    const { manager, index, executor } = this.launches[row]!;
    this.free[executor]!++;
    const failure = { kind: "ExceptionFailure", description: "Error: boom", error: new Error("boom") } as const;
    this.scheduler.taskFailed(manager, index, row, executor, failure);
  }
}

test("tasks spread breadth first over executors (C2)", () => {
  const t = new Harness(3, 2);
  t.submit(4);
  const firstPass = t.launches.slice(0, 3).map((launch) => launch.executor);
  expect(new Set(firstPass).size).toBe(3);
  expect(t.launches.map((launch) => launch.index)).toEqual([0, 1, 2, 3]);
});

test("FIFO: an earlier job comes first, a later one uses the slots that are left (C3)", () => {
  const t = new Harness(1, 4);
  t.submit(3, 5, 1);
  t.submit(2, 1, 0);
  expect(t.launches.map(({ manager, index }) => [manager.taskSet.stageId, index])).toEqual([
    [5, 0],
    [5, 1],
    [5, 2],
    [1, 0],
  ]);
  t.succeed(0);
  expect(t.launches.at(-1)!.manager.taskSet.stageId).toBe(1);
});

test("the slot of a failed task takes the next pending one, the failed task comes after it (C6)", () => {
  const t = new Harness(1, 1);
  t.submit(3);
  t.fail(0);
  expect(t.launches.map(({ index, attempt }) => [index, attempt])).toEqual([
    [0, 0],
    [1, 0],
  ]);
  t.succeed(1);
  expect(t.launches.at(-1)).toMatchObject({ index: 0, attempt: 1 });
});

test("the fourth failure of a task fails its set, with Spark's words (C7, C8)", () => {
  const t = new Harness(1, 1);
  t.submit(1);
  for (let row = 0; row < 4; row++) t.fail(row);
  expect(t.failed).toEqual([
    "Task 0 in stage 0.0 failed 4 times, most recent failure: Lost task in row 3: Error: boom",
  ]);
});

test("cancelling a stage kills its attempts and frees their slots for others (B15)", () => {
  const t = new Harness(1, 2);
  t.submit(4, 0, 0);
  t.submit(2, 1, 1);
  t.scheduler.cancelTasks(0, "Stage cancelled");
  expect(t.killed).toEqual([0, 1]);
  expect(t.launches.slice(2).map(({ manager, index }) => [manager.taskSet.stageId, index])).toEqual([
    [1, 0],
    [1, 1],
  ]);
});

test("a task waits for the executor that holds its cached input (B10)", () => {
  const t = new Harness(2, 1);
  t.submit(4, 0, 0, Int32Array.from([1, 1, 0, -1]));
  const placed = t.launches.map(({ index, executor }) => [index, executor]);
  expect(placed).toContainEqual([0, 1]);
  expect(placed).toContainEqual([2, 0]);
  t.succeed(placed.findIndex(([, executor]) => executor === 1));
  expect(t.launches.at(-1)).toMatchObject({ index: 1, executor: 1 });
  t.succeed(placed.findIndex(([, executor]) => executor === 0));
  expect(t.launches.at(-1)).toMatchObject({ index: 3, executor: 0 });
});
