import { describe, expect, test } from "vitest";
import { RowValues } from "./row-values.js";
import { stageKey } from "./stage-key.js";
import { StageTotalsFold } from "./stage-totals.js";
import { TASK_STATUSES, TaskTable } from "./task-table.js";

const SUCCESS = TASK_STATUSES.indexOf("Success");

function narrow(): TaskTable {
  return new TaskTable(undefined, 0, "as used");
}

/** Rows of a stage whose tasks all succeed, written at once. */
function addStage(tasks: TaskTable, stageId: number, inputBytes: RowValues, count: number): void {
  const row = tasks.length;
  tasks.reserve(count);
  tasks.setRows("stageId", row, count, new RowValues([], stageId));
  tasks.setRows("inputBytes", row, count, inputBytes);
  tasks.appendRows(count);
  for (let i = row; i < row + count; i++) {
    tasks.columns.status[i] = SUCCESS;
    tasks.columns.finishMs[i] = i;
  }
}

describe("counts and bytes take four bytes a row until one needs more", () => {
  test.each([2 ** 32, 0.5, -1])("%d", (value) => {
    const tasks = narrow();
    const row = tasks.append();
    tasks.use("inputBytes", 7)[row] = 7;
    expect(tasks.columns.inputBytes).toBeInstanceOf(Uint32Array);
    const next = tasks.append();
    tasks.use("inputBytes", value)[next] = value;
    expect([...tasks.columns.inputBytes.subarray(0, 2)]).toEqual([7, value]);
  });

  test("a wide stage after a narrow one", () => {
    const tasks = narrow();
    addStage(tasks, 0, new RowValues(Uint32Array.of(1, 2)), 2);
    addStage(tasks, 1, new RowValues(Float64Array.of(2 ** 40, 3)), 2);
    expect([...tasks.columns.inputBytes.subarray(0, 4)]).toEqual([1, 2, 2 ** 40, 3]);
    addStage(tasks, 2, new RowValues(Float64Array.of(2 ** 41)), 1);
    expect(tasks.columns.inputBytes[4]).toBe(2 ** 41);
  });
});

describe("whole stages of known values", () => {
  test("take nothing a row until somebody looks, and grow with the table", () => {
    const tasks = narrow();
    for (let stage = 0; stage < 100; stage++) addStage(tasks, stage, new RowValues([5], 9), 50);
    const before = tasks.byteLength;
    expect(tasks.columns.inputBytes[0]! + tasks.columns.inputBytes[1]!).toBe(14);
    expect(tasks.columns.stageId[4999]).toBe(99);
    expect(tasks.byteLength).toBeGreaterThan(before);
    addStage(tasks, 100, new RowValues([], 1), 100_000);
    expect([tasks.columns.inputBytes[50], tasks.columns.inputBytes[104_999], tasks.columns.stageId[104_999]]).toEqual([
      5, 1, 100,
    ]);
  });

  test.each([false, true])("rows that were not used are zeros again (columns made before: %s)", (made) => {
    const tasks = narrow();
    if (made) tasks.use("inputBytes");
    addStage(tasks, 3, new RowValues([], 8), 2);
    tasks.setRows("inputBytes", 2, 4, new RowValues([], 6));
    tasks.clearRows(3, 6);
    tasks.appendRows(1);
    const next = tasks.append();
    expect([...tasks.columns.inputBytes.subarray(0, next + 1)]).toEqual([8, 8, 6, 0]);
  });

  test("totals are the same, whether or not the columns have been made", () => {
    const totals = [false, true].map((made) => {
      const tasks = narrow();
      addStage(tasks, 0, new RowValues(Uint32Array.of(1, 2, 3)), 3);
      addStage(tasks, 1, new RowValues([], 10), 4);
      tasks.columns.status[5] = TASK_STATUSES.indexOf("TaskKilled");
      if (made) void tasks.columns.inputBytes;
      const { byStage, lastFinishMs } = new StageTotalsFold().totals(tasks);
      return [byStage.get(stageKey(0, 0))!.inputBytes, byStage.get(stageKey(1, 0))!.inputBytes, lastFinishMs];
    });
    expect(totals).toEqual([
      [6, 30, 6],
      [6, 30, 6],
    ]);
  });
});
