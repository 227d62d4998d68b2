import { describe, expect, it } from "vitest";
import { executorEvents } from "./executor-events.js";

const there = { host: "h", cores: 2, firstLane: 0 };

describe("executorEvents", () => {
  it("tells who came late and who went, in order, with the first line of Spark's reason", () => {
    const events = executorEvents([
      { ...there, executorId: 0, addedMs: 0 },
      { ...there, executorId: 1, addedMs: 0, removedMs: 900, removedReason: "Command exited with code 52\nat …" },
      { ...there, executorId: 2, addedMs: 400, removedMs: 950 },
    ]);
    expect(events.map(({ executorId, timeMs, text }) => [executorId, timeMs, text])).toEqual([
      [2, 400, "+ executor added"],
      [1, 900, "✕ executor lost: Command exited with code 52"],
      [2, 950, "✕ executor lost"],
    ]);
  });
});
