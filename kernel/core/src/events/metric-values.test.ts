import { describe, expect, it } from "vitest";
import { MetricValues } from "./metric-values.js";

const task = (taskId: number) => ({ stageId: 3, stageAttempt: 0, taskId });

describe("values of a SQL metric", () => {
  it("has total, least, middle and most with the task that has it, as Spark's UI shows them (I7)", () => {
    const values = new MetricValues();
    for (const [i, value] of [40, 10, 90, 20].entries()) values.add(value, task(i));
    expect(values.total).toBe(160);
    // Spark takes the upper of two in the middle.
    expect(values.spread).toEqual({ min: 10, med: 40, max: 90, task: task(2) });
    expect(values.average).toBe(40);
  });

  it("has no spread for one value, and no task for the driver's", () => {
    const one = new MetricValues();
    one.add(7, task(0));
    expect(one.spread).toBeUndefined();
    const driver = new MetricValues();
    for (const bytes of [5, 3, 9]) driver.add(bytes);
    expect(driver.spread).toEqual({ min: 3, med: 5, max: 9 });
  });

  it("adds what another stage counted", () => {
    const [first, second] = [new MetricValues(), new MetricValues()];
    first.add(1, task(0));
    second.add(5, task(1));
    second.add(3, task(2));
    first.addAll(second);
    expect(first.total).toBe(9);
    expect(first.spread).toEqual({ min: 1, med: 3, max: 5, task: task(1) });
  });

  it("keeps few of very many values, and total and ends exact", () => {
    const values = new MetricValues();
    const count = 100_000;
    for (let i = 0; i < count; i++) values.add((i * 7919) % count, task(i));
    expect(values.total).toBe((count * (count - 1)) / 2);
    const { min, med, max } = values.spread!;
    expect([min, max]).toEqual([0, count - 1]);
    expect(Math.abs(med / count - 0.5)).toBeLessThan(0.02);
  });
});
