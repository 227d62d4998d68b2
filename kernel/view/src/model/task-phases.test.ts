import { TaskTable } from "@stageplay/core";
import { describe, expect, it } from "vitest";
import { longestPhase, TASK_PHASES, taskPhases } from "./task-phases.js";

function phasesOf(values: Readonly<Record<string, number>>, durationMs: number): Record<string, number> | undefined {
  const table = new TaskTable();
  const row = table.append();
  for (const [name, value] of Object.entries(values)) table.columns[name as "runMs"][row] = value;
  const phases = taskPhases(table.columns, row, durationMs);
  return phases && Object.fromEntries(TASK_PHASES.map((name, i) => [name, phases[i]!]));
}

const METRICS = {
  deserializeMs: 5,
  runMs: 80,
  fetchWaitMs: 20,
  shuffleWriteMs: 10,
  gcMs: 8,
  resultSerializeMs: 1,
  gettingResultMs: 2,
};

describe("taskPhases", () => {
  it("splits a task as Spark's metrics do, and the parts add up to its duration", () => {
    const phases = phasesOf(METRICS, 100)!;
    expect(phases).toEqual({
      "scheduler delay": 12,
      deserialize: 5,
      "fetch wait": 20,
      compute: 42,
      GC: 8,
      "shuffle write": 10,
      result: 3,
    });
    expect(Object.values(phases).reduce((sum, ms) => sum + ms)).toBe(100);
  });

  it("never exceeds the duration, even when the metrics do", () => {
    const phases = phasesOf(METRICS, 50)!;
    expect(Object.values(phases).reduce((sum, ms) => sum + ms)).toBe(50);
    expect(Math.min(...Object.values(phases))).toBe(0);
  });

  it("takes a task without a run time as computing", () => {
    expect(phasesOf({}, 30)).toMatchObject({ compute: 30, "scheduler delay": 0 });
  });

  it("says nothing about a task whose metrics were not kept", () => {
    expect(phasesOf({ runMs: Number.NaN }, 30)).toBeUndefined();
  });

  it("knows the longest", () => {
    expect(TASK_PHASES[longestPhase(Float64Array.of(0, 1, 9, 4, 0, 0, 0))]).toBe("fetch wait");
  });
});
