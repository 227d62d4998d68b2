import { describe, expect, it } from "vitest";
import { barLabel, taskLabel } from "./task-label.js";
import { ganttOf } from "./testing/gantt-of.js";

const gantt = ganttOf([
  { lane: 0, startMs: 0, durationMs: 1 },
  { lane: 0, startMs: 1, durationMs: 1, status: "FetchFailed" },
  { lane: 0, startMs: 2, durationMs: 1, attempt: 1, speculative: true },
  { lane: 0, startMs: 3, durationMs: 1, status: "TaskKilled" },
  { lane: 0, startMs: 4, durationMs: 1, status: "Running" },
]);
const rows = [0, 1, 2, 3, 4];

describe("labels of a task", () => {
  it("name stage and attempt, partition, retry and speculative copy", () => {
    expect(rows.map((row) => taskLabel(gantt, row))).toEqual(["6.1:0", "6.1:1", "6.1:2 ↻1 copy", "6.1:3", "6.1:4"]);
  });

  it("tell in a bar how the attempt ended, when not well, and the barrier of its stage", () => {
    expect(rows.map((row) => barLabel(gantt, row))).toEqual([
      "6.1:0",
      "✕ 6.1:1",
      "6.1:2 ↻1 copy",
      "6.1:3 killed",
      "6.1:4",
    ]);
    const barrier = { ...gantt, stages: gantt.stages.map((stage) => ({ ...stage, barrier: true })) };
    expect(barLabel(barrier, 1)).toBe("✕ ‖ 6.1:1");
  });
});
