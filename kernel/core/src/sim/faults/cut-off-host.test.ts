import { describe, expect, test } from "vitest";
import { work } from "../../dsl/task-context.js";
import type { Session } from "../../session.js";
import { cellSession, endCell } from "../../testing/cell-program.js";

const session = (conf: Readonly<Record<string, string>> = {}): Session =>
  cellSession({ "spark.executor.instances": "2", "spark.executor.cores": "1", "spark.locality.wait": "0s", ...conf });

describe("what lies behind a partition", () => {
  test("a cached block is computed again where nobody reaches it, after the retries, and then lies here as well", async () => {
    const s = session();
    let computed = 0;
    const cached = s.sc
      .parallelize([1, 2], 2)
      .map((n) => {
        computed++;
        return n;
      })
      .cache();
    await cached.count();
    expect([computed, s.sc.storageInfo(cached.lineage).partitions]).toEqual([2, [0, 1]]);
    s.cluster.network.partition(["host-1"], ["host-2"]);
    // One slot is busy, so that both blocks are read on the other executor.
    const busy = s.sc.parallelize([0], 1).foreach(() => work("60s"));
    await cached.count();
    await busy;
    const { tasks } = await endCell(s);
    expect(computed).toBe(3);
    const rows = Array.from({ length: tasks.length }, (_, row) => tasks.record(row));
    const waited = rows.filter(({ stageId, runMs }) => stageId === 2 && runMs >= 15_000 && runMs < 16_000);
    expect(waited).toHaveLength(1);
  });

  test("an executor that comes on a cut-off host is not heard of either, and its tasks wait for the network", async () => {
    const s = session({ "spark.stageplay.cluster.hosts": "2" });
    s.cluster.network.partition(["driver"], ["host-1"]).from("1s").to("60s");
    s.cluster.executor(0).killAt("2s");
    await s.sc.parallelize([...Array(8).keys()], 8).foreach(() => work("5s"));
    const document = await endCell(s);
    const fresh = document.executors.find(({ executorId }) => executorId === 2)!;
    expect(fresh.host).toBe("host-1");
    const { tasks } = document;
    const ended = Array.from({ length: tasks.length }, (_, row) => tasks.record(row))
      .filter(({ executor, status }) => executor === 2 && status === "Success")
      .map(({ finishMs }) => finishMs - document.startMs);
    expect(Math.min(...ended)).toBeGreaterThan(60_000);
  });
});
