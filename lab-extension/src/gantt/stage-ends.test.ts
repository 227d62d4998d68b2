import type { GanttStage } from "@stageplay/view";
import { describe, expect, it } from "vitest";
import { stageEnds } from "./stage-ends.js";

const stage = (stageId: number, endMs: number | undefined, failed = false): GanttStage => ({
  stageId,
  attempt: 0,
  label: String(stageId),
  name: "count",
  colorIndex: 0,
  failed,
  barrier: false,
  ...(endMs === undefined ? {} : { endMs }),
});
const whole = { fromMs: 0, toMs: 1000 };

describe("stageEnds", () => {
  it("names each stage end that has room", () => {
    expect(stageEnds([stage(0, 300), stage(1, 900)], whole, 800).map((end) => end.label)).toEqual([
      "stage 0",
      "stage 1",
    ]);
  });

  it("says which stage is a barrier stage", () => {
    const ends = stageEnds([{ ...stage(4, 500), barrier: true }], whole, 800);
    expect(ends[0]?.label).toBe("‖ barrier stage 4");
  });

  it("leaves out names that would overlap, but keeps the name of a failed stage", () => {
    const ends = stageEnds([stage(0, 500), stage(1, 510, true)], whole, 800);
    expect(ends.find((end) => end.failed)?.label).toBe("✕ stage 1");
    expect(ends.filter((end) => end.label !== undefined)).toHaveLength(1);
    expect(ends).toHaveLength(2);
  });

  it("draws lines that fall together once, and none outside the window or for a running stage", () => {
    expect(stageEnds([stage(0, 500), stage(1, 500.5), stage(2, undefined), stage(3, 2000)], whole, 800)).toHaveLength(
      1,
    );
  });

  it("stays within the width for a thousand stages", () => {
    const stages = Array.from({ length: 1000 }, (_, i) => stage(i, i));
    expect(stageEnds(stages, whole, 800).length).toBeLessThanOrEqual(800 / 8 + 1);
  });
});
