import { TASK_STATUSES } from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { COLOR_MODES, taskShades } from "./task-shades.js";
import { modelOf } from "./testing/model-of.js";

const model = modelOf([
  { lane: 0, startMs: 0, durationMs: 10 },
  { lane: 1, startMs: 0, durationMs: 10, status: "TaskKilled" },
  { lane: 0, startMs: 10, durationMs: 10 },
]);
model.run.tasks.columns.deserializeMs[0] = 9;
model.run.tasks.columns.runMs[0] = 1;
model.run.tasks.columns.runMs[2] = Number.NaN;
const names = (mode: (typeof COLOR_MODES)[number]): readonly string[] => {
  const { palette, codes } = taskShades(model, mode);
  return Array.from(codes, (code) => palette[code]!.name);
};

describe("taskShades", () => {
  it("tells statuses, and the phase that took longest", () => {
    expect(names("status")).toEqual(["Success", "TaskKilled", "Success"]);
    expect(names("phase")).toEqual(["deserialize", "compute", "phases not kept"]);
    expect(names("locality")).toEqual(new Array(3).fill("PROCESS_LOCAL"));
  });

  it("has a shade of its own for each kind", () => {
    for (const mode of COLOR_MODES.filter((each) => each !== "stage" && each !== "phase")) {
      const fills = taskShades(model, mode).palette.map(({ fill }) => fill);
      expect(new Set(fills).size).toBe(fills.length);
    }
    expect(taskShades(model, "status").palette).toHaveLength(TASK_STATUSES.length);
  });
});
