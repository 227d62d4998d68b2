import { describe, expect, it } from "vitest";
import { findTask } from "./task-search.js";
import { modelOf } from "./testing/model-of.js";

// All of them are tasks of stage 6, attempt 1.
const model = modelOf([
  { lane: 0, startMs: 0, durationMs: 5 },
  { lane: 1, startMs: 0, durationMs: 5, status: "ExceptionFailure", reason: "java.io.IOException: No space left" },
  { lane: 0, startMs: 5, durationMs: 5, speculative: true },
  { lane: 1, startMs: 5, durationMs: 5, status: "TaskKilled" },
]);
const find = (text: string, after?: number): number | undefined => findTask(model, text, after);

describe("findTask", () => {
  it("finds a partition of a stage, and of one of its attempts", () => {
    expect([find("6:2"), find("6.1:3"), find(" stage 6.1 : 1 "), find("6.2:3"), find("7:1"), find("6:9")]).toEqual([
      2,
      3,
      1,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("finds a task id, statuses, copies, hosts and errors", () => {
    expect([
      find("#102"),
      find("killed"),
      find("failed"),
      find("speculative"),
      find("HOST-0"),
      find("no space"),
    ]).toEqual([2, 3, 1, 2, 0, 1]);
  });

  it("goes on to the next one and begins again at the end", () => {
    expect([find("failed"), find("failed", 1), find("failed", 3)]).toEqual([1, 3, 1]);
    expect([find("6"), find("6", 0), find("6", 3)]).toEqual([0, 1, 0]);
  });

  it("finds nothing for nothing, or for text that means something to a pattern", () => {
    expect([find(""), find("  "), find("(((["), find("<img src=x onerror=alert(1)>")]).toEqual(
      new Array(4).fill(undefined),
    );
  });
});
