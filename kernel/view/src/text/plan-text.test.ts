import { describe, expect, it } from "vitest";
import { operatorMetricText, operatorMillis, percent, planText } from "./plan-text.js";

describe("what an operator counted, as the SQL tab of Spark's UI writes it", () => {
  it("is a total alone, or total, least, middle and most with its task", () => {
    expect(operatorMetricText({ name: "number of output rows", kind: "n", value: 20_000 })).toBe("20,000");
    expect(operatorMetricText({ name: "avg hash probes per key", kind: "n", value: 1.25 })).toBe("1.3");
    expect(
      operatorMetricText({
        name: "peak memory",
        kind: "bytes",
        value: 4096,
        spread: { min: 1024, med: 1024, max: 2048, task: { stageId: 16, stageAttempt: 0, taskId: 83 } },
      }),
    ).toBe("4.0 KiB (1.0 KiB, 1.0 KiB, 2.0 KiB (stage 16.0: task 83))");
    expect(
      operatorMetricText({ name: "partition data size", kind: "bytes", value: 6, spread: { min: 1, med: 2, max: 3 } }),
    ).toBe("6 B (1 B, 2 B, 3 B (driver))");
  });

  it("says of little that it is little, and of nothing that it is nothing", () => {
    expect([0, 0.4, 1.2, 1500].map(operatorMillis)).toEqual(["0 ms", "< 1 ms", "1 ms", "1.5 s"]);
    expect([0, 0.004, 0.256, 1].map(percent)).toEqual(["0%", "< 1%", "26%", "100%"]);
  });
});

it("a plan as text has a line an operator, with rows, time, share and what else it counted", () => {
  const line = { depth: 0, codegenId: 2, isHottest: false, stages: [], metrics: [] };
  const text = planText({
    executionId: 0,
    title: "collect at cell [3]:4",
    failed: false,
    trace: [],
    lines: [
      {
        ...line,
        id: "0",
        name: "Sort",
        detail: "[a]",
        text: "Sort [a]",
        rows: 12,
        time: { ms: 30, share: 0.75 },
        isHottest: true,
        metrics: [{ name: "spill size", kind: "bytes", value: 2048 }],
      },
      { ...line, id: "0.0", name: "Range", detail: "(0, 12)", text: "Range (0, 12)", depth: 1, rows: 1 },
    ],
  });
  expect(text).toBe(
    [
      "collect at cell [3]:4",
      "*(2) Sort [a]   [12 rows; 30 ms, 75% of the time; hottest; spill size 2.0 KiB]",
      "  *(2) Range (0, 12)   [1 row]",
    ].join("\n"),
  );
});
