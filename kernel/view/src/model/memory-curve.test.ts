import { describe, expect, it } from "vitest";
import { executorLostRun } from "../testing/executor-lost-run.test-support.js";
import { memoryCurve } from "./memory-curve.js";
import { runModel } from "./run-model.js";

function curveOf(peak: (row: number) => number): ReturnType<typeof memoryCurve> {
  const run = executorLostRun();
  for (let row = 0; row < run.tasks.length; row++) run.tasks.columns.peakMemoryBytes[row] = peak(row);
  return memoryCurve(run, runModel(run).gantt);
}

describe("memoryCurve", () => {
  it("is the sum over the tasks that run, executor by executor", () => {
    const run = executorLostRun();
    const { gantt } = runModel(run);
    const curve = curveOf((row) => 10 + row)!;
    expect(curve.layers.map(({ name }) => name)).toEqual(
      gantt.executors.map(({ executorId }) => `executor ${executorId}`),
    );
    for (let point = 0; point < curve.timeMs.length; point++) {
      const at = curve.timeMs[point]!;
      gantt.executors.forEach(({ executorId }, layer) => {
        let expected = 0;
        for (let row = 0; row < gantt.count; row++) {
          const runs = gantt.startMs[row]! <= at && gantt.startMs[row]! + gantt.durationMs[row]! > at;
          if (runs && run.tasks.columns.executor[row] === executorId) expected += 10 + row;
        }
        expect(curve.layers[layer]!.bytes[point]).toBe(expected);
      });
    }
    expect(curve.layers.map(({ bytes }) => bytes.at(-1))).toEqual(curve.layers.map(() => 0));
  });

  it("is nothing when no task reports memory", () => {
    expect(curveOf(() => 0)).toBeUndefined();
  });
});
