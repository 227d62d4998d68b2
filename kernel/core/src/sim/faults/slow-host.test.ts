import { describe, expect, test } from "vitest";
import { TaskContext, work } from "../../dsl/task-context.js";
import type { TaskRecord } from "../../events/task-table.js";
import type { Session } from "../../session.js";
import { cellSession, endCell } from "../../testing/cell-program.js";

/** Two executors with a slot each; nothing but the work takes time. */
const CONF = {
  "spark.executor.instances": "2",
  "spark.executor.cores": "1",
  "spark.stageplay.cost.firstDeserializeMs": "0",
  "spark.stageplay.cost.deserializeMs": "0",
  "spark.stageplay.cost.stageBinaryMs": "0",
};

/** A task of ten seconds on each executor: what became of them, by executor. */
async function tenSeconds(s: Session, program = (): void => work("10s")): Promise<TaskRecord[]> {
  await s.sc.parallelize([0, 1], 2).foreach(program);
  const { tasks } = await endCell(s);
  return Array.from({ length: tasks.length }, (_, row) => tasks.record(row)).sort((a, b) => a.executor - b.executor);
}

const seconds = (ms: number): number => Math.round(ms / 100) / 10;

describe("what runs on a host goes on at the host's new pace", () => {
  test("slowed by 2 at 5 s, a task of 10 s ends at 15 s, and those elsewhere at 10", async () => {
    const s = cellSession(CONF);
    s.cluster.host(1).slow(2).after("5s");
    const [slow, other] = await tenSeconds(s);
    expect([seconds(slow!.runMs), seconds(slow!.finishMs - slow!.launchMs)]).toEqual([15, 15]);
    expect([seconds(other!.runMs), seconds(other!.finishMs - other!.launchMs)]).toEqual([10, 10]);
  });

  test("when the host is as fast as before, so is the rest of the work", async () => {
    const s = cellSession(CONF);
    s.cluster.host(1).slow(2).from("2s").to("6s");
    const [slow] = await tenSeconds(s);
    // 2 s of work, then 4 s for 2 s of it, then the 6 s that are left.
    expect(seconds(slow!.runMs)).toBe(12);
  });

  test("a task that ends its process does so later", async () => {
    const s = cellSession(CONF);
    let exits = 0;
    s.cluster.host(1).slow(3).after("4s");
    const records = await tenSeconds(s, () => {
      work("10s");
      if (TaskContext.get()!.partitionId() === 0 && exits++ === 0) TaskContext.get()!.executor.exit(1);
    });
    const lost = records.find(({ status }) => status === "ExecutorLostFailure")!;
    const ranMs = lost.finishMs - lost.launchMs;
    expect(seconds(ranMs)).toBe(lost.executor === 0 ? 22.4 : 10.4);
  });

  test("slow disks lengthen the rest of a task that writes a shuffle", async () => {
    const ran = async (from: string | undefined): Promise<number> => {
      const s = cellSession(CONF);
      if (from !== undefined) s.cluster.host(1).disk("1KB/s").after(from);
      const pairs = s.sc.parallelize([0, 1], 2).map((n): [number, string] => {
        work("10s");
        return [n, "x".repeat(4000)];
      });
      await pairs.groupByKey(2).count();
      await s.settle();
      const { tasks } = s.endCell()!;
      const rows = Array.from({ length: tasks.length }, (_, row) => tasks.record(row));
      const map = rows.find(({ stageId, executor }) => stageId === 0 && executor === 0)!;
      expect(map.finishMs - map.launchMs).toBeGreaterThanOrEqual(map.runMs);
      return map.runMs;
    };
    const [never, always, half] = [await ran(undefined), await ran("0s"), await ran("5s")];
    expect(always).toBeGreaterThan(never + 50);
    expect((half - never) / (always - never)).toBeCloseTo(0.5, 2);
  });
});
