import { describe, expect, it } from "vitest";
import type { AccumulatorId } from "../base/brand.js";
import { TaskMetrics } from "../rdd/task-context.js";
import { DEFAULT_COST_MODEL, TaskPricer } from "./cost-model.js";
import { OperatorTimes } from "./operator-times.js";

const [SCAN, FILTER, WRITE, FUNCTION] = [0, 1, 2, 3] as AccumulatorId[];

function timed(metrics: TaskMetrics): ReadonlyMap<AccumulatorId, number> {
  const updates = new Map<AccumulatorId, number>();
  new OperatorTimes(DEFAULT_COST_MODEL).addTo(updates, metrics);
  return updates;
}

describe("times of operators", () => {
  const metrics = new TaskMetrics();
  metrics.chargeTo(SCAN!, "parquetBytes", 115e6);
  metrics.chargeTo(FILTER!, "pipelineRows", 5e6);
  metrics.chargeTo(FILTER!, "pipelineRows", 5e6);
  metrics.shuffleWriteBytes = 15e6;
  metrics.attribute(WRITE!, "shuffleWriteBytes", metrics.shuffleWriteBytes);
  metrics.together.add({ id: FUNCTION!, members: [SCAN!, FILTER!] });

  it("follow from the work by the rates that price the task", () => {
    const times = timed(metrics);
    expect(times.get(SCAN!)).toBeCloseTo(1000);
    expect(times.get(FILTER!)).toBeCloseTo(1000);
    expect(times.get(WRITE!)).toBeCloseTo(100);
  });

  it("add up to a generated function's duration, and together to no more than the task's run", () => {
    const times = timed(metrics);
    expect(times.get(FUNCTION!)).toBeCloseTo(2000);
    const pricer = new TaskPricer(DEFAULT_COST_MODEL);
    pricer.price(metrics);
    const all = times.get(SCAN!)! + times.get(FILTER!)! + times.get(WRITE!)!;
    expect(all).toBeLessThanOrEqual(pricer.runMs);
    expect(all).toBeCloseTo(pricer.runMs - pricer.gcMs);
  });

  it("are none once the next task begins", () => {
    metrics.reset();
    expect(timed(metrics).size).toBe(0);
  });
});
